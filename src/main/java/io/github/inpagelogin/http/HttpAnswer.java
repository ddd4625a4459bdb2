package io.github.inpagelogin.http;

import java.util.Map;
import java.util.Optional;

/**
 * An answer of RingCentral, read whole. The body carries tokens, so {@link #toString} does not.
 *
 * @param status as sent: also 3xx, 4xx, 5xx
 * @param headers by lower-case name; of a repeated header the first value
 * @param body the bytes as they came: empty for none, never null; not decoded, whatever its
 *     {@code content-encoding}
 */
@SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** The value of a header; {@code name} in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
