package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.StreamedAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The headers that go through the proxy, each way by a list; all others stay where they are. */
final class PassedHeaders {
    private static final List<String> TO_SERVER = List.of(
            "Accept",
            "Accept-Language",
            "Content-Type",
            "Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "If-Range",
            "X-User-Agent",
            "Client-Id");

    /** Content-Length is not here: it is that of the stream, which may be another one. */
    private static final List<String> TO_BROWSER = List.of(
            "Content-Type",
            "Content-Language",
            "Content-Encoding",
            "Content-Range",
            "Content-Disposition",
            "Accept-Ranges",
            "ETag",
            "Last-Modified",
            "Retry-After",
            "X-Rate-Limit-Group",
            "X-Rate-Limit-Limit",
            "X-Rate-Limit-Remaining",
            "X-Rate-Limit-Window",
            "RCRequestId");

    /** Those that say how a body is framed: twice, or both, and two servers may disagree on where it ends. */
    private static final List<String> FRAMING = List.of("Content-Length", "Transfer-Encoding");

    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e\\t]{0,4096}");

    private PassedHeaders() {}

    /** What goes to RingCentral; empty if something is there twice or is nothing that a browser sends. */
    static Optional<Map<String, String>> toServer(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : TO_SERVER) {
            List<String> values = Collections.list(request.getHeaders(name));
            if (values.size() > 1
                    || !values.stream().allMatch(value -> PLAIN.matcher(value).matches())) {
                return Optional.empty();
            }
            values.stream().filter(value -> !value.isBlank()).forEach(value -> headers.put(name, value));
        }
        // Without one every coding is acceptable (RFC 9110 section 12.5.3), and nothing packed can be looked into.
        headers.put("Accept-Encoding", "identity");
        long framings = FRAMING.stream()
                .mapToLong(name -> Collections.list(request.getHeaders(name)).size())
                .sum();
        return framings > 1 ? Optional.empty() : Optional.of(headers);
    }

    /** Hands the listed headers of {@code answer} on. */
    static void toBrowser(StreamedAnswer answer, HttpServletResponse response) {
        for (String name : TO_BROWSER) {
            answer.header(name.toLowerCase(Locale.ROOT)).ifPresent(value -> response.setHeader(name, value));
        }
    }
}
