package io.github.inpagelogin.ops;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.http.StreamedAnswer;
import io.github.inpagelogin.http.StreamedCall;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How RingCentral's calls are told apart. */
class ProviderCallsTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final ProviderCalls calls = new ProviderCalls(meters);

    @ParameterizedTest
    @CsvSource({
        "/restapi/oauth/token, token",
        "/restapi/oauth/revoke, revoke",
        "/restapi/v1.0/account/~/extension/~, extension",
        "/restapi/v1.0/account/~/extension/62264425101/call-log?phoneNumber=%2B1650, rest",
        "/, rest"
    })
    void aCallIsNamedAfterItsEndpointAndNeverAfterItsPath(String path, String endpoint) {
        var unused = calls.sender(call -> CompletableFuture.completedFuture(answer(200)))
                .send(call(path));
        assertEquals(1, timer(endpoint, "2xx").count());
        assertEquals(1, meters.getMeters().size());
    }

    @ParameterizedTest
    @CsvSource({"200, 2xx", "204, 2xx", "302, 3xx", "401, 4xx", "429, 429", "503, 5xx"})
    void anAnswerHasTheClassOfItsStatus(int status, String outcome) {
        var unused = calls.sender(call -> CompletableFuture.completedFuture(answer(status)))
                .send(call("/restapi/oauth/token"));
        assertEquals(1, timer("token", outcome).count());
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerHasItsReason(HttpFailure.Kind kind) {
        CompletableFuture<HttpAnswer> failed =
                CompletableFuture.failedFuture(new HttpFailure(kind, new IllegalStateException()));
        // As a future hands it on.
        var unused = calls.sender(call -> failed.thenApply(answer -> answer)).send(call("/restapi/oauth/token"));
        assertEquals(
                1,
                timer("token", kind.name().toLowerCase(java.util.Locale.ROOT)).count());
    }

    @Test
    void whatIsNoFailureOfHttpIsOneAllTheSame() {
        var unused = calls.sender(call -> CompletableFuture.failedFuture(new IllegalStateException()))
                .send(call("/restapi/oauth/token"));
        assertEquals(1, timer("token", "failed").count());
    }

    @Test
    void aCallTakesUntilItsAnswerIsThere() {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        CompletableFuture<HttpAnswer> sent = calls.sender(call -> answer).send(call("/restapi/oauth/token"));
        assertTrue(meters.getMeters().isEmpty());
        clock.add(80, MILLISECONDS);
        answer.complete(answer(200));
        assertEquals(200, sent.join().status());
        assertEquals(80, timer("token", "2xx").totalTime(MILLISECONDS));
    }

    @Test
    void whatGoesThroughTheProxyHasOneName() {
        var unused = calls.streams(call -> CompletableFuture.failedFuture(
                        new HttpFailure(HttpFailure.Kind.TIMED_OUT, new IllegalStateException())))
                .open(new StreamedCall("GET", uri("/restapi/oauth/token"), Map.of(), null, Duration.ofSeconds(1)));
        assertEquals(1, timer("proxy", "timed_out").count());
        CompletableFuture<StreamedAnswer> never = new CompletableFuture<>();
        var waiting = calls.streams(call -> never)
                .open(new StreamedCall("GET", uri("/x"), Map.of(), null, Duration.ofSeconds(1)));
        assertEquals(false, waiting.isDone());
        assertEquals(1, meters.getMeters().size());
    }

    private Timer timer(String endpoint, String outcome) {
        Meter.Id only = meters.getMeters().get(0).getId();
        assertEquals("inpagelogin.provider.calls", only.getName());
        return meters.get(only.getName())
                .tags("endpoint", endpoint, "outcome", outcome)
                .timer();
    }

    private static HttpAnswer answer(int status) {
        return new HttpAnswer(status, Map.of(), new byte[0]);
    }

    private static HttpCall call(String path) {
        return new HttpCall("GET", uri(path), Map.of(), new byte[0], Duration.ofSeconds(1));
    }

    private static URI uri(String path) {
        return URI.create("https://platform.example" + path);
    }
}
