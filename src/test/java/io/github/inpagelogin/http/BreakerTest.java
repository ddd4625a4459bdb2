package io.github.inpagelogin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.http.Breaker.State;
import io.github.inpagelogin.http.HttpFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {
    private static final URI HOST = URI.create("https://platform.example");
    private static final URI MEDIA = URI.create("https://media.example");

    private final TestClock clock = new TestClock();
    private final Breaker breaker = Breaker.forTokens(clock);
    private final List<CompletableFuture<HttpAnswer>> sent = new ArrayList<>();
    private final HttpSender sender = breaker.watching(call -> {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        sent.add(answer);
        return answer;
    });

    private CompletableFuture<HttpAnswer> send() {
        return sender.send(Calls.get(HOST.resolve("/restapi/oauth/token")));
    }

    private void answered(int status, int times) {
        for (int i = 0; i < times; i++) {
            var unused = send();
            sent.get(sent.size() - 1).complete(new HttpAnswer(status, Map.of(), new byte[0]));
        }
    }

    private void failed(Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            var unused = send();
            sent.get(sent.size() - 1).completeExceptionally(new HttpFailure(kind, new Exception("test")));
        }
    }

    private static HttpFailure failure(CompletableFuture<?> future) {
        return assertInstanceOf(
                HttpFailure.class,
                assertThrows(CompletionException.class, future::join).getCause());
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_CONNECTED", "TIMED_OUT", "BROKEN"})
    void afterTenFailuresNothingIsSent(Kind kind) {
        failed(kind, 9);
        assertEquals(State.CLOSED, breaker.state());
        failed(kind, 1);
        assertEquals(State.OPEN, breaker.state());
        HttpFailure refused = failure(send());
        assertEquals(Kind.NOT_SENT, refused.kind());
        assertEquals(Optional.of(Duration.ofSeconds(10)), refused.retryAfter());
        assertEquals(10, sent.size());
    }

    @ParameterizedTest
    @CsvSource({"500, OPEN", "503, OPEN", "599, OPEN", "200, CLOSED", "302, CLOSED", "400, CLOSED", "429, CLOSED"})
    void anAnswerSpeaksAgainstItsHostIfItIsA5xx(int status, State state) {
        answered(status, 20);
        assertEquals(state, breaker.state());
    }

    @Test
    void anAnswerThatIsTooLargeIsAnAnswer() {
        failed(Kind.TOO_LARGE, 20);
        assertEquals(State.CLOSED, breaker.state());
    }

    @Test
    void halfOfTheCallsMayFail() {
        for (int i = 0; i < 20; i++) {
            answered(200, 1);
            failed(Kind.TIMED_OUT, 1);
        }
        assertEquals(State.CLOSED, breaker.state());
        failed(Kind.TIMED_OUT, 11);
        assertEquals(State.OPEN, breaker.state());
    }

    @Test
    void failuresOfAMinuteAgoAreForgotten() {
        failed(Kind.TIMED_OUT, 9);
        clock.advance(Duration.ofSeconds(61));
        failed(Kind.TIMED_OUT, 9);
        assertEquals(State.CLOSED, breaker.state());
    }

    @Test
    void afterThePauseAFewAreSentAndIfTheyAreAnsweredAllAre() {
        failed(Kind.TIMED_OUT, 10);
        clock.advance(Duration.ofMillis(7_500));
        assertEquals(Optional.of(Duration.ofSeconds(3)), sender.pause(HOST));
        clock.advance(Duration.ofMillis(2_500));
        assertEquals(Optional.empty(), sender.pause(HOST));
        List<CompletableFuture<HttpAnswer>> trying = List.of(send(), send(), send(), send());
        assertEquals(State.HALF_OPEN, breaker.state());
        assertEquals(Optional.of(Duration.ofSeconds(5)), failure(send()).retryAfter());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Optional.of(Duration.ofSeconds(4)), sender.pause(HOST), "the next need not begin");
        assertEquals(14, sent.size());
        assertEquals(4, trying.stream().filter(call -> !call.isDone()).count());
        sent.subList(10, 14).forEach(answer -> answer.complete(new HttpAnswer(200, Map.of(), new byte[0])));
        assertEquals(State.CLOSED, breaker.state());
        answered(200, 1);
        assertEquals(15, sent.size());
    }

    @Test
    void whatWasSentBeforeThePauseDecidesNothingAfterIt() {
        List<CompletableFuture<HttpAnswer>> late =
                IntStream.range(0, 8).mapToObj(i -> send()).toList();
        List<CompletableFuture<HttpAnswer>> before = List.copyOf(sent);
        failed(Kind.TIMED_OUT, 10);
        clock.advance(Duration.ofSeconds(10));
        answered(200, 1);
        before.subList(0, 4)
                .forEach(call -> call.completeExceptionally(new HttpFailure(Kind.TIMED_OUT, new Exception("test"))));
        before.subList(4, 8)
                .forEach(call -> call.completeExceptionally(new HttpFailure(Kind.NOT_SENT, new Exception("test"))));
        assertTrue(late.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertEquals(State.HALF_OPEN, breaker.state());
        answered(200, 3);
        assertEquals(State.CLOSED, breaker.state());
    }

    @Test
    void afterThePauseAFewAreSentAndIfTheyFailThereIsAnotherPause() {
        failed(Kind.TIMED_OUT, 10);
        clock.advance(Duration.ofSeconds(10));
        failed(Kind.TIMED_OUT, 4);
        assertEquals(State.OPEN, breaker.state());
        assertEquals(Optional.of(Duration.ofSeconds(10)), sender.pause(HOST));
    }

    @Test
    void aMistakeOfOursNeitherCountsNorKeepsItsPlace() {
        failed(Kind.TIMED_OUT, 10);
        clock.advance(Duration.ofSeconds(10));
        HttpSender mistaken = breaker.watching(call -> {
            throw new IllegalStateException("a mistake");
        });
        for (int i = 0; i < 10; i++) {
            assertThrows(CompletionException.class, mistaken.send(Calls.get(HOST))::join);
        }
        answered(200, 4);
        assertEquals(State.CLOSED, breaker.state());
    }

    // --- what browsers ask

    private final Breaker streamed = Breaker.forResources(clock);
    private final StreamedCall.Body body = new StreamedCall.Body(ByteSource.of(new byte[1]), 1);

    private void streams(URI host, boolean upload, Kind kind, int times) {
        HttpStreams streams = streamed.watchingStreams(
                call -> CompletableFuture.failedFuture(new HttpFailure(kind, new Exception("test"))));
        for (int i = 0; i < times; i++) {
            failure(streams.open(new StreamedCall("GET", host, Map.of(), upload ? body : null, Calls.LONG)));
        }
    }

    @Test
    void allThatOnePersonCanHaveUnderWayAtATimeDoesNotOpenIt() {
        streams(HOST, false, Kind.TIMED_OUT, 32);
        assertEquals(State.CLOSED, streamed.state());
        streams(HOST, false, Kind.TIMED_OUT, 8);
        assertEquals(State.OPEN, streamed.state());
    }

    @Test
    void theHostForMediaIsAnother() {
        streams(MEDIA, false, Kind.NOT_CONNECTED, 40);
        assertEquals(State.OPEN, streamed.state());
        HttpStreams well = streamed.watchingStreams(call ->
                CompletableFuture.completedFuture(new StreamedAnswer(200, Map.of(), ByteSource.of(new byte[0]))));
        assertEquals(
                200,
                well.open(new StreamedCall("GET", HOST, Map.of(), null, Calls.LONG))
                        .join()
                        .status());
        assertEquals(
                Kind.NOT_SENT,
                failure(well.open(new StreamedCall("GET", MEDIA, Map.of(), null, Calls.LONG)))
                        .kind());
    }

    @Test
    void anUploadIsNotWhatTriesWhetherTheHostIsBack() {
        streams(HOST, false, Kind.NOT_CONNECTED, 40);
        clock.advance(Duration.ofSeconds(10));
        HttpStreams well = streamed.watchingStreams(call ->
                CompletableFuture.completedFuture(new StreamedAnswer(200, Map.of(), ByteSource.of(new byte[0]))));
        StreamedCall upload = new StreamedCall("POST", HOST, Map.of(), body, Calls.LONG);
        assertEquals(Kind.NOT_SENT, failure(well.open(upload)).kind());
        for (int i = 0; i < 4; i++) {
            well.open(new StreamedCall("GET", HOST, Map.of(), null, Calls.LONG)).join();
        }
        assertEquals(200, well.open(upload).join().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROKEN", "TIMED_OUT"})
    void anUploadThatStopsOrBreaksMayBeTheBrowsersDoing(Kind kind) {
        streams(HOST, true, kind, 100);
        assertEquals(State.CLOSED, streamed.state());
        streams(HOST, true, Kind.NOT_CONNECTED, 40);
        assertEquals(State.OPEN, streamed.state());
    }
}
