package io.github.inpagelogin.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.web.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PassThroughSourceTest {
    private static final URI UPSTREAM = URI.create("https://widget.example/v/");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final FakeUpstream upstream = new FakeUpstream();
    private PassThroughSource source;

    @BeforeEach
    void start() {
        source = restarted();
    }

    @Test
    void aFileIsAskedForByItsNameAndByNothingOfTheVisitors() throws IOException {
        upstream.answers(200, "one");
        assertEquals("one", read("assets/a.js"));
        assertEquals(
                URI.create("https://widget.example/v/assets/a.js"),
                upstream.lastCall().uri());
        assertEquals("GET", upstream.lastCall().method());
        assertEquals(
                Map.of("Accept", "*/*", "Accept-Encoding", "identity"),
                upstream.lastCall().headers());
        assertEquals(Duration.ofSeconds(30), upstream.lastCall().timeout());
    }

    @Test
    void aCopyIsGoodForAnHour() throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        upstream.answers(200, "two");
        clock.advance(HOUR.minusNanos(1));
        assertEquals("one", read("a.js"));
        clock.advance(Duration.ofNanos(1));
        assertEquals("two", read("a.js"));
        assertEquals(2, upstream.calls().size());
    }

    @Test
    void anOldCopyIsCheckedByWhatTheUpstreamSaidOfIt() throws IOException {
        upstream.answers(200, "one", "etag", "\"x\"", "last-modified", "Mon, 02 Mar 2026 12:00:00 GMT");
        read("a.js");
        clock.advance(HOUR);
        upstream.answers(304, "");
        assertEquals("one", read("a.js"));
        assertEquals("\"x\"", upstream.lastCall().headers().get("If-None-Match"));
        assertEquals(
                "Mon, 02 Mar 2026 12:00:00 GMT", upstream.lastCall().headers().get("If-Modified-Since"));
        read("a.js");
        assertEquals(2, upstream.calls().size(), "it is good for an hour again");
    }

    @Test
    void theTagChangesWithTheContent() {
        upstream.answers(200, "one", "content-security-policy", "default-src 'self'");
        WidgetFile one = found("a.js");
        assertEquals("default-src 'self'", one.policy());
        clock.advance(HOUR);
        upstream.answers(200, "two", "set-cookie", "a=b");
        WidgetFile two = found("a.js");
        assertNotEquals(one.entityTag(), two.entityTag());
        assertFalse(Files.exists(one.path()));
        clock.advance(HOUR);
        assertEquals(two.entityTag(), found("a.js").entityTag());
    }

    @Test
    void copiesOutliveARestartAndAreCheckedThen() throws IOException {
        upstream.answers(200, "one", "etag", "\"x\"", "content-security-policy", "default-src 'self'");
        WidgetFile before = found("a.js");
        source = restarted();
        upstream.fails(HttpFailure.Kind.NOT_CONNECTED);
        WidgetFile after = found("a.js");
        assertEquals(before, after);
        assertEquals("\"x\"", upstream.lastCall().headers().get("If-None-Match"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408, 403, 401, 301, 206, 204})
    void whatIsNoAnswerToTheQuestionLeavesTheCopy(int status) throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        clock.advance(HOUR.multipliedBy(1000));
        upstream.answers(status, "no");
        assertEquals("one", read("a.js"));
    }

    @ParameterizedTest
    @CsvSource({"NOT_CONNECTED, WIDGET_NO_ANSWER", "TIMED_OUT, WIDGET_NO_ANSWER", "BROKEN, NO_WIDGET"})
    void withoutAnAnswerTheCopyIsServedAndWithoutACopyThereIsAProblem(HttpFailure.Kind kind, Problem problem)
            throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        clock.advance(HOUR);
        upstream.fails(kind);
        assertEquals("one", read("a.js"));
        assertEquals(problem, problem("b.js"));
    }

    @Test
    void aMistakeOfOursEndsTheFetchAsWell() {
        upstream.breaks(new IllegalStateException("test"));
        for (int i = 0; i < 200; i++) {
            assertEquals(Problem.NO_WIDGET, problem("a.js"), "and gives its place back");
        }
    }

    @Test
    void anUpstreamInTroubleIsTriedNowAndThenOnly() throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        clock.advance(HOUR);
        upstream.fails(HttpFailure.Kind.TIMED_OUT);
        read("a.js");
        read("a.js");
        assertEquals(2, upstream.calls().size());
        clock.advance(Duration.ofSeconds(30));
        read("a.js");
        assertEquals(3, upstream.calls().size());
    }

    @Test
    void troubleIsToldOnceAndItsEndAsWell() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Incident.class);
        log.start();
        logger.addAppender(log);
        try {
            upstream.answers(200, "one");
            read("a.js");
            clock.advance(HOUR);
            upstream.answers(503, "");
            read("a.js");
            problem("b.js");
            clock.advance(Duration.ofMinutes(1));
            read("a.js");
            upstream.answers(200, "one");
            clock.advance(Duration.ofMinutes(1));
            read("a.js");
            read("b.js");
        } finally {
            logger.detachAppender(log);
        }
        assertEquals(
                List.of(Level.WARN, Level.INFO),
                log.list.stream().map(ILoggingEvent::getLevel).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 403, 400, 301})
    void whatIsNotThereIsNotStoredAndNotAskedForAgainForAMinute(int status) throws IOException {
        upstream.answers(status, "<html>no</html>");
        assertEquals(Optional.empty(), source.file("none.js").join());
        assertEquals(Optional.empty(), source.file("none.js").join());
        assertEquals(1, upstream.calls().size());
        assertEquals(List.of(), files());
        clock.advance(Duration.ofMinutes(1));
        upstream.answers(200, "new");
        assertEquals("new", read("none.js"));
    }

    @Test
    void aFileThatIsGoneUpstreamIsGoneHere() throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        clock.advance(HOUR);
        upstream.answers(404, "");
        assertEquals(Optional.empty(), source.file("a.js").join());
        assertEquals(List.of(), files());
    }

    @Test
    void aFileThatIsTooLargeIsNone() throws IOException {
        upstream.fails(HttpFailure.Kind.TOO_LARGE);
        assertEquals(Optional.empty(), source.file("huge.js").join());
        assertEquals(Optional.empty(), source.file("huge.js").join());
        assertEquals(1, upstream.calls().size());
        assertEquals(List.of(), files());
    }

    @Test
    void whatIsCompressedThoughNobodyAskedForItIsNotStored() throws IOException {
        upstream.answers(200, "one", "content-encoding", "br");
        assertEquals(Problem.NO_WIDGET, problem("a.js"));
        assertEquals(List.of(), files());
        upstream.answers(200, "one", "content-encoding", "Identity");
        assertEquals("one", read("a.js"));
    }

    @Test
    void whoComesWhileAFileIsFetchedGetsTheSame() throws IOException {
        CompletableFuture<HttpAnswer> later = new CompletableFuture<>();
        upstream.waitsFor(later);
        CompletableFuture<Optional<WidgetFile>> first = source.file("a.js");
        CompletableFuture<Optional<WidgetFile>> second = source.file("a.js");
        assertFalse(first.isDone() || second.isDone());
        later.complete(new HttpAnswer(200, Map.of(), new byte[] {'x'}));
        assertEquals(first.join(), second.join());
        assertEquals(1, upstream.calls().size());
    }

    @Test
    void onlySoManyAreFetchedAtOnceAndCopiesDoMeanwhile() throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        clock.advance(HOUR);
        CompletableFuture<HttpAnswer> later = new CompletableFuture<>();
        upstream.waitsFor(later);
        for (int i = 0; i < 64; i++) {
            assertFalse(source.file(i + ".js").isDone());
        }
        assertEquals(Problem.WIDGET_BUSY, problem("65.js"));
        assertEquals("one", read("a.js"));
        later.complete(new HttpAnswer(200, Map.of(), new byte[0]));
        upstream.answers(200, "two");
        assertEquals("two", read("a.js"));
    }

    @Test
    void aCopyThatWasTakenAwayIsFetchedWholeAgain() throws IOException {
        upstream.answers(200, "one", "etag", "\"x\"");
        Files.delete(found("a.js").path());
        assertEquals("one", read("a.js"));
        assertEquals(2, upstream.calls().size());
        assertFalse(upstream.lastCall().headers().containsKey("If-None-Match"));
    }

    @Test
    void aFolderThatWasTakenAwayIsMadeAgain() throws IOException {
        upstream.answers(200, "one");
        read("a.js");
        takeFolderAway();
        assertEquals("one", read("a.js"));
        assertEquals("two-is-new", readNew("b.js", "two-is-new"));
    }

    @Test
    void aCopyThatIsTakenAwayWhileItIsCheckedIsFetchedWholeAgain() throws IOException {
        upstream.answers(200, "one", "etag", "\"x\"");
        Path copy = found("a.js").path();
        clock.advance(HOUR);
        CompletableFuture<HttpAnswer> later = new CompletableFuture<>();
        upstream.waitsFor(later);
        CompletableFuture<Optional<WidgetFile>> file = source.file("a.js");
        Files.delete(copy);
        upstream.answers(200, "one");
        later.complete(new HttpAnswer(304, Map.of(), new byte[0]));
        assertEquals("one", Files.readString(file.join().orElseThrow().path()));
    }

    @Test
    void aCopyThatWasTakenAwayIsNoCopyWhileTheUpstreamIsAway() throws IOException {
        upstream.answers(200, "one");
        Files.delete(found("a.js").path());
        upstream.fails(HttpFailure.Kind.TIMED_OUT);
        assertEquals(Problem.WIDGET_NO_ANSWER, problem("a.js"));
    }

    @Test
    void aCopyThatCannotBeWrittenIsAProblemThatIsToldOnce() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Incident.class);
        log.start();
        logger.addAppender(log);
        takeFolderAway();
        Files.writeString(folder, "in its place");
        try {
            upstream.answers(200, "one");
            assertEquals(Problem.WIDGET_NOT_KEPT, problem("a.js"));
            assertEquals(Problem.WIDGET_NOT_KEPT, problem("b.js"));
            Files.delete(folder);
            assertEquals("one", read("a.js"));
        } finally {
            logger.detachAppender(log);
        }
        assertEquals(
                List.of(Level.WARN, Level.INFO),
                log.list.stream().map(ILoggingEvent::getLevel).toList());
    }

    @Test
    void aNewCopyThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        upstream.answers(200, "one");
        Path old = found("a.js").path();
        clock.advance(HOUR);
        // Where what says what belongs together should be there is a folder that is not empty.
        Path about = files().stream()
                .filter(file -> file.toString().endsWith(".about"))
                .findFirst()
                .orElseThrow();
        Files.delete(about);
        Files.createDirectories(about.resolve("x"));
        upstream.answers(200, "two");
        assertEquals(old, found("a.js").path());
    }

    private void takeFolderAway() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private String readNew(String name, String content) throws IOException {
        upstream.answers(200, content);
        return read(name);
    }

    private PassThroughSource restarted() {
        return new PassThroughSource(UPSTREAM, upstream, clock, folder, Runnable::run);
    }

    private WidgetFile found(String name) {
        return source.file(name).join().orElseThrow();
    }

    private String read(String name) throws IOException {
        return Files.readString(found(name).path());
    }

    private Problem problem(String name) {
        CompletionException failure =
                assertThrows(CompletionException.class, () -> source.file(name).join());
        assertTrue(failure.getCause() instanceof WidgetUnavailable, failure.toString());
        return WidgetUnavailable.problemOf(failure);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
