package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In proxy mode the browser has no token: every byte that came to it during a whole story, from this site and from
 * RingCentral, is searched for what only servers may know. The same search finds it where the widget has a login of its
 * own.
 *
 * <p>Nobody may send an access token, a refresh token, a PKCE verifier or the client secret. The code of the site's own
 * login cannot but pass through the browser, once: in the {@code Location} by which RingCentral sends it to
 * {@code /oauth/callback}. It may be nowhere else, and in nothing that this site sends. The event socket's ticket, good for
 * one connection, is what the widget is meant to have.
 */
class ChromiumProxyWireIT {
    private static final Map<String, String> CONFIDENTIAL = Map.of(
            "ringcentral.client-id",
            StandIn.CONFIDENTIAL_CLIENT_ID,
            "ringcentral.client-secret",
            StandIn.CONFIDENTIAL_CLIENT_SECRET);

    @TempDir
    private Path folder;

    /** All that came to the browser, when the story is over and the browser has ended. */
    private record Heard(NetworkLog log, URI site, StandIn standIn) {
        String fromSite() throws IOException {
            return log.text(site);
        }

        String fromRingCentral() throws IOException {
            return log.text(standIn.origin());
        }

        /** The same without the one place where a code may be. */
        String fromRingCentralButTheRedirect() throws IOException {
            String redirect = "location: " + site.resolve("oauth/callback") + "?";
            return log.replies(standIn.origin()).stream()
                    .map(reply -> reply.headers().stream()
                                    .filter(header -> !header.startsWith(redirect))
                                    .collect(Collectors.joining("\n"))
                            + reply.body())
                    .collect(Collectors.joining("\n"));
        }

        Set<String> issued(String kind) {
            return standIn.issuedSecrets().stream()
                    .filter(secret -> secret.startsWith(kind))
                    .collect(Collectors.toSet());
        }

        /** What no browser may get in proxy mode, whoever sends it. */
        Set<String> secrets() {
            Set<String> secrets = new HashSet<>(standIn.codeVerifiers());
            secrets.addAll(issued("access-"));
            secrets.addAll(issued("refresh-"));
            secrets.add(StandIn.CONFIDENTIAL_CLIENT_SECRET);
            String basic = StandIn.CONFIDENTIAL_CLIENT_ID + ':' + StandIn.CONFIDENTIAL_CLIENT_SECRET;
            secrets.add(Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
            return secrets;
        }
    }

    private static Set<String> found(Set<String> secrets, String text) {
        return secrets.stream().filter(text::contains).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"app, #rc-widget", "app/adapter, iframe[id$='-adapter-frame']"})
    void noTokenNoVerifierAndNoCodeComesToTheBrowser(String path, String frame) throws Exception {
        Heard heard = wholeStory(path, frame, CONFIDENTIAL);
        Person ada = heard.standIn().people().get(0);
        assertEquals(1, heard.standIn().codeVerifiers().size());
        assertEquals(1, heard.issued("code-").size());
        assertEquals(3, heard.issued("access-").size(), "one of the login, one after each refresh");
        assertEquals(3, heard.issued("refresh-").size());

        assertNothingIsHidden(heard);
        // The beginning and the end of the story, what came through the proxy, and what RingCentral itself said.
        for (String harmless : List.of(
                "Your phone",
                "<h1>How you are signed in</h1>",
                "You are signed out.",
                ada.email(),
                "ws_access_token")) {
            assertTrue(heard.fromSite().contains(harmless), harmless);
        }
        assertTrue(heard.fromRingCentral().contains("id=\"username\""));
        assertEquals(heard.issued("code-"), found(heard.issued("code-"), heard.fromRingCentral()));

        Set<String> none = Set.of();
        assertEquals(none, found(heard.secrets(), heard.fromSite()));
        assertEquals(none, found(heard.secrets(), heard.fromRingCentral()));
        assertEquals(none, found(heard.issued("code-"), heard.fromSite()));
        assertEquals(none, found(heard.issued("code-"), heard.fromRingCentralButTheRedirect()));
        assertEquals(none, found(heard.issued("login-"), heard.fromSite()), "RingCentral's own cookie");
    }

    @Test
    void theSameSearchFindsTheTokensOfAWidgetThatHasItsOwn() throws Exception {
        Heard heard = wholeStory("app", "#rc-widget", Map.of("widget.mode", "code"));
        assertNothingIsHidden(heard);
        assertEquals(2, heard.issued("code-").size(), "the site's and the widget's");
        assertEquals(1, found(heard.issued("code-"), heard.fromSite()).size());
        assertEquals(1, found(heard.standIn().codeVerifiers(), heard.fromSite()).size());
        assertTrue(found(heard.issued("access-"), heard.fromRingCentral()).size() >= 2);
        assertTrue(found(heard.issued("refresh-"), heard.fromRingCentral()).size() >= 2);
        assertTrue(found(heard.issued("access-"), heard.fromSite()).isEmpty(), "the site's own stays there");
    }

    /** Nothing came from elsewhere, and nothing that would have to be unpacked. */
    private static void assertNothingIsHidden(Heard heard) throws IOException {
        assertEquals(
                Set.of(heard.site().getPort(), heard.standIn().origin().getPort()),
                heard.log().ports());
        for (URI server : List.of(heard.site(), heard.standIn().origin())) {
            List<Wire.Reply> replies = heard.log().replies(server);
            assertTrue(replies.size() >= 5, () -> server + " sent " + replies.size());
            for (Wire.Reply reply : replies) {
                assertEquals("", reply.header("content-encoding"));
            }
        }
    }

    private Heard wholeStory(String path, String frame, Map<String, String> more) throws Exception {
        Path file = folder.resolve("network.json");
        Chromium browser = Chromium.startAlone(NetworkLog.switches(file));
        URI site;
        StandIn standIn;
        try (Stage stage = Stage.behindTheProxy(browser, more)) {
            site = stage.site().url();
            standIn = stage.standIn();
            standIn.knobs().rateLimit(false);
            tellStory(stage, path, frame);
        }
        return new Heard(NetworkLog.read(file), site, standIn);
    }

    private static void tellStory(Stage stage, String path, String frame) {
        Chromium browser = stage.browser();
        Person ada = stage.standIn().people().get(0);
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        browser.inFrame(frame, () -> browser.click("#call"));
        browser.waitFor("return window.pagePhone.isOnCall");
        browser.inFrame(frame, () -> browser.click("#call"));

        // RingCentral refuses the token: behind the page's back.
        stage.standIn().knobs().expireAccessTokens();
        long tokens = stage.standIn().counters().of(Endpoint.TOKEN);
        browser.open(stage.site().url(path));
        stage.seePhoneOf(frame, ada);
        assertTrue(stage.standIn().counters().of(Endpoint.TOKEN) > tokens, "refreshed");
        // The site knows that it has expired.
        stage.clock().advance(Duration.ofHours(2));
        browser.driver().navigate().refresh();
        stage.seePhoneOf(frame, ada);

        browser.click(".site-footer a");
        browser.seeText("h1", "How you are signed in");
        browser.click("form.sign-out button");
        browser.seeText(".confirmation", "You are signed out.");
    }
}
