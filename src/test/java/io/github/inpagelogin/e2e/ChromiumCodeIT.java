package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The widget of today, given a code of its own: one sign-in, and the phone in the page is signed in too. */
class ChromiumCodeIT {
    /** In the widget: one call of its own, whatever becomes of it. */
    private static final String ASK_SOMETHING = "return import(new URL('platform.js', location)).then(({ platform }) =>"
            + " platform.call('GET', '/restapi/v1.0/account/~/extension/~/presence').catch(() => {}))";

    @AutoClose
    private static final SharedStage SHARED = new SharedStage();

    private Stage stage;
    private StandIn standIn;
    private Site site;
    private Chromium browser;
    private Person ada;

    @BeforeEach
    void start() throws Exception {
        stage = SHARED.in("code");
        standIn = stage.standIn();
        site = stage.site();
        browser = stage.browser();
        ada = standIn.people().get(0);
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#both")
    void oneSignInSignsThePhoneInAndAReloadMintsNothing(String path, String frame) {
        browser.open(site.url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        browser.screenshots("code-" + path.replace('/', '-'));

        long authorizations = standIn.counters().of(Endpoint.AUTHORIZE);
        long redemptions = standIn.counters().of(Endpoint.TOKEN);
        browser.open(site.url(path));
        stage.seePhoneOf(frame, ada);
        assertEquals(authorizations, standIn.counters().of(Endpoint.AUTHORIZE));
        assertEquals(redemptions, standIn.counters().of(Endpoint.TOKEN));
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inACorner")
    void aCodeThatIsTooOldIsNotHandedOverButANewOne(String path, String frame) {
        long redemptions = standIn.counters().of(Endpoint.TOKEN);
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
        // A code is fetched for the page, and the page is left before the phone can ask for it.
        browser.open(site.url("app/widget-login?return_to=/"));
        browser.seeText("h1", ada.name());
        stage.clock().advance(Duration.ofMinutes(2));

        browser.open(site.url(path));
        stage.seePhoneOf(frame, ada);
        assertEquals(redemptions + 2, standIn.counters().of(Endpoint.TOKEN), "the site's code and the phone's second");
    }

    @Test
    void withoutALoginAtRingCentralThePageWorksAndThePhoneOffersItsOwn() {
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
        stage.signOutAtRingCentral();

        browser.open(site.url("app"));
        browser.seeText("#phone-status", "The phone is not signed in.");
        assertEquals(site.url("app").toString(), browser.driver().getCurrentUrl());
        browser.inFrame("#rc-widget", () -> browser.see("#sign-in"));
        browser.screenshots("code-phone-not-signed-in");
    }

    @Test
    void thePhonesOwnLoginInAPopupWorksToo() {
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
        stage.signOutAtRingCentral();
        browser.open(site.url("app"));
        browser.seeText("#phone-status", "The phone is not signed in.");

        browser.inFrame("#rc-widget", () -> browser.click("#sign-in"));
        browser.inPopup(() -> stage.signIn(ada));
        stage.seePhoneOf("#rc-widget", ada);
    }

    @Test
    void aPhoneThatIsSignedInAsSomebodyElseIsSignedOut() {
        Person luis = standIn.people().get(1);
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
        stage.signOutAtRingCentral();
        browser.open(site.url("app"));
        browser.seeText("#phone-status", "The phone is not signed in.");

        browser.inFrame("#rc-widget", () -> browser.click("#sign-in"));
        browser.inPopup(() -> stage.signInAndAllow(luis));
        browser.seeText("#phone-status", "The phone was signed in as somebody else");
        browser.inFrame("#rc-widget", () -> browser.see("#sign-in"));
        assertEquals(0, standIn.counters().activeSessions(luis.ownerId()));
    }

    /** What RingCentral answers in place of a code; in a thorough run all that it may, which the server's tests have too. */
    static Stream<Arguments> errors() {
        return Stream.of(
                        arguments("login_required", "app", "#rc-widget"),
                        arguments("interaction_required", "app/adapter", Ways.ADAPTER_FRAME),
                        arguments("consent_required", "app", "#rc-widget"),
                        arguments("access_denied", "app/adapter", Ways.ADAPTER_FRAME))
                .limit(Thorough.times(2, 4));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void withoutACodeThePageWorksAndThePhonesOwnLoginToo(String error, String path, String frame) {
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
        standIn.knobs().nextAuthorizeError(error);
        long authorizations = standIn.counters().of(Endpoint.AUTHORIZE);
        browser.open(site.url(path));
        Polling.until(() -> standIn.counters().of(Endpoint.AUTHORIZE) == authorizations + 1);
        browser.waitFor("return location.pathname === '/" + path + "'");
        browser.inFrame(frame, () -> browser.click("#sign-in"));
        stage.seePhoneOf(frame, ada);
    }

    @Test
    void aSessionThatEndsWhileTheFocusIsInThePhoneIsNotTakenForASignOutByHand() {
        // The driver's scripts count as something that the person does.
        browser.beforeEachPage("Object.defineProperty(UserActivation.prototype, 'isActive', { get: () => false })");
        browser.open(site.url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);
        stage.clock().advance(Duration.ofMinutes(2));
        browser.run("document.getElementById('rc-widget').focus()");
        assertEquals("rc-widget", browser.run("return document.activeElement.id"));
        long authorizations = standIn.counters().of(Endpoint.AUTHORIZE);
        standIn.knobs().endSessions();
        browser.run("window.before = true");
        browser.inFrame("#rc-widget", () -> browser.run(ASK_SOMETHING));
        browser.waitFor("return !('before' in window) || undefined");
        stage.seePhoneOf("#rc-widget", ada);
        assertEquals(authorizations + 1, standIn.counters().of(Endpoint.AUTHORIZE), "one silent round trip");

        // What did not last a minute is not tried again.
        browser.run("document.getElementById('rc-widget').focus()");
        standIn.knobs().endSessions();
        browser.inFrame("#rc-widget", () -> browser.run(ASK_SOMETHING));
        browser.seeText("#phone-status", "The phone is signed out.");
        browser.inFrame("#rc-widget", () -> browser.see("#sign-in"));
        assertEquals(authorizations + 1, standIn.counters().of(Endpoint.AUTHORIZE));
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void aPageThatSleptDoesNotHandOverTheCodeThatItHadAskedFor(String path, String frame) {
        long redemptions = standIn.counters().of(Endpoint.TOKEN);
        browser.beforeEachPage("if (window === top) { const now = Date.now; let asked = 0;"
                + " Date.now = () => now() + 60_000 * asked++; }");
        browser.open(site.url(path));
        stage.signInAndAllow(ada);
        browser.waitFor("return performance.getEntriesByType('resource')"
                + ".filter((entry) => entry.name.endsWith('/app/widget-code')).length === 2 || undefined");
        browser.seeText("#phone-status", "The phone is not signed in.");
        assertEquals(redemptions + 1, standIn.counters().of(Endpoint.TOKEN), "the site's code");
        browser.inFrame(frame, () -> browser.click("#sign-in"));
        stage.seePhoneOf(frame, ada);
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inACorner")
    void signingOutHereSignsThePhoneOutToo(String path, String frame) {
        browser.open(site.url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        assertEquals(2, standIn.counters().activeSessions(ada.ownerId()), "the site's and the phone's");

        browser.click("form.sign-out button");
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
    }
}
