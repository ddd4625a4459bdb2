package io.github.inpagelogin.http;

import java.util.concurrent.CompletableFuture;

/** Sends requests to RingCentral whose bodies, and whose answers' bodies, are too large to hold. Thread-safe. */
public interface HttpStreams {
    /**
     * Sends {@code call} once: no redirect is followed, no cookie kept, nothing retried.
     *
     * @return the answer as soon as its head is here, whatever its status; or, exceptionally, an {@link HttpFailure}
     */
    CompletableFuture<StreamedAnswer> open(StreamedCall call);
}
