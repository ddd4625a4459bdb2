package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** The widget of today behind this site's proxy: one sign-in, the phone is signed in, for as long as the session goes on. */
class ChromiumProxyIT {
    private static final String FRAME = "#rc-widget";
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofDays(8);

    private static Stage stage;
    private static Chromium browser;
    private static Person ada;
    private static Person luis;

    @BeforeAll
    static void start() throws Exception {
        stage = Stage.with("proxy");
        browser = stage.browser();
        ada = stage.standIn().people().get(0);
        luis = stage.standIn().people().get(1);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @BeforeEach
    void clear() {
        stage.clear();
    }

    private static void signIn(String path, String frame) {
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        seePhoneOf(frame, ada);
    }

    /** The phone shows this person, and keeps what it keeps under nobody else's name. */
    private static void seePhoneOf(String frame, Person person) {
        stage.seePhoneOf(frame, person);
        browser.seeText(".who .name", person.name());
        browser.inFrame(
                frame, () -> assertEquals(person.ownerId(), browser.see("#name").getAttribute("data-owner")));
    }

    /** The phone asks something, as it does every now and then. */
    private static void phoneAsks(String frame) {
        browser.inFrame(frame, () -> browser.run("location.reload()"));
    }

    private static long sessionsOf(Person person) {
        return stage.standIn().counters().activeSessions(person.ownerId());
    }

    private static long tokens() {
        return stage.standIn().counters().of(Endpoint.TOKEN);
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#both")
    void oneSignInSignsThePhoneInAndTheBrowserKeepsNoToken(String path, String frame) {
        long before = tokens();
        signIn(path, frame);
        browser.screenshots("proxy-" + path.replace('/', '-'));
        assertEquals(0, browser.overflowOnPhone());
        assertEquals(before + 1, tokens(), "the site's code is the only one");
        browser.inFrame(frame, () -> {
            Object kept = browser.run("return JSON.stringify([localStorage, sessionStorage])");
            for (String secret : stage.standIn().issuedSecrets()) {
                assertFalse(String.valueOf(kept).contains(secret));
            }
        });

        browser.open(stage.site().url(path));
        seePhoneOf(frame, ada);
        assertEquals(before + 1, tokens());
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void aPhoneWhoseStorageWasClearedComesBackByItself(String path, String frame) {
        signIn(path, frame);
        long before = tokens();
        browser.inFrame(frame, () -> browser.run("localStorage.clear()"));
        browser.open(stage.site().url(path));
        seePhoneOf(frame, ada);
        assertEquals(before, tokens());
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inACorner")
    void thePhoneOfOnePersonIsNeverThatOfTheNext(String path, String frame) {
        signIn(path, frame);
        String there = browser.tab();
        browser.newTab();
        signInAsSomebodyElse(path, frame);
        browser.driver().navigate().refresh();
        seePhoneOf(frame, luis);
        browser.goTo(there);
        seePhoneOf(frame, luis);
        assertEquals(0, sessionsOf(ada));
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void theBackButtonLeadsToThePhoneOfWhoIsSignedInNow(String path, String frame) {
        signIn(path, frame);
        long hers = browser.historyLength();
        browser.open(stage.site().url());
        browser.seeText("h1", ada.name());
        signInAsSomebodyElse(path, frame);

        browser.goBackTo(hers);
        assertEquals(stage.site().url(path), URI.create(browser.driver().getCurrentUrl()));
        seePhoneOf(frame, luis);
    }

    private static void signInAsSomebodyElse(String path, String frame) {
        browser.open(stage.site().url("login?prompt=login&return_to=/" + path));
        stage.signInAndAllow(luis);
        seePhoneOf(frame, luis);
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inACorner")
    void signingOutHereSignsThePhoneOutAndTheNextPersonGetsTheirOwn(String path, String frame) {
        signIn(path, frame);
        browser.click("form.sign-out button");
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, sessionsOf(ada));

        browser.driver().findElement(By.linkText("Log in as somebody else")).click();
        stage.signInAndAllow(luis);
        browser.open(stage.site().url(path));
        seePhoneOf(frame, luis);
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void signingThePhoneOutEndsTheSessionHereToo(String path, String frame) {
        signIn(path, frame);
        browser.inFrame(frame, () -> browser.click("#sign-out"));
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, sessionsOf(ada));
    }

    @Test
    void signingThePhoneOutCanLeaveTheSessionAloneAndThePhoneSignsInAgainByItself() throws Exception {
        try (Stage alone = Stage.with("proxy", Map.of("widget.sign-out-ends-session", "false"))) {
            alone.clear();
            alone.browser().open(alone.site().url("app"));
            alone.signInAndAllow(ada);
            alone.seePhoneOf(FRAME, ada);
            alone.browser().inFrame(FRAME, () -> alone.browser().click("#sign-out"));
            alone.browser().seeText("#phone-status", "The phone is signed out.");
            assertEquals(1, alone.standIn().counters().activeSessions(ada.ownerId()));

            // The popup finds the session, asks nothing and closes.
            alone.browser().inFrame(FRAME, () -> alone.browser().click("#sign-in"));
            alone.seePhoneOf(FRAME, ada);
            alone.browser().inFrame(FRAME, () -> alone.browser().click("#sign-out"));
            alone.browser().seeText("#phone-status", "The phone is signed out.");
            alone.browser().driver().navigate().refresh();
            alone.seePhoneOf(FRAME, ada);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inACorner")
    void whenRingCentralEndsTheSessionThePageLeadsToLoggingInAgainAndComesBack(String path, String frame) {
        String here = path + "?from=there";
        signIn(here, frame);
        stage.standIn().knobs().endSessions();
        phoneAsks(frame);
        seeThatTheSessionHasEnded();
        browser.screenshots("proxy-session-over-" + path.replace('/', '-'));
        assertEquals(0, browser.overflowOnPhone());
        if (path.endsWith("adapter")) {
            assertTrue(browser.isWithinReachOnPhone("#phone-status .log-in a"), "the phone in the corner covers it");
        }

        browser.click("#phone-status .log-in a");
        seePhoneOf(frame, ada);
        assertEquals(stage.site().url(here).toString(), browser.driver().getCurrentUrl());
    }

    @Test
    void aSessionThatEndedBeforeThePageWasLoadedIsNoticedToo() {
        signIn("app", FRAME);
        stage.standIn().knobs().endSessions();
        browser.open(stage.site().url("app"));
        seeThatTheSessionHasEnded();
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void thePhonesOwnSignInOpensAPopupAndSignsInHereAgain(String path, String frame) {
        signIn(path, frame);
        endTheSession(frame);
        browser.run("window.stays = true");
        browser.inFrame(frame, () -> browser.click("#sign-in"));
        browser.inPopup(() -> stage.signInAndAllow(ada));
        seePhoneOf(frame, ada);
        assertEquals(1, sessionsOf(ada));
        assertEquals(stage.site().url(path), URI.create(browser.driver().getCurrentUrl()));
    }

    @Test
    void whenSomebodyElseSignsInInThePopupThePageIsTheirsToo() {
        signIn("app", FRAME);
        endTheSession(FRAME);
        browser.inFrame(FRAME, () -> browser.click("#sign-in"));
        browser.inPopup(() -> stage.signInAndAllow(luis));
        seePhoneOf(FRAME, luis);
        browser.driver().navigate().refresh();
        seePhoneOf(FRAME, luis);
    }

    @Test
    void whoIsRefusedCanTryAgainInThePopup() {
        signIn("app", FRAME);
        endTheSession(FRAME);
        stage.standIn().knobs().nextAuthorizeError("access_denied");
        browser.inFrame(FRAME, () -> browser.click("#sign-in"));
        browser.inPopup(() -> {
            browser.click("#action");
            stage.signInAndAllow(ada);
        });
        seePhoneOf(FRAME, ada);
    }

    @Test
    void whoLogsInAgainInAnotherTabHasThePhoneHereToo() {
        signIn("app", FRAME);
        endTheSession(FRAME);
        String here = browser.tab();
        browser.newTab();
        signIn("app", FRAME);
        browser.goTo(here);
        seePhoneOf(FRAME, ada);
    }

    /** Nobody has signed out, neither here nor in the phone; RingCentral does not know the browser any more. */
    private static void endTheSession(String frame) {
        browser.driver().manage().deleteCookieNamed("stand-in-login");
        stage.clock().advance(LONGER_THAN_A_SESSION);
        phoneAsks(frame);
        seeThatTheSessionHasEnded();
    }

    private static void seeThatTheSessionHasEnded() {
        browser.seeText("#phone-status", "Your session here has ended, so the phone is signed out.");
        browser.see("#phone-status .log-in a");
    }

    @Test
    void whereThirdPartiesMayKeepNothingItWorksTheSame() throws Exception {
        Chromium blocking = Chromium.blockingThirdParties();
        try (Stage blocked = Stage.behindTheProxy(blocking, Map.of())) {
            blocked.clear();
            blocking.open(blocked.site().url("app"));
            blocked.signInAndAllow(ada);
            blocked.seePhoneOf(FRAME, ada);
            blocking.open(blocked.site().url("app/adapter"));
            blocked.seePhoneOf(Ways.ADAPTER_FRAME, ada);
        }
    }
}
