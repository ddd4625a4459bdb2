package io.github.inpagelogin.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request as it leaves for RingCentral. Headers and body carry credentials, so {@link #toString} names neither.
 *
 * @param body empty for none
 * @param timeout from the call until the last byte of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied for nobody: it lives as long as one call
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    @Override
    public String toString() {
        return method + ' ' + uri.getPath();
    }
}
