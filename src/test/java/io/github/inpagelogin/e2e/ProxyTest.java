package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.CLIENT_INFO;
import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RingCentral as the widget sees it in proxy mode: who may ask, for what, and what comes back. */
class ProxyTest {
    @AutoClose
    private static final World world =
            World.start("widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", SITE);

    private static final String CONTENT = "proxy/media/restapi/v1.0/account/~/extension/~/message-store/1/content/1";

    private Visitor visitor;

    @BeforeEach
    void signIn() {
        visitor = world.visitor();
        visitor.logIn(world.ada());
        visitor.history().clear();
    }

    /** Not a byte of what was answered is a secret, whatever the test was about. */
    @AfterEach
    void noTokenReachesTheBrowser() {
        for (Page page : visitor.history()) {
            String everything = page.headers().map() + page.body();
            for (String secret : world.standIn().issuedSecrets()) {
                assertTrue(secret.startsWith("ws-") || !everything.contains(secret), everything);
            }
        }
        world.calm();
    }

    @Test
    void clientInfoSaysWhoIsSignedInWithoutAskingRingCentral() {
        long asked = world.standIn().counters().of(Endpoint.CLIENT_INFO);
        Page info = visitor.get(CLIENT_INFO, asWidget("Content-Type", "application/json"))
                .expect(200);
        assertTrue(info.body().startsWith("{\"owner_id\":\"" + world.ada().ownerId() + "\",\"scope\":\""), info.body());
        assertTrue(info.body().contains("\"endpoint_id\":\""), info.body());
        assertEquals("application/json", info.header("Content-Type"));
        assertEquals("no-store", info.header("Cache-Control"));
        assertEquals(asked, world.standIn().counters().of(Endpoint.CLIENT_INFO));
    }

    @ParameterizedTest
    @ValueSource(strings = {CLIENT_INFO, EXTENSION, "proxy/media/restapi/v1.0/account/~/recording/1/content"})
    void nobodySignedInIsA401InJson(String path) {
        Page page = world.visitor().get(path, asWidget("Accept", "text/html")).expect(401);
        assertEquals("application/json", page.header("Content-Type"));
        assertTrue(page.body().contains("not_signed_in"), page.body());
        assertEquals("", page.header("Set-Cookie"));
        assertEquals("", page.header("WWW-Authenticate"));
    }

    @Test
    void theTokenIsAddedAndTheAnswerPassedOn() {
        Page page = visitor.get(EXTENSION, asWidget()).expect(200);
        assertTrue(page.body().contains(world.ada().name()), page.body());
        assertEquals("no-store", page.header("Cache-Control"));
        assertEquals("", page.header("Access-Control-Allow-Origin"));
        assertEquals("", page.header("Set-Cookie"));
        assertEquals("default-src 'none'; frame-ancestors 'none'; sandbox", page.header("Content-Security-Policy"));
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() {
        ProxiedWidget.assertThatNothingBrokenOffIsTakenForWhole(world.standIn(), visitor);
    }

    @Test
    void theSocketsPermissionIsAllThatTheAuthorizationServerGives() {
        long tokens = world.redemptions();
        Page page = visitor.ask("POST", "proxy/restapi/oauth/wstoken", "", asWidget())
                .expect(200);
        assertTrue(page.body().contains("ws_access_token"), page.body());
        visitor.get("proxy/restapi/oauth/wstoken", asWidget()).expect(405);
        for (String path : List.of("token", "revoke", "authorize", "wstoken/", "", "../oauth/token", "wstoken/x")) {
            // Without a body: Jetty closes a connection by which one came that nobody has read, and the next request
            // might be lost.
            int status = visitor.ask("POST", "proxy/restapi/oauth/" + path, "", asWidget())
                    .status();
            assertTrue(status == 404 || status == 400, path + " " + status);
        }
        assertEquals(tokens, world.redemptions());
    }

    @ParameterizedTest
    @CsvSource({"PUT", "PATCH", "DELETE", "POST"})
    void restIsWrittenFromThisOriginAlone(String method) {
        String path = "proxy/restapi/v1.0/account/~/extension/~/nothing";
        visitor.ask(method, path, "{}", asWidget("Content-Type", "application/json"))
                .expect(404);
        long asked = world.standIn().counters().of(Endpoint.OTHER);
        for (String site : List.of("cross-site", "same-site", "none")) {
            visitor.ask(method, path, "{}", "Sec-Fetch-Site", site, "X-User-Agent", "x", "Client-Id", "")
                    .expect(403);
        }
        visitor.ask(method, path, "{}", "Origin", "https://evil.example", "X-User-Agent", "x", "Client-Id", "")
                .expect(403);
        visitor.ask(method, path, "{}", "X-User-Agent", "x", "Client-Id", "").expect(403);
        // Browsers send an Origin with these, whatever the site.
        visitor.ask(method, path, "{}", "Sec-Fetch-Site", "same-origin", "X-User-Agent", "x", "Client-Id", "")
                .expect(403);
        visitor.ask(method, path, "{}", "Sec-Fetch-Site", "same-origin", "Origin", SITE)
                .expect(400);
        assertEquals(asked, world.standIn().counters().of(Endpoint.OTHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PROPFIND", "get"})
    void otherMethodsAreNotTaken(String method) {
        Page page = visitor.ask(method, EXTENSION, "", asWidget("Access-Control-Request-Method", "GET"))
                .expect(405);
        assertEquals("", page.header("Access-Control-Allow-Origin"));
        assertEquals("", page.header("Access-Control-Allow-Methods"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "SAME-ORIGIN"})
    void readingIsForThisOriginAloneToo(String site) {
        long asked = world.standIn().counters().of(Endpoint.EXTENSION);
        String[] headers = {"Sec-Fetch-Site", site, "X-User-Agent", "x", "Client-Id", ""};
        visitor.get(EXTENSION, headers).expect(403);
        visitor.get(CLIENT_INFO, headers).expect(403);
        visitor.get("proxy/media/restapi/v1.0/x", headers).expect(403);
        assertEquals(asked, world.standIn().counters().of(Endpoint.EXTENSION));
    }

    @Test
    void whatIsNotTheWidgetIsRefused() {
        long asked = world.standIn().counters().of(Endpoint.EXTENSION);
        visitor.get(EXTENSION, "Sec-Fetch-Site", "same-origin").expect(400);
        visitor.get(EXTENSION, "Sec-Fetch-Site", "same-origin", "X-User-Agent", "x")
                .expect(400);
        visitor.get(EXTENSION, "Sec-Fetch-Site", "same-origin", "Client-Id", "k")
                .expect(400);
        visitor.get(EXTENSION, "Sec-Fetch-Site", "same-origin", "Client-Id", "k", "X-User-Agent", " ")
                .expect(400);
        visitor.get(EXTENSION, "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "audio")
                .expect(400);
        assertEquals(asked, world.standIn().counters().of(Endpoint.EXTENSION));
    }

    @ParameterizedTest
    @CsvSource({
        "audio, no-cors",
        "video, cors",
        "image, no-cors",
        // A link with download, a link, a link to a new tab; as Chromium sends them.
        "empty, navigate",
        "iframe, navigate",
        "document, navigate",
        "empty, no-cors"
    })
    void aPlayerAPictureAndALinkOfTheWidgetsOwnGetMediaToKeep(String destination, String mode) {
        String[] headers = {"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", destination, "Sec-Fetch-Mode", mode};
        Page page = visitor.get(CONTENT, headers).expect(200);
        assertTrue(page.body().contains("Hello"), page.body());
        assertEquals("attachment", page.header("Content-Disposition"));
        assertEquals("text/html", page.header("Content-Type"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("default-src 'none'; frame-ancestors 'none'; sandbox", page.header("Content-Security-Policy"));
        assertEquals("no-store", page.header("Cache-Control"));
        visitor.get(CONTENT.replace("/media", ""), headers).expect(400);
        visitor.ask("POST", CONTENT, "", headers).expect(403);
    }

    @ParameterizedTest
    @CsvSource({
        "script, no-cors",
        "style, no-cors",
        "worker, same-origin",
        "serviceworker, same-origin",
        "sharedworker, same-origin",
        "audioworklet, cors",
        "object, navigate",
        "embed, navigate",
        "frame, navigate",
        "font, cors",
        "track, cors",
        "xslt, same-origin",
        "manifest, cors",
        "empty, cors",
        "empty, same-origin",
        "document, cors",
        "'', navigate"
    })
    void nothingElseOfThisOriginGetsMedia(String destination, String mode) {
        long asked = world.standIn().counters().of(Endpoint.CONTENT);
        visitor.get(CONTENT, "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", destination, "Sec-Fetch-Mode", mode)
                .expect(400);
        assertEquals(asked, world.standIn().counters().of(Endpoint.CONTENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void aLinkOfAnotherSiteLeadsToNoMedia(String site) {
        long asked = world.standIn().counters().of(Endpoint.CONTENT);
        for (String destination : List.of("document", "empty", "iframe", "audio", "image")) {
            visitor.get(CONTENT, "Sec-Fetch-Site", site, "Sec-Fetch-Dest", destination, "Sec-Fetch-Mode", "navigate")
                    .expect(403);
        }
        visitor.get(CONTENT, "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate")
                .expect(400);
        assertEquals(asked, world.standIn().counters().of(Endpoint.CONTENT));
    }

    @Test
    void theWidgetsLogoutEndsTheSessionAndRevokes() {
        visitor.ask("POST", "proxy/logout", "", "Sec-Fetch-Site", "cross-site").expect(403);
        visitor.ask("POST", "proxy/logout", "", "Sec-Fetch-Site", "same-origin").expect(403);
        visitor.ask("POST", "proxy/logout", "", "Sec-Fetch-Site", "same-origin", "Origin", SITE)
                .expect(400);
        assertTrue(visitor.isSignedIn());
        int sessions = world.standIn().counters().activeSessions(world.ada().ownerId());
        visitor.ask("POST", "proxy/logout", "", asWidget()).expect(204);
        assertFalse(visitor.isSignedIn());
        assertEquals(
                sessions - 1,
                world.standIn().counters().activeSessions(world.ada().ownerId()));
        visitor.get(CLIENT_INFO, asWidget()).expect(401);
    }

    @Test
    void thePageEmbedsTheWidgetWithThisSiteAsItsServer() {
        Page app = visitor.get("app").expect(200);
        assertTrue(
                app.body()
                        .contains("authProxy=1&amp;appServer=https%3A%2F%2Fphone.example.com%2Fproxy"
                                + "&amp;redirectUri=https%3A%2F%2Fphone.example.com%2Fredirect.html&amp;prefix="),
                app.body());
    }

    @Test
    void withoutTheModeThereIsNoProxy() {
        try (World other = World.start()) {
            Visitor ada = other.visitor();
            ada.logIn(other.ada());
            for (String path : List.of(CLIENT_INFO, EXTENSION, "proxy/authorize", "proxy/authorized")) {
                ada.get(path, asWidget()).expect(404);
            }
        }
    }
}
