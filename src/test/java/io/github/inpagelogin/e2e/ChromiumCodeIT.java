package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widget of today, given a code of its own: one sign-in, and the phone in the page is signed in too. */
class ChromiumCodeIT {
    private Stage stage;
    private StandIn standIn;
    private Site site;
    private Chromium browser;
    private Person ada;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.with("code");
        standIn = stage.standIn();
        standIn.knobs().rateLimit(false);
        site = stage.site();
        browser = stage.browser();
        ada = standIn.people().get(0);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({"app, #rc-widget", "app/adapter, iframe[id$='-adapter-frame']"})
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
    @CsvSource({"app, #rc-widget", "app/adapter, iframe[id$='-adapter-frame']"})
    void aPhoneWhoseStorageWasClearedIsGivenANewCodeAndThePageComesBack(String path, String frame) {
        browser.open(site.url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);

        browser.inFrame(frame, () -> browser.driver().executeScript("localStorage.clear()"));
        stage.clock().advance(Duration.ofMinutes(2));
        browser.open(site.url(path + "?after=clearing"));
        stage.seePhoneOf(frame, ada);
        assertEquals(
                site.url(path + "?after=clearing").toString(), browser.driver().getCurrentUrl());
    }

    @Test
    void aCodeThatIsTooOldIsNotHandedOverButANewOne() {
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(ada);
        browser.seeText("h1", ada.name());
        // A code is fetched for the page, and the page is left before the phone can ask for it.
        browser.open(site.url("app/widget-login?return_to=/"));
        browser.seeText("h1", ada.name());
        stage.clock().advance(Duration.ofMinutes(2));

        browser.open(site.url("app"));
        stage.seePhoneOf("#rc-widget", ada);
        assertEquals(2, standIn.counters().of(Endpoint.TOKEN), "the site's code and the phone's second");
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

    @Test
    void aPhoneThatThePersonSignedOutStaysSignedOut() {
        browser.open(site.url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);
        browser.inFrame("#rc-widget", () -> browser.click("#sign-out"));
        browser.seeText("#phone-status", "The phone is signed out.");
        stage.clock().advance(Duration.ofMinutes(2));

        long authorizations = standIn.counters().of(Endpoint.AUTHORIZE);
        browser.open(site.url("app"));
        browser.seeText("#phone-status", "The phone is not signed in.");
        assertEquals(authorizations, standIn.counters().of(Endpoint.AUTHORIZE));
    }

    @ParameterizedTest
    @CsvSource({"app, #rc-widget", "app/adapter, iframe[id$='-adapter-frame']"})
    void signingOutHereSignsThePhoneOutToo(String path, String frame) {
        browser.open(site.url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        assertEquals(2, standIn.counters().activeSessions(ada.ownerId()), "the site's and the phone's");

        browser.click("form.sign-out button");
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
    }

    @Test
    void thePhoneOfOnePersonIsNotThatOfTheNext() {
        Person luis = standIn.people().get(1);
        browser.open(site.url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);

        browser.open(site.url("login?prompt=login"));
        stage.signInAndAllow(luis);
        stage.seePhoneOf("#rc-widget", luis);
        browser.open(site.url("app/adapter"));
        stage.seePhoneOf("iframe[id$='-adapter-frame']", luis);
        assertEquals(1, standIn.counters().activeSessions(ada.ownerId()), "the phone's alone: the site's was revoked");
    }
}
