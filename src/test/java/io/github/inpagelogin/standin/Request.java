package io.github.inpagelogin.standin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request, read to its end; of a long body the beginning is kept.
 *
 * @param query as it came, not decoded; empty for none
 */
record Request(String method, String path, String query, Headers headers, String body) {

    private static final int BODY_LIMIT = 64 * 1024;

    static Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        // Closing a connection with something unread in it resets it, and the answer may be lost (RFC 9112 section
        // 9.6).
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                new String(body, StandardCharsets.UTF_8));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    Optional<String> cookie(String name) {
        String prefix = name + '=';
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .findFirst();
    }

    /** The body as form parameters, if it says that it is a form. */
    Parameters form() {
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        String mediaType = (end < 0 ? type : type.substring(0, end)).strip();
        if (!mediaType.equals("application/x-www-form-urlencoded")) {
            throw new Refusal(415, "invalid_request", "CMN-101", "Content-Type must be a form: " + mediaType);
        }
        if (body.length() > BODY_LIMIT) {
            throw new Refusal(413, "invalid_request", "CMN-101", "The form is too large");
        }
        return Parameters.parse(body);
    }

    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
