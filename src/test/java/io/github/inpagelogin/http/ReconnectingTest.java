package io.github.inpagelogin.http;

import static io.github.inpagelogin.http.Calls.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.http.HttpFailure.Kind;
import io.github.inpagelogin.log.Notes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class ReconnectingTest {
    private static final URI ADDRESS = URI.create("https://platform.example/");

    private final List<HttpCall> calls = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    /** Fails so often, and answers then. */
    private HttpSender failing(Kind kind, int times) {
        HttpSender sender = call -> {
            calls.add(call);
            return calls.size() <= times
                    ? CompletableFuture.failedFuture(new HttpFailure(kind, new Exception("test")))
                    : CompletableFuture.completedFuture(new HttpAnswer(200, Map.of(), new byte[0]));
        };
        return new Reconnecting(sender, wait -> {
            waits.add(wait);
            return Runnable::run;
        });
    }

    @Test
    void aCallForWhichThereIsNoConnectionIsMadeAgainAfterTwiceTheWaitEachTime() throws Exception {
        assertEquals(
                200,
                Calls.answerTo(failing(Kind.NOT_CONNECTED, 3), Calls.get(ADDRESS))
                        .status());
        assertEquals(List.of(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1)), waits);
        assertEquals(4, calls.size());
    }

    @Test
    void onWhateverThreadItIsMadeAgainItsRequestIsKnown() {
        Notes.ofRequest("r1", Instant.EPOCH).resume();
        List<Runnable> timer = new ArrayList<>();
        HttpSender sender = new Reconnecting(
                call -> timer.isEmpty()
                        ? CompletableFuture.failedFuture(new HttpFailure(Kind.NOT_CONNECTED, new Exception("test")))
                        : CompletableFuture.completedFuture(new HttpAnswer(200, Map.of(), new byte[0])),
                wait -> timer::add);
        List<String> requests = new ArrayList<>();
        var unused = sender.send(Calls.get(ADDRESS))
                .thenAccept(answer -> requests.add(String.valueOf(MDC.get("requestId"))));
        Notes.end();
        timer.get(0).run();
        assertEquals(List.of("r1"), requests);
    }

    @Test
    void threeTimesAreEnough() throws Exception {
        assertEquals(
                Kind.NOT_CONNECTED,
                failureOf(failing(Kind.NOT_CONNECTED, 9), Calls.get(ADDRESS)).kind());
        assertEquals(4, calls.size());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_CONNECTED")
    void whatMayHaveArrivedIsNeverMadeAgain(Kind kind) throws Exception {
        assertEquals(kind, failureOf(failing(kind, 1), Calls.get(ADDRESS)).kind());
        assertEquals(1, calls.size());
        assertEquals(List.of(), waits);
    }

    @Test
    void theTimeOutIsForAllAttemptsTogether() throws Exception {
        failureOf(failing(Kind.NOT_CONNECTED, 9), Calls.get(ADDRESS, Duration.ofMillis(700)));
        assertEquals(List.of(Duration.ofMillis(250), Duration.ofMillis(500)), waits);
        assertTrue(calls.get(1).timeout().compareTo(Duration.ofMillis(450)) <= 0);
        assertTrue(calls.get(2).timeout().compareTo(Duration.ofMillis(200)) <= 0);
    }
}
