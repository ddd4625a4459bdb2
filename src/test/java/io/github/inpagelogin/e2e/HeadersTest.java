package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The security headers of every answer, word by word. */
class HeadersTest {
    @AutoClose
    private static final World http = World.start();

    @AutoClose
    private static final World https =
            World.start("app.base-url", "https://phone.example.com", "app.frame-ancestors", "'self' https://a.example");

    private static final String NO_WIDGET = "microphone=(), autoplay=(), camera=(), geolocation=(), payment=(), usb=()";

    private final Visitor visitor = http.visitor();

    private static String policy(String scripts, String styles, String frames, String images, String ancestors) {
        return "default-src 'none'; script-src " + scripts + "; style-src " + styles + "; img-src " + images
                + "; connect-src 'self'; frame-src " + frames
                + "; form-action 'self'; base-uri 'none'; frame-ancestors " + ancestors;
    }

    private static void assertHeaders(Page page, String policy, String permissions, String referrer, String cache) {
        assertEquals(policy, page.header("Content-Security-Policy"));
        assertEquals(permissions, page.header("Permissions-Policy"));
        assertEquals(referrer, page.header("Referrer-Policy"));
        assertEquals(cache, page.header("Cache-Control"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("same-origin", page.header("Cross-Origin-Resource-Policy"));
        assertTrue(page.header("X-Request-Id").matches("[0-9a-f]{16}"), page.header("X-Request-Id"));
        assertEquals("", page.header("X-Powered-By"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?signed-out",
                "login",
                "session",
                "nothing/here",
                "logout",
                "WEB-INF/web.xml",
                "WEB-INF/jsp/app.jsp",
                "health/live",
                "health/ready",
                "metrics"
            })
    void aPageWithoutTheWidgetAllowsItselfAndNothingElse(String path) {
        Page page = visitor.get(path);
        String policy = policy("'self'", "'self'", "'none'", "'self' data:", "'none'");
        assertHeaders(page, policy, NO_WIDGET, "same-origin", "no-store");
        assertEquals("", page.header("Strict-Transport-Security"));
    }

    @Test
    void thePageWithTheFrameNamesTheWidgetsOriginAsAFrame() {
        visitor.logIn(http.ada());
        String widget = http.standIn().origin().toString();
        String microphone = "(self \"" + widget + "\")";
        String permissions = "microphone=" + microphone + ", autoplay=" + microphone
                + ", camera=(), geolocation=(), payment=(), usb=()";
        String images = "'self' data: " + widget;
        assertHeaders(
                visitor.get("app").expect(200),
                policy("'self'", "'self'", widget, images, "'none'"),
                permissions,
                "same-origin",
                "no-store");
        assertHeaders(
                visitor.get("app/adapter").expect(200),
                policy("'self' " + widget, "'self' 'unsafe-inline'", widget, images, "'none'"),
                permissions,
                "same-origin",
                "no-store");
        visitor.signOut();
    }

    @Test
    void theCallbackTellsNobodyItsAddress() {
        Page page = visitor.get("oauth/callback?code=x&state=y").expect(400);
        String policy = policy("'self'", "'self'", "'none'", "'self' data:", "'none'");
        assertHeaders(page, policy, NO_WIDGET, "no-referrer", "no-store");
        visitor.get(visitor.callback("login", http.ada()));
        Page arrived = visitor.history().get(visitor.history().size() - 1).expect(303);
        assertHeaders(arrived, policy, NO_WIDGET, "no-referrer", "no-store");
        visitor.signOut();
    }

    @Test
    void theWidgetsRedirectPageAloneMayBeFramedByTheWidget() {
        Page page = visitor.get("redirect.html").expect(200);
        String policy = policy(
                "'self'",
                "'self'",
                "'none'",
                "'self' data:",
                "'self' " + http.standIn().origin());
        assertHeaders(page, policy, NO_WIDGET, "no-referrer", "no-store");
    }

    @Test
    void whatIsTheSameForEverybodyMayBeKeptAndAskedForAgain() {
        for (String asset : List.of("assets/site.css", "assets/phone.js", "assets/favicon.svg")) {
            Page page = visitor.get(asset).expect(200);
            assertEquals("no-cache", page.header("Cache-Control"));
            assertEquals("nosniff", page.header("X-Content-Type-Options"));
            assertNotEquals("", page.header("ETag") + page.header("Last-Modified"));
        }
    }

    @Test
    void overHttpsTheBrowserIsToldToStayThereAndTheSettingSaysWhoMayFrame() {
        Visitor there = https.visitor();
        for (String path : List.of("", "login", "nothing", "oauth/callback", "session", "assets/site.css")) {
            Page page = there.get(path);
            assertEquals("max-age=31536000", page.header("Strict-Transport-Security"), path);
            assertTrue(
                    page.header("Content-Security-Policy").endsWith("; frame-ancestors 'self' https://a.example"),
                    path);
        }
    }

    @Test
    void everyAnswerHasAnIdOfItsOwnWhateverTheRequestCallsItself() {
        String first = visitor.get("", "X-Request-Id", "mine").header("X-Request-Id");
        assertNotEquals("mine", first);
        assertNotEquals(first, visitor.get("").header("X-Request-Id"));
    }

    @Test
    void onAnAddressThatIsNotKnownNobodyIsSentToTheProvider() throws Exception {
        try (Wire wire = new Wire(http.site().url())) {
            for (String host : List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]")) {
                Wire.Reply reply = wire.ask("GET /login", "Host: " + host, "Accept: text/html");
                assertEquals(421, reply.status(), host);
                assertEquals("", reply.header("location"));
                assertEquals("", reply.header("set-cookie"));
            }
        }
    }
}
