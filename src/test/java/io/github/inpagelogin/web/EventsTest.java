package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Of each event one line and one more on its counter. */
class EventsTest {
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Events events = new Events(meters, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(Events.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        Notes.end();
    }

    @Test
    void anEventTakesAsLongAsItsRequestIsUnderWay() {
        Notes.ofRequest("r1", clock.instant()).resume();
        clock.advance(Duration.ofMillis(1500));
        events.happened("login", "success");
        assertEquals(List.of("INFO r1 event=login outcome=success durationMs=1500"), lines());
        assertEquals(1, count("inpagelogin.logins", "success"));
    }

    @Test
    void withoutARequestThereIsNoDuration() {
        events.happened("login", "restarted");
        assertEquals(List.of("INFO - event=login outcome=restarted"), lines());
    }

    @Test
    void aFailureHasItsReasonAndCode() {
        events.failed("login", OAuthFailure.sessionOver());
        assertEquals(
                List.of("WARN - event=login outcome=sign_in_again code=session_over The session is over."), lines());
        assertEquals(1, count("inpagelogin.logins", "sign_in_again"));
    }

    @Test
    void whatIsNoFailureOfRingCentralIsBroken() {
        events.failed("proxy-failure", new IllegalStateException("no"));
        assertEquals(List.of("ERROR - event=proxy-failure outcome=broken"), lines());
        assertEquals("no", log.list.get(0).getThrowableProxy().getMessage());
        assertEquals(1, count("inpagelogin.proxy-failures", "broken"));
    }

    @Test
    void workThatIsFollowedIsReportedWhenItEndsForTheRequestThatBeganIt() {
        Notes.ofRequest("r1", clock.instant()).resume();
        clock.advance(Duration.ofSeconds(10));
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> followed = events.follow("refresh", work);
        Notes.ofRequest("r2", clock.instant()).resume();
        assertEquals(List.of(), lines());
        clock.advance(Duration.ofMillis(250));
        work.complete("done");
        assertEquals("done", followed.join());
        assertEquals(List.of("INFO r1 event=refresh outcome=success durationMs=250"), lines());
        assertEquals(1, count("inpagelogin.refreshes", "success"));
    }

    @Test
    void workThatFailsIsReportedAsThat() {
        CompletableFuture<String> followed =
                events.follow("revocation", CompletableFuture.failedFuture(OAuthFailure.sessionOver()));
        assertEquals(true, followed.isCompletedExceptionally());
        assertEquals(1, lines().size());
        assertEquals(1, count("inpagelogin.revocations", "sign_in_again"));
    }

    private double count(String counter, String outcome) {
        return meters.get(counter).tag("outcome", outcome).counter().count();
    }

    private List<String> lines() {
        return log.list.stream().map(EventsTest::line).toList();
    }

    private static String line(ILoggingEvent event) {
        String pairs = event.getKeyValuePairs().stream()
                .map(pair -> pair.key + "=" + pair.value)
                .collect(Collectors.joining(" "));
        return (event.getLevel() + " " + event.getMDCPropertyMap().getOrDefault("requestId", "-") + " " + pairs + " "
                        + event.getFormattedMessage())
                .strip();
    }
}
