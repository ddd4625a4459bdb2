package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is refused by the first who reads it: nothing of it gets to RingCentral. */
class ProxySmugglingTest {
    private static final String EXTENSION = "/proxy/restapi/v1.0/account/~/extension/~";

    @AutoClose
    private static final World world = World.start(
            "widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", "https://phone.example.com");

    private static String[] widget;
    private long before;

    @BeforeAll
    static void signIn() {
        Visitor visitor = world.visitor();
        visitor.logIn(world.ada());
        widget = new String[] {
            "Cookie: __Host-in-page-login=" + visitor.cookies().get("__Host-in-page-login"),
            "X-User-Agent: x",
            "Client-Id: k",
            "Sec-Fetch-Site: same-origin",
            "Sec-Fetch-Mode: cors"
        };
    }

    @BeforeEach
    void count() {
        before = asked();
    }

    @AfterEach
    void nothingReachedRingCentral() {
        assertEquals(before, asked());
    }

    private static long asked() {
        return Arrays.stream(Endpoint.values())
                .mapToLong(endpoint -> world.standIn().counters().of(endpoint))
                .sum();
    }

    private static int ask(String target, String... headers) throws IOException {
        try (Wire wire = new Wire(world.site().url())) {
            return wire.ask(
                            target,
                            Stream.of(widget, headers).flatMap(Arrays::stream).toArray(String[]::new))
                    .status();
        }
    }

    private static void refused(String target, String... headers) throws IOException {
        int status = ask(target, headers);
        assertTrue(status >= 400 && status < 500 && status != 401, target + " " + status);
    }

    @Test
    void theSameRequestWithoutATrickWouldGetThrough() throws IOException {
        assertEquals(200, ask("GET " + EXTENSION));
        before++;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy/restapi/v1.0/account/~/..%2f..%2f..%2foauth/token",
                "/proxy/restapi/v1.0/../oauth/token",
                "/proxy/restapi/v1.0/..;/oauth/token",
                "/proxy/restapi/v1.0/%2e%2e/oauth/token",
                "/proxy/restapi/v1.0/.%2e/oauth/token",
                "/proxy/restapi/v1.0/./account/~",
                "/proxy/restapi/v1.0/account/~/..",
                "/proxy/restapi/v1.0//account/~",
                "/proxy//restapi/v1.0/account/~",
                "//proxy/restapi/v1.0/account/~",
                "/proxy/restapi//evil.example/v1.0/x",
                "/proxy/restapi/http://evil.example/",
                "/proxy/restapi/v1.0/account/~;a=b",
                "/proxy/restapi/v1.0/account/~%3ba=b",
                "/proxy/restapi;x/v1.0/account/~",
                "/proxy/restapi/v1.0/account%2f~",
                "/proxy/restapi/v1.0/account%2F~",
                "/proxy/restapi/v1.0/account%5c~",
                "/proxy/restapi/v1.0/account\\~",
                "/proxy/restapi/v1.0/account/%00",
                "/proxy/restapi/v1.0/account/%0d%0aX-Evil:1",
                "/proxy/restapi/v1.0/account/%252e%252e/x",
                "/proxy/restapi/v1.0/account/%c0%af",
                "/proxy/restapi/v1.0/account/%zz",
                "/proxy/restapi/v1.0/account/%",
                "/proxy/restapi/v1.0/account/~?a=%",
                "/proxy/restapi/v1.0/account/~?a=\"b\"",
                "/proxy/restapi/%6fauth/token",
                "/proxy/restapi/OAUTH/token",
                "/proxy/restapi/oauth/revoke",
                "/proxy/restapi/oauth/introspect",
                "/proxy/restapi/v1.0",
                "/proxy/restapi/v1.0/",
                "/proxy/restapi/v1/../../login",
                "/proxy/restapi/",
                "/proxy/restapi",
                "/proxy/%72estapi/v1.0/account/~",
                "/%70roxy/restapi/v1.0/account/~",
                "/proxy/media/restapi/oauth/wstoken",
                "/proxy/media/login",
                "/proxy/media/../restapi/v1.0/account/~",
                "/proxy/media/%2e%2e/restapi/v1.0/account/~",
                "/proxy/other",
                "/proxy",
                "/proxy/"
            })
    void oddPathsAreRefused(String path) throws IOException {
        refused("GET " + path);
        refused("POST " + path, "Content-Length: 0");
    }

    @Test
    void addressesOfOtherServersAreRefused() throws IOException {
        refused("GET http://evil.example" + EXTENSION);
        refused("GET http://evil.example/");
        refused("GET " + EXTENSION + "@evil.example/../..");
        refused("CONNECT evil.example:443");
    }

    @Test
    void overlongPathsQueriesAndHeadersAreRefused() throws IOException {
        refused("GET " + EXTENSION + "/" + "a".repeat(2_100));
        refused("GET " + EXTENSION + "/" + "a".repeat(20_000));
        refused("GET " + EXTENSION + "?" + "a".repeat(8_200));
        refused("GET " + EXTENSION, "Accept: " + "a".repeat(4_200));
        refused("GET " + EXTENSION, "Accept: " + "a".repeat(20_000));
    }

    @Test
    void headersThatComeTwiceAreRefused() throws IOException {
        refused("GET " + EXTENSION, "Range: bytes=0-1", "Range: bytes=5-9");
        refused("GET " + EXTENSION, "Client-Id: other");
        refused("POST " + EXTENSION, "Content-Type: text/plain", "Content-Type: text/html", "Content-Length: 0");
        refused("POST " + EXTENSION, "Content-Length: 0", "Content-Length: 1");
        refused("POST " + EXTENSION, "Content-Length: 0", "Content-Length: 0");
        refused("POST " + EXTENSION, "Content-Length: 0, 0");
        refused("POST " + EXTENSION, "Content-Length: +0");
        refused("POST " + EXTENSION, "Content-Length: 3", "Transfer-Encoding: chunked");
        refused("POST " + EXTENSION, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked");
        refused("POST " + EXTENSION, "Transfer-Encoding: xchunked");
    }

    @Test
    void headersThatAreNoneAreRefused() throws IOException {
        refused("GET " + EXTENSION, "Accept : a");
        refused("GET " + EXTENSION, "Accept: a\u0001b");
        refused("GET " + EXTENSION, "Accept: \u00e4");
        refused("GET " + EXTENSION, "Accept: a\r X-Evil: 1");
    }

    @Test
    void whatReadsBringsNothing() throws IOException {
        refused("GET " + EXTENSION, "Content-Length: 0", "Transfer-Encoding: chunked");
        refused("GET " + EXTENSION, "Transfer-Encoding: chunked");
    }
}
