package io.github.inpagelogin.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends a request to RingCentral without holding a thread while it waits. Thread-safe. */
public interface HttpSender {
    /**
     * Sends {@code call}: no redirect is followed, no cookie kept. What may have arrived is never sent twice.
     *
     * @return the answer, whatever its status; or, exceptionally, an {@link HttpFailure} when there is none
     */
    CompletableFuture<HttpAnswer> send(HttpCall call);

    /** How long from now on calls to {@code server} will not be sent, in whole seconds; empty if they will. */
    default Optional<Duration> pause(URI server) {
        return Optional.empty();
    }
}
