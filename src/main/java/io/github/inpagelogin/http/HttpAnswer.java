package io.github.inpagelogin.http;

import java.util.Map;
import java.util.Optional;

/**
 * An answer of RingCentral, read whole. The body carries tokens, so {@link #toString} does not.
 *
 * @param headers by lower-case name; of a repeated header the first value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied for nobody: it lives as long as one call
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    /** The value of a header; {@code name} in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
