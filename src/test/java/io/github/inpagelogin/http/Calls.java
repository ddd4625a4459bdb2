package io.github.inpagelogin.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Calls of tests, and what becomes of them. */
final class Calls {
    /** Never over in a test that is in order. */
    static final Duration LONG = Duration.ofSeconds(10);

    private Calls() {}

    static HttpCall get(URI uri) {
        return get(uri, LONG);
    }

    static HttpCall get(URI uri, Duration timeout) {
        return new HttpCall("GET", uri, Map.of(), new byte[0], timeout);
    }

    static HttpAnswer answerTo(HttpSender sender, HttpCall call) throws Exception {
        return sender.send(call).get(10, SECONDS);
    }

    static HttpFailure failureOf(HttpSender sender, HttpCall call) throws Exception {
        return failureOf(sender.send(call));
    }

    static HttpFailure failureOf(CompletableFuture<HttpAnswer> answer) throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("an answer came: " + answer.get(10, SECONDS));
        } catch (ExecutionException e) {
            return assertInstanceOf(HttpFailure.class, e.getCause());
        }
    }
}
