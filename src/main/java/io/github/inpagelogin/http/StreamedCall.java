package io.github.inpagelogin.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that leaves for RingCentral as it comes in. Headers and query carry credentials, so {@link #toString} names
 * none.
 *
 * @param uri absolute, http or https
 * @param headers copied
 * @param timeout from the last byte of the request to the head of the answer
 */
public record StreamedCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable Body body,
        Duration timeout) {
    /**
     * What a request carries.
     *
     * @param length -1 if nobody knows
     */
    public record Body(ByteSource source, long length) {}

    public StreamedCall {
        headers = Map.copyOf(headers);
    }

    /** Method and path, the path still percent-encoded: no line breaks in logs. */
    @Override
    public String toString() {
        return method + ' ' + uri.getRawPath();
    }
}
