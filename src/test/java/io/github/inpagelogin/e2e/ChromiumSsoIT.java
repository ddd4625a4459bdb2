package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.inpagelogin.standin.Person;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The widget of old, which asks RingCentral by itself in a frame: what becomes of that in the browsers of today and at the
 * RingCentral of today. The site is at localhost; 127.0.0.1 is another site.
 */
@SuppressWarnings("NullAway.Init") // begin() is the first call of each test.
class ChromiumSsoIT {
    private static final String STATUS = "#phone-status";

    @TempDir
    private Path folder;

    private Stage stage;
    private Chromium browser;
    private Person ada;

    private void begin(Chromium in, UnaryOperator<Map<String, String>> changes) throws Exception {
        stage = Stage.with(in, "sso", changes);
        stage.standIn().knobs().rateLimit(false);
        browser = stage.browser();
        ada = stage.standIn().people().get(0);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private UnaryOperator<Map<String, String>> hosted(String hosting) {
        return settings -> {
            settings.put("widget.hosting", hosting);
            if (!hosting.equals("remote")) {
                settings.put("widget.cache-directory", folder.toString());
            }
            return settings;
        };
    }

    private static UnaryOperator<Map<String, String>> ringCentralAt(String host) {
        return settings -> {
            settings.replaceAll((key, value) -> value.replace("//localhost:", "//" + host + ':'));
            return settings;
        };
    }

    static Stream<Arguments> cookiesThatTheFrameIsNotSent() {
        return Thorough.firstOf(
                arguments("Lax", "app", "#rc-widget"), arguments("Strict", "app/adapter", Ways.ADAPTER_FRAME));
    }

    static Stream<Arguments> pagesAndErrors() {
        return Thorough.firstOf(
                arguments(true, "app/adapter", Ways.ADAPTER_FRAME), arguments(false, "app", "#rc-widget"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, Lax, remote",
        "localhost, Strict, remote",
        "localhost, None, pass-through",
        "127.0.0.1, None, remote",
        "127.0.0.1, None, pass-through"
    })
    void whereTheFrameIsSentTheLoginCookieThePhoneSignsItselfIn(String host, String sameSite, String hosting)
            throws Exception {
        begin(Chromium.allowingThirdParties(), hosted(hosting).andThen(ringCentralAt(host))::apply);
        stage.standIn().knobs().loginCookieSameSite(sameSite);
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);
    }

    @ParameterizedTest
    @MethodSource("cookiesThatTheFrameIsNotSent")
    void whereItIsNotThePageSaysSoAndSignInInThePhoneHelps(String sameSite, String path, String frame)
            throws Exception {
        begin(Chromium.allowingThirdParties(), ringCentralAt("127.0.0.1"));
        stage.standIn().knobs().loginCookieSameSite(sameSite);
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        browser.seeText(STATUS, "third-party cookie");
        browser.screenshots("sso-no-cookie-" + path.replace('/', '-'));
        assertEquals(0, browser.overflowOnPhone());
        signInInThePhone(frame);
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inACorner")
    void whereThirdPartiesAreBlockedAPhoneOfThisSiteIsSignedInByItsOwnSignIn(String path, String frame)
            throws Exception {
        begin(Chromium.blockingThirdParties(), hosted("pass-through").andThen(ringCentralAt("127.0.0.1"))::apply);
        stage.standIn().knobs().loginCookieSameSite("None");
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        browser.seeText(STATUS, "third-party cookie");
        signInInThePhone(frame);
        browser.driver().navigate().refresh();
        stage.seePhoneOf(frame, ada);
    }

    @Test
    void whereThirdPartiesAreBlockedAPhoneOfAnotherSiteSaysNothingAndThePageSpeaksForIt() throws Exception {
        begin(Chromium.blockingThirdParties(), ringCentralAt("127.0.0.1"));
        stage.standIn().knobs().loginCookieSameSite("None");
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        browser.seeText(STATUS, "Your browser may be blocking the phone’s storage");
        browser.screenshots("sso-silent");
    }

    @Test
    void aLoginPageThatMayNotShowInTheFrameIsTakenAwayAndSignInInThePhoneHelps() throws Exception {
        beginKnownHereAlone();
        stage.signOutAtRingCentral();
        stage.standIn().knobs().pageInsteadOfError(true);
        browser.open(stage.site().url("app"));
        browser.seeText(STATUS, "RingCentral probably has something to ask you");
        browser.screenshots("sso-page-refused");
        browser.inFrame("#rc-widget", () -> browser.click("#sign-in"));
        browser.inPopup(() -> stage.signIn(ada));
        stage.seePhoneOf("#rc-widget", ada);
    }

    @ParameterizedTest
    @MethodSource("pagesAndErrors")
    void consentThatWasWithdrawnIsGivenAgainByWayOfSignIn(boolean asPage, String path, String frame) throws Exception {
        beginKnownHereAlone();
        stage.standIn().knobs().withdrawConsents();
        stage.standIn().knobs().pageInsteadOfError(asPage);
        browser.open(stage.site().url(path));
        browser.seeText(STATUS, "RingCentral probably has something to ask you");
        browser.inFrame(frame, () -> browser.click("#sign-in"));
        browser.inPopup(() -> browser.click("#allow"));
        stage.seePhoneOf(frame, ada);
    }

    @Test
    void aRingCentralThatLetsItselfBeFramedIsNotTakenAwayFromWhoIsOnItsPage() throws Exception {
        beginKnownHereAlone();
        stage.signOutAtRingCentral();
        stage.standIn().knobs().pageInsteadOfError(true);
        stage.standIn().knobs().refuseFraming(false);
        // The page's patience is over when the test says so.
        browser.beforeEachPage(
                "if (window === top) { const real = setTimeout; window.setTimeout = (act, millis, ...more) =>"
                        + " millis === 8000 ? (window.patienceIsOver = act) && 0 : real(act, millis, ...more); }");
        browser.open(stage.site().url("app"));
        browser.inFrame(
                "#rc-widget", () -> browser.inFrame("iframe[name='SSOIframe']", () -> browser.type("#username", "a")));
        browser.run("window.patienceIsOver()");
        browser.seeText(STATUS, "Signing in to the phone");
        browser.inFrame(
                "#rc-widget",
                () -> browser.inFrame("iframe[name='SSOIframe']", () -> {
                    browser.see("#username").clear();
                    stage.signIn(ada);
                }));
        stage.seePhoneOf("#rc-widget", ada);
    }

    /** Ada is signed in, and no phone of hers is yet. */
    private void beginKnownHereAlone() throws Exception {
        begin(Chromium.allowingThirdParties(), UnaryOperator.identity());
        browser.open(stage.site().url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
    }

    /** RingCentral knows the browser: its window closes by itself. */
    private void signInInThePhone(String frame) {
        browser.inFrame(frame, () -> browser.click("#sign-in"));
        stage.seePhoneOf(frame, ada);
    }
}
