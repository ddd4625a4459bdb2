package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RingCentral's own JavaScript SDK finds in the stand-in what it finds in RingCentral, from another origin. */
class ChromiumSdkIT {
    private static final String ACCESS_TOKEN = "return (await platform.auth().data()).access_token";

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
        stage = Stage.with("code", SdkPage.servedFrom(folder));
        standIn = stage.standIn();
        standIn.allowRedirectUri(stage.site().url(SdkPage.REDIRECT_PATH));
        browser = stage.browser();
        page = new SdkPage(browser, stage.site().url(SdkPage.PATH));
        ada = standIn.people().get(0);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private String options() {
        return "{ server: '%s', clientId: '%s', redirectUri: '%s' }"
                .formatted(standIn.origin(), StandIn.CLIENT_ID, stage.site().url(SdkPage.REDIRECT_PATH));
    }

    /** The SDK's own login: its address, its popup, its verifier. */
    private Object logIn(String verifier) {
        page.open(options());
        page.run("const url = platform.loginUrl({ usePKCE: true, state: 's' });"
                + "window.answer = platform.loginWindow({ url })");
        browser.inPopup(() -> stage.signInAndAllow(ada));
        return Objects.requireNonNull(page.run("const { code, state } = await answer;"
                + "const { status } = await platform.login({ code" + verifier + " });"
                + "return `${state} ${status}`"));
    }

    @Test
    void itLogsInByCodeWithItsVerifierCallsRefreshesAndLogsOut() {
        assertEquals("s 200", logIn(""));
        assertEquals(ada.name(), page.name());

        Object first = page.run(ACCESS_TOKEN);
        assertEquals(200L, page.run("return (await platform.refresh()).status"));
        Object second = Objects.requireNonNull(page.run(ACCESS_TOKEN));
        assertNotEquals(first, second);
        assertEquals(ada.name(), page.name());
        assertEquals(1, standIn.counters().activeSessions(ada.ownerId()));

        assertEquals(200L, page.run("return (await platform.logout()).status"));
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
        assertEquals("failed: Refresh token is missing", page.name());
        assertEquals(false, page.run("return platform.loggedIn()"));
        page.run("await platform.auth().setData({ access_token: '" + second + "', expires_in: '3600' })");
        assertEquals("failed: Refresh token is missing", page.name(), "and the token is worth nothing any more");
        assertEquals(2, standIn.counters().of(Endpoint.TOKEN));
    }

    @Test
    void anAccessTokenThatExpiredIsRefreshedByTheSdkItself() {
        logIn("");
        Object first = page.run(ACCESS_TOKEN);
        standIn.knobs().expireAccessTokens();
        assertEquals(ada.name(), page.name());
        assertNotEquals(first, page.run(ACCESS_TOKEN));
        assertEquals(2, standIn.counters().of(Endpoint.TOKEN));
        assertEquals(true, page.run("return platform.loggedIn()"));
    }

    @Test
    void aSessionThatIsOverAtRingCentralIsOverForTheSdk() {
        logIn("");
        standIn.knobs().endSessions();
        assertTrue(String.valueOf(page.name()).startsWith("failed: "));
        assertEquals(false, page.run("return platform.loggedIn()"));
    }

    @Test
    void aCodeWithAnotherVerifierIsRefusedInWordsThatTheSdkReads() {
        assertEquals(
                "failed: Invalid authorization code: the code verifier does not match",
                logIn(", code_verifier: '" + Authorization.VERIFIER + "'"));
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
    }

    @Test
    void whatThisSiteHandsToTheWidgetIsWhatTheSdkLogsInBy() {
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        browser.inFrame("#rc-widget", () -> {
            page.begin(options());
            Object status =
                    page.run("const handedOver = new Promise((resolve) => addEventListener('message', ({ data }) =>"
                            + " data.type === 'rc-adapter-authorization-code' && resolve(new URL(data.callbackUri))));"
                            + "parent.postMessage({ type: 'rc-login-status-notify', loggedIn: false }, location.origin);"
                            + "const { origin, pathname, searchParams } = await handedOver;"
                            + "const { code, code_verifier } = Object.fromEntries(searchParams);"
                            + "const redirect_uri = origin + pathname;"
                            + "return (await platform.login({ code, code_verifier, redirect_uri })).status");
            assertEquals(200L, status);
            assertEquals(ada.name(), page.name());
            assertEquals(2, standIn.counters().activeSessions(ada.ownerId()), "the site's and the SDK's");
            page.run("await platform.logout()");
            assertEquals(1, standIn.counters().activeSessions(ada.ownerId()));
        });
    }

    @Test
    void fromAnOriginThatNoAppHasTheSdkHearsNothing() {
        URI elsewhere = URI.create(stage.site().url(SdkPage.PATH).toString().replace("localhost", "127.0.0.1"));
        SdkPage stranger = new SdkPage(browser, elsewhere);
        stranger.open(options());
        assertEquals(
                "failed: Failed to fetch", stranger.run("await platform.login({ code: 'c', code_verifier: 'v' })"));
        assertTrue(browser.complaints().stream().anyMatch(complaint -> complaint.contains("preflight")));
        assertEquals(0, standIn.counters().of(Endpoint.TOKEN));
    }
}
