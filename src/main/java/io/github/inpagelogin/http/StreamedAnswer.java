package io.github.inpagelogin.http;

import java.util.Map;
import java.util.Optional;

/**
 * The head of an answer of RingCentral, and its body still to come. It is read to its end or cancelled: until then it
 * holds a connection.
 *
 * @param headers by lower-case name; of a repeated header the first value
 */
public record StreamedAnswer(int status, Map<String, String> headers, ByteSource body) {
    public StreamedAnswer {
        headers = Map.copyOf(headers);
    }

    /** The value of a header; {@code name} in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
        return Integer.toString(status);
    }
}
