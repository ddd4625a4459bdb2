package io.github.inpagelogin.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request as it leaves for RingCentral. Headers, body and query carry credentials, so {@link #toString} names none.
 *
 * @param uri absolute, http or https
 * @param headers copied
 * @param body empty for none; not copied, and not to be changed afterwards
 * @param timeout from the call until the last byte of the answer; at least a millisecond
 */
@SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    public HttpCall {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("the time-out of a call must be at least a millisecond");
        }
        headers = Map.copyOf(headers);
    }

    /** The same call with less time. */
    HttpCall within(Duration shorter) {
        return new HttpCall(method, uri, headers, body, shorter);
    }

    /** Method and path, the path still percent-encoded: no line breaks in logs. */
    @Override
    public String toString() {
        return method + ' ' + uri.getRawPath();
    }
}
