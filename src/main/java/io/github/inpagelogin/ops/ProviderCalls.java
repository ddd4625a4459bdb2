package io.github.inpagelogin.ops;

import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.http.StreamedAnswer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Times every call to RingCentral, by endpoint and outcome: {@code inpagelogin_provider_calls_seconds}. An endpoint is one
 * of five words and never a path, which could be anything. Thread-safe.
 */
public final class ProviderCalls {
    /** On the same continent RingCentral answers in some ten milliseconds. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    /** No setting lets a call take longer. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final MeterRegistry meters;
    private final Meter.MeterProvider<Timer> timers;

    public ProviderCalls(MeterRegistry meters) {
        this.meters = meters;
        this.timers = Timer.builder("inpagelogin.provider.calls")
                .description(
                        "Calls to RingCentral, until the answer is read; through the proxy, until its head is here")
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .withRegistry(meters);
    }

    /** {@code sender}, timed. */
    public HttpSender sender(HttpSender sender) {
        return call -> {
            Timer.Sample begun = Timer.start(meters);
            return stop(begun, endpoint(call.uri()), sender.send(call), HttpAnswer::status);
        };
    }

    /** {@code streams} of the proxy, timed. */
    public HttpStreams streams(HttpStreams streams) {
        return call -> {
            Timer.Sample begun = Timer.start(meters);
            return stop(begun, "proxy", streams.open(call), StreamedAnswer::status);
        };
    }

    private <T> CompletableFuture<T> stop(
            Timer.Sample begun, String endpoint, CompletableFuture<T> answer, ToIntFunction<T> status) {
        return answer.whenComplete((value, failure) -> {
            String outcome = failure == null ? word(status.applyAsInt(value)) : word(failure);
            begun.stop(timers.withTags("endpoint", endpoint, "outcome", outcome));
        });
    }

    private static String endpoint(URI uri) {
        return switch (uri.getPath()) {
            case "/restapi/oauth/token" -> "token";
            case "/restapi/oauth/revoke" -> "revoke";
            case "/restapi/v1.0/account/~/extension/~" -> "extension";
            default -> "rest";
        };
    }

    /** Being throttled is told apart: it is the one error that more calls make worse. */
    private static String word(int status) {
        return status == 429 ? "429" : status / 100 + "xx";
    }

    private static String word(@Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return cause instanceof HttpFailure failure ? failure.kind().name().toLowerCase(Locale.ROOT) : "failed";
    }
}
