package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeResponse;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {
    private static final int PASSED = 200;

    private final RequestGuard guard =
            new RequestGuard(new SiteAddress(URI.create("https://site.example/phone")), "/proxy/restapi");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void readingIsOpenToEverybody(String method) throws ServletException, IOException {
        assertEquals(PASSED, status(FakeRequest.of(method, "/app").header("Sec-Fetch-Site", "cross-site")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "post", "Post"})
    void noOtherMethodIsTakenWhoeverAsks(String method) throws ServletException, IOException {
        FakeRequest request = FakeRequest.of(method, "/logout")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "https://site.example");
        assertEquals(405, status(request));
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, 200",
        "same-site, 403",
        "cross-site, 403",
        "none, 403",
        "SAME-ORIGIN, 403",
        "'same-origin, cross-site', 403",
        "'', 403"
    })
    void aPostIsTakenFromOurOwnPageOnly(String site, int status) throws ServletException, IOException {
        assertEquals(status, status(FakeRequest.of("POST", "/logout").header("Sec-Fetch-Site", site)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example, 200",
        "https://site.example:443, 403",
        "https://site.example/, 403",
        "https://site.example/phone, 403",
        "http://site.example, 403",
        "https://site.example.evil, 403",
        "https://evil.example, 403",
        "https://sub.site.example, 403",
        "https://site.example:8443, 403",
        "null, 403",
        "'', 403"
    })
    void withoutFetchMetadataTheOriginDecides(String origin, int status) throws ServletException, IOException {
        assertEquals(status, status(FakeRequest.of("POST", "/logout").header("Origin", origin)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void aForgedOriginDoesNotHelpAgainstFetchMetadata(String site) throws ServletException, IOException {
        FakeRequest request = FakeRequest.of("POST", "/logout")
                .header("Sec-Fetch-Site", site)
                .header("Origin", "https://site.example");
        assertEquals(403, status(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Referer", "X-Requested-With", "Host"})
    void aPostThatDoesNotSayWhereItIsFromIsNotTaken(String header) throws ServletException, IOException {
        FakeRequest request = FakeRequest.of("POST", "/logout")
                .header(header, "https://site.example")
                .at("https", "site.example", 443);
        assertEquals(403, status(request));
    }

    /** What the request is answered with; the chain answers 200, once. */
    private int status(FakeRequest request) throws ServletException, IOException {
        AtomicInteger passed = new AtomicInteger();
        FakeResponse response = new FakeResponse();
        guard.doFilter(request, response, (in, out) -> passed.incrementAndGet());
        assertEquals(response.getStatus() == PASSED ? 1 : 0, passed.get());
        return response.getStatus();
    }
}
