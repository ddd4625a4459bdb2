package io.github.inpagelogin.http;

import java.util.concurrent.CompletableFuture;

/** Sends requests to RingCentral whose bodies stream, and whose answers' bodies do. No thread waits. Thread-safe. */
public interface HttpStreams {
    /**
     * Sends {@code call} once: no redirect is followed, no cookie kept, nothing retried. The future may complete on a
     * thread of the client: what is chained to it must not block.
     *
     * @return the answer as soon as its head is here, whatever its status; or, exceptionally, an {@link HttpFailure}
     */
    CompletableFuture<StreamedAnswer> open(StreamedCall call);
}
