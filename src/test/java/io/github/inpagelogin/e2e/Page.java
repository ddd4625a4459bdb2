package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer as it came, no redirect followed. */
record Page(URI uri, int status, HttpHeaders headers, String body) {
    static Page of(HttpResponse<String> answer) {
        return new Page(answer.uri(), answer.statusCode(), answer.headers(), answer.body());
    }

    /** The one value of a header; empty if it is missing. */
    String header(String name) {
        List<String> values = headers.allValues(name);
        assertTrue(values.size() <= 1, () -> name + " more than once: " + values);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Where the answer sends the browser, as written. */
    String location() {
        return header("Location");
    }

    boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** The parameter of the address that the answer sends the browser to; as written, it needs no decoding here. */
    String sent(String parameter) {
        return parameter(location(), parameter);
    }

    /** A parameter of {@code uri}; empty if it is missing. */
    static String parameter(String uri, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=([^&#]*)").matcher(uri);
        return matcher.find() ? matcher.group(1) : "";
    }

    Page expect(int expected) {
        assertEquals(
                expected,
                status,
                () -> uri.getPath() + " answered: " + title() + "\n" + body.replaceAll("(?s).*<main|</main>.*", ""));
        return this;
    }

    /** The heading of the page, or nothing. */
    String title() {
        Matcher matcher = Pattern.compile("<h1>(.*?)</h1>", Pattern.DOTALL).matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The address of the form on the page whose path is {@code path}; empty if there is none. */
    String form(String path) {
        Matcher matcher = Pattern.compile("action=\"(" + Pattern.quote(path) + "[^\"]*)\"")
                .matcher(body);
        return matcher.find() ? matcher.group(1).replace("&amp;", "&") : "";
    }
}
