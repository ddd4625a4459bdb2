package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import jakarta.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The stand-in widget of the new generation, with tokens of its own: what its page hears, and what RingCentral is asked. */
@Timeout(60)
class StandInNewWidgetIT {
    private static final String ADA = "in +16505550100*101";
    private static final String LUIS = "in +16505550100*102";

    private static Chromium browser;

    private StandIn standIn;
    private WidgetHost host;
    private WidgetPage page;
    private Authorization authorization;

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start(0, Clock.systemUTC());
        host = WidgetHost.http(standIn);
        page = new WidgetPage(browser, host);
        authorization = new Authorization(standIn, host.url("/callback"));
        // The login cookie of the stand-in before this one: cookies are the same for every port.
        browser.open(host.url("/callback"));
        browser.driver().manage().deleteAllCookies();
        var unused = browser.complaints();
    }

    @AfterEach
    void stop() {
        host.close();
        standIn.close();
    }

    private Person ada() {
        return standIn.people().get(0);
    }

    private Person luis() {
        return standIn.people().get(1);
    }

    private String app(String... namesAndValues) {
        String form = Authorization.form(namesAndValues);
        return standIn.newWidgetUrl() + "app.html?clientId=" + StandIn.CLIENT_ID + (form.isEmpty() ? "" : '&' + form);
    }

    private String appWithRedirectUri(String... namesAndValues) {
        return app("redirectUri", host.url("/callback").toString())
                + (namesAndValues.length == 0 ? "" : '&' + Authorization.form(namesAndValues));
    }

    private String withCode(String code, String... namesAndValues) {
        return appWithRedirectUri("authorizationCode", code, "authorizationCodeVerifier", Authorization.VERIFIER)
                + (namesAndValues.length == 0 ? "" : '&' + Authorization.form(namesAndValues));
    }

    private void handOver(String code, String verifier) {
        String callback = host.url("/callback") + "?" + Authorization.form("code", code, "state", "s");
        page.post(Map.of(
                "type",
                "rc-adapter-authorization-code",
                "callbackUri",
                callback + '&' + Authorization.form("code_verifier", verifier)));
    }

    /** The widget with Ada signed in by a message, as {@link #handOver} does. */
    private void openSignedIn() {
        page.open(appWithRedirectUri());
        page.sees("out");
        handOver(authorization.code(ada()), Authorization.VERIFIER);
        page.sees("out", ADA + " fresh");
    }

    private long count(Endpoint endpoint) {
        return standIn.counters().of(endpoint);
    }

    private static void await(BooleanSupplier condition) {
        new WebDriverWait(browser.driver(), Duration.ofSeconds(10)).until(driver -> condition.getAsBoolean());
    }

    @Test
    void withoutALoginItSaysSoAndAsksNobody() {
        page.open(standIn.newWidgetUrl() + "app.html?authMode=sso&appKey=" + StandIn.CLIENT_ID);
        page.sees("out");
        assertEquals(
                List.of("{\"type\":\"rc-login-status-notify\",\"loggedIn\":false,\"isFreshLogin\":null}"),
                page.rawMessages());
        assertEquals("Sign In", page.shown("#sign-in"));
        browser.inFrame(
                "iframe",
                () -> assertEquals(
                        0L, browser.driver().executeScript("return document.querySelectorAll('iframe').length")));
        for (Endpoint endpoint : List.of(Endpoint.AUTHORIZE, Endpoint.TOKEN, Endpoint.CLIENT_INFO, Endpoint.OTHER)) {
            assertEquals(0, count(endpoint), endpoint.name());
        }
    }

    @Test
    void signInOpensAPopupWithExactlyTheseParameters() {
        page.open(app());
        page.sees("out");
        String window = browser.driver().getWindowHandle();
        page.post(Map.of("type", "rc-adapter-login"));
        new WebDriverWait(browser.driver(), Duration.ofSeconds(10)).until(ExpectedConditions.numberOfWindowsToBe(2));
        browser.driver().getWindowHandles().stream()
                .filter(other -> !other.equals(window))
                .forEach(popup -> browser.driver().switchTo().window(popup));
        browser.see("#username");
        String redirectUri = Authorization.form(
                "redirect_uri", standIn.newWidgetUrl().resolve("redirect.html").toString());
        String address = String.valueOf(browser.driver().getCurrentUrl());
        String expected = "\\Q" + standIn.origin() + "/restapi/oauth/authorize?response_type=code&" + redirectUri
                + "&client_id=" + StandIn.CLIENT_ID + "\\E&state=[^&]+&brand_id=&display=page&prompt="
                + "&ui_options=hide_remember_me&ui_options=hide_tos&ui_locales=&localeId=en-US"
                + "&code_challenge=[A-Za-z0-9_-]{43}&code_challenge_method=S256";
        assertTrue(address.matches(expected), address);
        assertEquals("rc-oauth", browser.driver().executeScript("return window.name"));

        browser.type("#username", ada().username());
        browser.type("#password", ada().password());
        browser.click("#log-in");
        browser.click("#allow");
        browser.driver().switchTo().window(window);
        page.sees("out", ADA + " fresh");
        assertEquals(ada().name(), page.shown("#name"));
        await(() -> browser.driver().getWindowHandles().size() == 1);
    }

    @Test
    void withoutPopupItTellsItsPageWhereToSignIn() {
        page.open(app("disableLoginPopup", "1"));
        page.sees("out");
        page.click("#sign-in");
        await(() -> page.rawMessages().size() == 2);
        String notice = page.rawMessages().get(1);
        assertTrue(
                notice.startsWith("{\"type\":\"rc-login-popup-notify\",\"oAuthUri\":\"" + standIn.origin()
                        + "/restapi/oauth/authorize?response_type=code&"),
                notice);
        assertEquals(1, browser.driver().getWindowHandles().size());
    }

    @Test
    void aCodeByMessageSignsInAndAReloadNeedsNone() {
        openSignedIn();
        assertEquals(
                "{\"type\":\"rc-login-status-notify\",\"loggedIn\":true,\"loginNumber\":\"+16505550100*101\","
                        + "\"admin\":false,\"features\":{\"call\":true,\"sms\":true,\"meeting\":false,\"glip\":false},"
                        + "\"isFreshLogin\":true}",
                page.rawMessages().get(1));
        page.reload();
        page.sees(ADA);
        assertEquals(1, count(Endpoint.TOKEN));
        assertEquals(2, count(Endpoint.WS_TOKEN));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aLogoutByMessageRevokesAndSaysSo() {
        openSignedIn();
        page.logOut();
        page.sees("out", ADA + " fresh", "out");
        assertEquals(1, count(Endpoint.REVOKE));
        assertEquals(0, standIn.counters().activeSessions(ada().ownerId()));
        // Whoever is signed out already is not told again.
        page.logOut();
        page.reload();
        page.sees("out");
        assertEquals(1, count(Endpoint.REVOKE));
    }

    @Test
    void aWrongVerifierLeavesSignInAndIsNotTriedAgain() {
        page.open(appWithRedirectUri());
        page.sees("out");
        handOver(authorization.code(ada()), "wrong".repeat(10));
        await(() -> page.shown("#problem").startsWith("Sign-in failed"));
        page.sees("out");
        assertEquals("Sign In", page.shown("#sign-in"));
        assertEquals(1, count(Endpoint.TOKEN));
        assertEquals(0, count(Endpoint.EXTENSION));
    }

    @Test
    void aCodeOfAnotherRedirectUriThanThatInTheAddressIsRefused() {
        page.open(app());
        page.sees("out");
        handOver(authorization.code(ada()), Authorization.VERIFIER);
        await(() -> page.shown("#problem").startsWith("Sign-in failed"));
        page.sees("out");
        assertEquals(0, standIn.counters().sessions());
    }

    @Test
    void anErrorOnTheRedirectPageLeavesSignIn() {
        page.open(appWithRedirectUri());
        page.sees("out");
        page.post(
                Map.of("callbackUri", host.url("/callback?error=login_required").toString()));
        await(() -> page.shown("#problem").contains("login_required"));
        assertEquals(0, count(Endpoint.TOKEN));
    }

    @Test
    void aCodeInTheAddressIsRedeemedOnceForEachExternalAuthId() {
        standIn.knobs().rateLimit(false);
        page.open(withCode(authorization.code(ada()), "externalAuthId", "one"));
        page.sees("out", ADA + " fresh");
        page.reload();
        page.sees(ADA);
        assertEquals(1, count(Endpoint.TOKEN), "the same id asks for no token");

        page.open(withCode(authorization.code(luis()), "externalAuthId", "two"));
        page.sees("out", LUIS + " fresh");
        assertEquals(2, count(Endpoint.TOKEN), "another id is another person");

        page.open(withCode(authorization.code(ada())));
        page.sees(LUIS);
        assertEquals(2, count(Endpoint.TOKEN), "without an id the code is ignored");
    }

    @Test
    void eachPrefixHasALoginOfItsOwn() {
        standIn.knobs().rateLimit(false);
        page.open(withCode(authorization.code(ada()), "prefix", "a"));
        page.sees("out", ADA + " fresh");
        page.open(withCode(authorization.code(luis()), "prefix", "b"));
        page.sees("out", LUIS + " fresh");
        page.open(app("prefix", "a"));
        page.sees(ADA);
        page.open(app());
        page.sees("out");
    }

    @Test
    void anotherCodeByMessageChangesThePerson() {
        openSignedIn();
        handOver(authorization.code(luis()), Authorization.VERIFIER);
        page.sees("out", ADA + " fresh", "out", LUIS + " fresh");
        assertEquals(luis().name(), page.shown("#name"));
    }

    @Test
    void anExpiredAccessTokenIsRefreshedOnceHoweverManyCallsMeetIt() {
        openSignedIn();
        standIn.knobs().expireAccessTokens();
        page.reload();
        page.sees(ADA);
        assertEquals(2, count(Endpoint.TOKEN));
    }

    @Test
    void aSessionThatIsOverIsNoticedAtTheNextCall() {
        openSignedIn();
        standIn.knobs().endSessions();
        page.reload();
        page.sees("out");
        assertEquals(2, count(Endpoint.TOKEN));
    }

    @Test
    void aTokenIsRefreshedAheadOfItsEnd() {
        standIn.knobs().rateLimit(false);
        standIn.knobs().extraTokenField("expires_in", Json.createValue(62));
        openSignedIn();
        await(() -> count(Endpoint.TOKEN) >= 3);
        page.sees("out", ADA + " fresh");
        assertEquals(1, standIn.counters().activeSessions(ada().ownerId()));
    }

    @Test
    void aTokenForAMinuteIsRefreshedWithoutEnd() {
        standIn.knobs().rateLimit(false);
        standIn.knobs().extraTokenField("expires_in", Json.createValue(60));
        page.open(withCode(authorization.code(ada())));
        await(() -> count(Endpoint.TOKEN) >= 5);
        page.sees("out");
        assertEquals(0, count(Endpoint.EXTENSION));
    }

    @Test
    void onlyTheRequiredCallsAreRequired() {
        for (Endpoint endpoint : List.of(Endpoint.WS_TOKEN, Endpoint.OTHER)) {
            standIn.knobs().on(endpoint).fail(403, "forbidden", "CMN-408", "Not allowed");
        }
        openSignedIn();
        standIn.knobs().on(Endpoint.FEATURES).fail(403, "forbidden", "CMN-408", "Not allowed");
        page.reload();
        await(() -> page.shown("#status").contains("/features was answered 403"));
        page.sees();
    }

    @Test
    void aPretendedCallIsToldToThePage() {
        openSignedIn();
        page.click("#call");
        page.sees("out", ADA + " fresh", "CallConnected");
        page.click("#call");
        page.sees("out", ADA + " fresh", "CallConnected", "NoCall");
    }

    @Test
    void theAdapterMakesTheFrameAfterLoadAndPassesItsParametersOn() {
        String parameters = Authorization.form("clientId", StandIn.CLIENT_ID, "prefix", "p1", "authMode", "sso");
        page.embed("<script src='" + standIn.newWidgetUrl() + "adapter.js?" + parameters + "'></script>");
        page.sees("out");
        String frame = frameAttribute("src");
        assertTrue(frame.contains("app.html?clientId=" + StandIn.CLIENT_ID + "&prefix=p1&fromAdapter=1&_t="), frame);
        assertEquals("p1-adapter-frame", frameAttribute("id"));
        assertEquals("microphone; autoplay", frameAttribute("allow"));
        assertEquals(
                "allow-same-origin allow-scripts allow-forms allow-popups allow-downloads"
                        + " allow-popups-to-escape-sandbox",
                frameAttribute("sandbox"));
    }

    @Test
    void theAdapterStartsAndEndsWhenThePageSaysSo() {
        page.embed("<script>RC_EMBEDDABLE_ADAPTER_MANUAL_INIT = true</script><script src='" + standIn.newWidgetUrl()
                + "adapter.js?redirectUri=" + host.url("/callback") + "&clientId=" + StandIn.CLIENT_ID + "'></script>");
        assertEquals(0, frames());
        browser.driver().executeScript("RCAdapterInit(); RCAdapterInit();");
        assertEquals(1, frames());
        assertEquals("rc-widget-adapter-frame", frameAttribute("id"));
        page.sees("out");
        handOver(authorization.code(ada()), Authorization.VERIFIER);
        page.sees("out", ADA + " fresh");
        browser.driver().executeScript("RCAdapter.logoutUser()");
        page.sees("out", ADA + " fresh", "out");
        browser.driver().executeScript("RCAdapterDispose()");
        assertEquals(0, frames());
    }

    @Test
    void aServerThatIsNotHttpsIsPassedOverInSilence() {
        page.open(app("authProxy", "1", "appServer", host.url("/proxy").toString()));
        page.sees("out");
        assertEquals(List.of(), host.asked());
        assertEquals(2, count(Endpoint.CLIENT_INFO));
    }

    @Test
    void whereThirdPartyStorageIsBlockedItDiesWithoutAWord() {
        try (Chromium blocking = Chromium.startBlockingThirdParties()) {
            WidgetPage blocked = new WidgetPage(blocking, host);
            blocked.open(app());
            blocked.sees("out");
            // 127.0.0.1 and localhost are two sites.
            blocking.open(URI.create(host.url("/").toString().replace("localhost", "127.0.0.1")));
            assertEquals("Loading…", blocked.shown("#status"));
            blocking.inFrame(
                    "iframe",
                    () -> assertEquals(
                            "complete SecurityError",
                            blocking.driver()
                                    .executeScript("try { return localStorage.length } catch (e) {"
                                            + " return document.readyState + ' ' + e.name }")));
            blocked.sees();
        }
    }

    private int frames() {
        return browser.driver().executeScript("return frames.length") instanceof Number number ? number.intValue() : -1;
    }

    private String frameAttribute(String name) {
        return String.valueOf(browser.driver()
                .executeScript("return document.querySelector('iframe').getAttribute(arguments[0])", name));
    }
}
