package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeResponse;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
    private static final String WIDGET = "https://widget.example";
    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; frame-src 'none'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'self'";
    private static final String NO_MICROPHONE =
            "microphone=(), autoplay=(), camera=(), geolocation=(), payment=(), usb=()";
    private static final String MICROPHONE = "microphone=(self \"https://widget.example\"),"
            + " autoplay=(self \"https://widget.example\"), camera=(), geolocation=(), payment=(), usb=()";

    /** A popup of the widget's comes back from RingCentral to the redirect page, which needs its opener. */
    private static final Set<String> ON_THE_POPUPS_WAY =
            Set.of("/login", "/oauth/callback", "/oauth/widget-callback", "/proxy/authorized", "/redirect.html");

    private final SecurityHeaders http = new SecurityHeaders(WIDGET, List.of("'self'"), false);
    private final SecurityHeaders https = new SecurityHeaders(WIDGET, List.of("'self'"), true);

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/login", "/session", "/logout", "/WEB-INF/reply", "/health/live", "/unknown"})
    void aPageWithoutTheWidgetAllowsNothingOfOthers(String path) {
        assertHeaders(STRICT, NO_MICROPHONE, "same-origin", "no-store", path);
    }

    @Test
    void thePageWithTheFrameAllowsTheWidgetsFrameAndItsMicrophone() {
        assertHeaders(
                "default-src 'none'; script-src 'self'; style-src 'self';"
                        + " img-src 'self' data: https://widget.example; connect-src 'self';"
                        + " frame-src https://widget.example; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'self'",
                MICROPHONE,
                "same-origin",
                "no-store",
                "/app");
    }

    @Test
    void thePageWithTheAdapterAllowsTheWidgetsScriptAndTheStylesItMakes() {
        assertHeaders(
                "default-src 'none'; script-src 'self' https://widget.example; style-src 'self' 'unsafe-inline';"
                        + " img-src 'self' data: https://widget.example; connect-src 'self';"
                        + " frame-src https://widget.example; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'self'",
                MICROPHONE,
                "same-origin",
                "no-store",
                "/app/adapter");
    }

    @Test
    void theWidgetsRedirectPageMayBeFramedByTheWidget() {
        assertHeaders(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " frame-src 'none'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'self' https://widget.example",
                NO_MICROPHONE,
                "no-referrer",
                "no-store",
                "/redirect.html");
    }

    @Test
    void theRedirectUriTellsItsAddressToNobody() {
        assertHeaders(STRICT, NO_MICROPHONE, "no-referrer", "no-store", "/oauth/callback");
    }

    @Test
    void thePopupsLoginKeepsItsOpenerOnTheWayBackAndNotBefore() {
        assertHeaders(STRICT, NO_MICROPHONE, "same-origin", "no-store", "/proxy/authorized");
        assertHeaders(STRICT, NO_MICROPHONE, "same-origin", "no-store", "/proxy/authorize");
    }

    @Test
    void onlyAssetsAreKeptByTheBrowser() {
        assertHeaders(STRICT, NO_MICROPHONE, "same-origin", "no-cache", "/assets/site.css");
    }

    @Test
    void aPathThatOnlyLooksLikeAPageGetsTheStrictHeaders() {
        for (String path : new String[] {"/app/", "/app/x", "/APP", "/app/adapter/", "/redirect.html/x", "/assets"}) {
            assertEquals(STRICT, http.of(path).get("Content-Security-Policy"), path);
            assertEquals("no-store", http.of(path).get("Cache-Control"), path);
        }
    }

    @Test
    void noPolicyAllowsInlineScriptsOrEval() {
        for (String path :
                new String[] {"/", "/app", "/app/adapter", "/redirect.html", "/oauth/callback", "/oauth/widget-callback"
                }) {
            String policy = https.of(path).getOrDefault("Content-Security-Policy", "");
            String scripts = policy.replaceAll(".*script-src ([^;]*);.*", "$1");
            assertFalse(scripts.contains("unsafe") || scripts.contains("*"), policy);
            assertFalse(policy.contains("unsafe-eval"), policy);
            assertFalse(policy.contains("*"), policy);
        }
    }

    @Test
    void whoMayFrameUsIsASetting() {
        SecurityHeaders framed = new SecurityHeaders(WIDGET, List.of("'self'", "https://portal.example"), true);
        for (String path : new String[] {"/", "/app", "/app/adapter", "/oauth/callback"}) {
            String policy = framed.of(path).getOrDefault("Content-Security-Policy", "");
            assertTrue(policy.endsWith("; frame-ancestors 'self' https://portal.example"), policy);
        }
        assertTrue(framed.of("/redirect.html")
                .getOrDefault("Content-Security-Policy", "")
                .endsWith("; frame-ancestors 'self' https://widget.example https://portal.example"));
    }

    @Test
    void aWidgetThatThisSiteServesNeedsNoOtherOrigin() {
        SecurityHeaders own = new SecurityHeaders(null, List.of("'none'"), true);
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                own.of("/app").get("Content-Security-Policy"));
        assertEquals(
                "microphone=(self), autoplay=(self), camera=(), geolocation=(), payment=(), usb=()",
                own.of("/app").get("Permissions-Policy"));
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                        + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'",
                own.of("/app/adapter").get("Content-Security-Policy"));
        assertTrue(own.of("/redirect.html")
                .getOrDefault("Content-Security-Policy", "")
                .endsWith("; frame-ancestors 'self'"));
    }

    @Test
    void anErrorBelowWidgetMayBeFramedByUsAndByWhoFramesUs() {
        SecurityHeaders own = new SecurityHeaders(null, List.of("https://portal.example", "'self'"), true);
        assertEquals(
                Map.of(
                        "Content-Security-Policy",
                        STRICT + " https://portal.example",
                        "Referrer-Policy",
                        "same-origin",
                        "X-Content-Type-Options",
                        "nosniff",
                        "Cross-Origin-Opener-Policy",
                        "same-origin-allow-popups",
                        "Cache-Control",
                        "no-store",
                        "Strict-Transport-Security",
                        "max-age=31536000"),
                own.of("/widget"));
        assertEquals(STRICT, http.of("/widget").get("Content-Security-Policy"), "nothing of ours is there");
        assertTrue(http.of("/widget").containsKey("Permissions-Policy"));
    }

    @Test
    void aWidgetOfOursIsFramedByUsEvenWhereNobodyMayFrameUs() {
        assertEquals("frame-ancestors 'self'", SecurityHeaders.framedByUs(List.of("'none'")));
        assertEquals(
                "frame-ancestors 'self' https://portal.example",
                SecurityHeaders.framedByUs(List.of("'self'", "https://portal.example")));
    }

    @Test
    void theHeadersAreSetBeforeAnythingElseRuns() throws ServletException, IOException {
        FakeResponse response = new FakeResponse();
        Map<String, String> seen = new TreeMap<>();
        https.doFilter(FakeRequest.get("/app"), response, (in, out) -> seen.putAll(response.headers()));
        assertEquals(new TreeMap<>(https.of("/app")), seen);
    }

    private void assertHeaders(String policy, String permissions, String referrer, String cache, String path) {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "Content-Security-Policy", policy,
                "Permissions-Policy", permissions,
                "Referrer-Policy", referrer,
                "Cache-Control", cache,
                "X-Content-Type-Options", "nosniff",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Cross-Origin-Opener-Policy",
                        ON_THE_POPUPS_WAY.contains(path) ? "unsafe-none" : "same-origin-allow-popups"));
        assertEquals(expected, new TreeMap<>(http.of(path)));
        expected.put("Strict-Transport-Security", "max-age=31536000");
        assertEquals(expected, new TreeMap<>(https.of(path)));
    }
}
