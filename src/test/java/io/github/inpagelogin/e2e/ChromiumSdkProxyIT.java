package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RingCentral's own JavaScript SDK with {@code authProxy}, in a page of this site's, behind this site's proxy. */
class ChromiumSdkProxyIT {
    private static final String LOGGED_IN = "return platform.loggedIn()";

    @TempDir
    private static Path folder;

    private Stage stage;
    private StandIn standIn;
    private Chromium browser;
    private SdkPage page;
    private Person ada;

    @BeforeAll
    static void makePage() throws Exception {
        SdkPage.into(folder);
    }

    @BeforeEach
    void start() throws Exception {
        stage = Stage.with("proxy", SdkPage.servedFrom(folder));
        standIn = stage.standIn();
        browser = stage.browser();
        page = new SdkPage(browser, stage.site().url(SdkPage.PATH));
        ada = standIn.people().get(0);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private String options() {
        return "{ authProxy: true, server: '%s', authorizeEndpoint: '/authorize', clientId: '%s', redirectUri: '%s' }"
                .formatted(
                        stage.site().url("proxy"),
                        StandIn.CLIENT_ID,
                        stage.site().url("redirect.html"));
    }

    private void logInAtTheSite() {
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        // The widget's address with the person's prefix, which the proxy asks for.
        String frame = String.valueOf(browser.see("#rc-widget").getDomProperty("src"));
        page = new SdkPage(browser, URI.create(frame));
        page.open(options());
    }

    @Test
    void whoIsSignedInHereIsLoggedInAndCallsRingCentralWithoutAToken() {
        logInAtTheSite();
        assertEquals(true, page.run(LOGGED_IN));
        assertEquals(
                ada.ownerId(),
                page.run("return (await (await platform.get('/restapi/v1.0/client-info')).json()).owner_id"));
        assertEquals(ada.name(), page.name());
        assertEquals(200L, page.run("return (await platform.post('/restapi/oauth/wstoken')).status"));
        String kept = String.valueOf(page.run("return JSON.stringify([localStorage, sessionStorage])"));
        for (String secret : standIn.issuedSecrets()) {
            assertFalse(kept.contains(secret));
        }
    }

    @Test
    void anAccessTokenThatExpiredIsRefreshedBehindTheBackOfTheSdk() {
        logInAtTheSite();
        standIn.knobs().expireAccessTokens();
        assertEquals(ada.name(), page.name());
        assertEquals(2, standIn.counters().of(Endpoint.TOKEN), "the code and the refresh");
        assertEquals(true, page.run(LOGGED_IN));
        assertEquals("failed: Refresh is not supported in Auth Proxy mode", page.run("await platform.refresh()"));
    }

    @Test
    void aSessionThatIsOverAtRingCentralIsOverForTheSdk() {
        logInAtTheSite();
        standIn.knobs().endSessions();
        assertEquals("failed: You are not signed in. Log in first.", page.name());
        assertEquals(false, page.run(LOGGED_IN));
    }

    @Test
    void loggingOutThroughTheProxyEndsTheSessionHere() {
        logInAtTheSite();
        assertEquals("failed: Logout is not supported in Auth Proxy mode", page.run("await platform.logout()"));
        assertEquals(204L, page.run("return (await platform.post('/logout')).status"));
        assertEquals(false, page.run(LOGGED_IN));
        assertEquals(
                401L,
                page.run("return platform.get('/restapi/v1.0/client-info').catch(({ response }) => response.status)"));
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
        assertEquals(0, stage.site().sessions());
    }

    /** In the widget's own place: the redirect page answers who sits in a frame of this site. */
    @Test
    void whoseSessionEndedLogsInAgainThroughTheProxysPopup() {
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        browser.inFrame("#rc-widget", () -> {
            page.begin(options());
            // Here and at RingCentral.
            browser.driver().manage().deleteAllCookies();
            assertEquals(false, page.run(LOGGED_IN));
            page.run("window.answer = new Promise((resolve) => addEventListener('message', ({ data }) =>"
                    + " resolve(new URL(data.callbackUri))));"
                    + "open(platform.loginUrl({ implicit: true, state: 's' }))");
            browser.inPopup(() -> stage.signIn(ada));
        });
        browser.inFrame("#rc-widget", () -> {
            assertEquals(
                    "signed-in",
                    page.run("return Object.keys(platform.parseLoginRedirect((await answer).search)).join()"));
            assertEquals(true, page.run(LOGGED_IN));
            assertEquals(ada.name(), page.name());
        });
    }
}
