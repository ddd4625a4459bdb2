package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.inpagelogin.standin.Person;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The tabs of one browser, the phones in them and the session at the site go in step. */
@SuppressWarnings("NullAway.Init") // begin() is the first call of each test.
class ChromiumInStepIT {
    private static final String FRAME = "#rc-widget";
    private static final String CORNER = "iframe[id$='-adapter-frame']";
    private static final String SIGN_OUT = "form.sign-out button";

    @AutoClose
    private static final SharedStage SHARED = new SharedStage();

    private Stage stage;
    private Chromium browser;
    private Person ada;
    private Person luis;

    private void begin(String mode) throws Exception {
        stage = SHARED.in(mode);
        browser = stage.browser();
        ada = stage.standIn().people().get(0);
        luis = stage.standIn().people().get(1);
    }

    /** Ada, with the phone in the page. */
    private void beginSignedIn(String mode) throws Exception {
        begin(mode);
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(FRAME, ada);
    }

    private long sessionsOf(Person person) {
        return stage.standIn().counters().activeSessions(person.ownerId());
    }

    static Stream<Arguments> modes() {
        return Thorough.firstOf(arguments("code"), arguments("sso"), arguments("proxy"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void signingOutInOneTabIsSignedOutInTheOthersWithinASecond(String mode) throws Exception {
        beginSignedIn(mode);
        signOutHereAndSeeItThere();
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aBrowserWithoutChannelsIsToldByItsStorage() throws Exception {
        begin("code");
        withoutChannels();
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(FRAME, ada);
        assertEquals("undefined", browser.run("return typeof BroadcastChannel"));
        signOutHereAndSeeItThere();
        assertEquals(0L, browser.run("return Object.keys(localStorage).filter((key) => key.includes('login')).length"));
    }

    private void withoutChannels() {
        browser.beforeEachPage("delete window.BroadcastChannel");
    }

    private void signOutHereAndSeeItThere() {
        boolean channels = Boolean.TRUE.equals(browser.run("return 'BroadcastChannel' in window"));
        String here = browser.tab();
        String there = newTab(channels, "app/adapter");
        stage.seePhoneOf(CORNER, ada);
        browser.run("addEventListener('pagehide', () => localStorage.setItem('left', Date.now()))");
        String front = newTab(channels, "");
        browser.seeText("h1", ada.name());

        browser.goTo(here);
        browser.run("document.querySelector('form.sign-out').addEventListener('submit',"
                + " () => localStorage.setItem('pressed', Date.now()))");
        browser.click(SIGN_OUT);
        browser.seeText(".confirmation", "You are signed out.");
        // Asked from here, so that nobody looks at the other tab before it has changed.
        Object left = browser.waitFor("return localStorage.getItem('left')");
        long millis = Long.parseLong(left.toString())
                - Long.parseLong("" + browser.run("return localStorage.getItem('pressed')"));
        assertTrue(millis <= 1000, () -> "The other tab took " + millis + " ms");
        for (String tab : List.of(there, front)) {
            browser.goTo(tab);
            browser.seeText(".confirmation", "You are signed out.");
        }
        Polling.until(() -> sessionsOf(ada) == 0);
    }

    private String newTab(boolean channels, String path) {
        String tab = browser.newTab();
        if (!channels) {
            withoutChannels();
        }
        browser.open(stage.site().url(path));
        return tab;
    }

    @Test
    void aSessionThatEndedWithoutAWordIsNoticedWhenThePersonComesBackToThePage() throws Exception {
        beginSignedIn("code");
        browser.driver().manage().deleteCookieNamed("in-page-login");
        browser.run("dispatchEvent(new Event('focus'))");
        browser.seeText(".confirmation", "You are signed out.");
    }

    @Test
    void whatIsNotAMessageOfOursMovesNothing() throws Exception {
        beginSignedIn("code");
        String here = browser.tab();
        browser.run("window.stays = true");
        browser.openInNewTab(stage.site().url());
        browser.run("const channel = new BroadcastChannel('in-page-login:');"
                + "for (const odd of [null, 'x', 7, [], {}, {alias: 7}, {alias: 'Ada'}, {alias: '<b>'},"
                + " {alias: ''}, {alias: '0123456789abcdef'}]) { channel.postMessage(odd); }");
        browser.goTo(here);
        stage.seePhoneOf(FRAME, ada);
        assertEquals(true, browser.run("return window.stays"), "what a tab says is checked with the server");
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whenSomebodyElseSignsInTheOtherTabsFollow(String mode) throws Exception {
        beginSignedIn(mode);
        String here = browser.tab();
        String there = browser.openInNewTab(stage.site().url("login?prompt=login"));
        stage.signInAndAllow(luis);

        browser.goTo(here);
        browser.seeText(".who .name", luis.name());
        stage.seePhoneOf(FRAME, luis);
        browser.goTo(there);
        stage.seePhoneOf(FRAME, luis);
        Polling.until(() -> sessionsOf(ada) == 0);
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whoIsOnTheFrontPageSeesThatSomebodySignedInInAnotherTab() throws Exception {
        begin("code");
        browser.open(stage.site().url());
        String front = browser.tab();
        browser.openInNewTab(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(FRAME, ada);
        browser.goTo(front);
        browser.seeText("h1", "Welcome, " + ada.name());
    }

    @Test
    void signingOutDuringACallAsksFirst() throws Exception {
        beginSignedIn("code");
        browser.inFrame(FRAME, () -> browser.click("#call"));
        browser.tabTo(SIGN_OUT).sendKeys(Keys.ENTER);
        browser.seeText("#on-a-call", "You are on a call");
        browser.screenshots("on-a-call");
        assertEquals(0, browser.overflowOnPhone());
        assertEquals("Stay", browser.driver().switchTo().activeElement().getText());
        new Actions(browser.driver()).sendKeys(Keys.ESCAPE).perform();
        browser.waitFor("return !document.querySelector('#on-a-call').open");
        assertEquals("Sign out", browser.driver().switchTo().activeElement().getText(), "the focus comes back");

        browser.click(SIGN_OUT);
        browser.click("#on-a-call button[value='stay']");
        browser.waitFor("return !document.querySelector('#on-a-call').open");
        stage.seePhoneOf(FRAME, ada);
        browser.click(SIGN_OUT);
        browser.click("#on-a-call button[value='sign-out']");
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, sessionsOf(ada));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aCallThatIsOverIsNotAskedAbout() throws Exception {
        beginSignedIn("code");
        browser.inFrame(FRAME, () -> browser.click("#call"));
        browser.waitFor("return window.pagePhone.isOnCall");
        browser.inFrame(FRAME, () -> browser.click("#call"));
        browser.waitFor("return !window.pagePhone.isOnCall");
        browser.click(SIGN_OUT);
        browser.seeText(".confirmation", "You are signed out.");
    }

    @Test
    void callsAreFollowedByWhatThePhoneSaysAndNobodyElse() throws Exception {
        beginSignedIn("code");
        browser.run("postMessage({type: 'rc-call-start-notify', call: {id: 'forged'}})");
        assertFalse(onCallAfter(
                "rc-active-call-notify", "{sessionId: '1', telephonyStatus: 'Ringing', direction: 'Inbound'}"));
        assertTrue(onCallAfter("rc-active-call-notify", "{sessionId: '1', telephonyStatus: 'CallConnected'}"));
        assertTrue(onCallAfter("rc-call-init-notify", "{id: 'a'}"));
        assertTrue(onCallAfter("rc-active-call-notify", "{sessionId: '1', telephonyStatus: 'NoCall'}"));
        assertTrue(onCallAfter("rc-call-start-notify", "{id: 'a', sessionId: '2'}"));
        assertFalse(onCallAfter("rc-call-end-notify", "{id: 'a', sessionId: '2'}"));
        assertTrue(onCallAfter("rc-ringout-call-notify", "{sessionId: '3', telephonyStatus: 'Ringing'}"));
        assertFalse(onCallAfter("rc-ringout-call-notify", "{sessionId: '3', terminationType: 'final'}"));
        assertFalse(onCallAfter("rc-call-start-notify", "null"));
    }

    /** Whether the page takes the person to be on a call once the phone has said this of one. */
    private boolean onCallAfter(String type, String call) {
        browser.run("window.heard = false; addEventListener('message', (event) => {"
                + " if (event.data?.type === 'heard') { window.heard = true; } }, { once: false })");
        browser.inFrame(
                FRAME,
                () -> browser.run("parent.postMessage({type: '" + type + "', call: " + call
                        + "}, '*'); parent.postMessage({type: 'heard'}, '*')"));
        browser.waitFor("return window.heard");
        return Boolean.TRUE.equals(browser.run("return window.pagePhone.isOnCall"));
    }

    @Test
    void theBackButtonLeadsToThePhoneOfWhoIsSignedInNow() throws Exception {
        beginSignedIn("code");
        long hers = browser.historyLength();
        browser.open(stage.site().url("login?prompt=login"));
        stage.signInAndAllow(luis);
        stage.seePhoneOf(FRAME, luis);
        browser.goBackTo(hers);
        stage.seePhoneOf(FRAME, luis);
        String source = String.valueOf(browser.see(FRAME).getDomProperty("src"));
        browser.inFrame(FRAME, () -> assertEquals(source, browser.run("return location.href")));
    }

    @Test
    void theBackButtonShowsNoPhoneOfWhoHasSignedOut() throws Exception {
        beginSignedIn("code");
        browser.click("a[href$='/app/adapter']");
        stage.seePhoneOf(CORNER, ada);
        browser.click(SIGN_OUT);
        browser.seeText(".confirmation", "You are signed out.");
        String here = browser.tab();
        browser.openInNewTab(stage.site().url());
        stage.signOutAtRingCentral();

        browser.goTo(here);
        browser.driver().navigate().back();
        browser.see("#username");
        assertEquals(
                0,
                browser.driver()
                        .findElements(org.openqa.selenium.By.cssSelector(FRAME))
                        .size());
    }

    @Test
    void theStatusPageIsReadable() throws Exception {
        beginSignedIn("code");
        browser.click(".site-footer a");
        browser.seeText("h1", "How you are signed in");
        browser.seeText(".facts", ada.name());
        assertFalse(browser.see("time").getText().isEmpty());
        browser.screenshots("status");
        assertEquals(0, browser.overflowOnPhone());
        browser.click(SIGN_OUT);
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(List.of(), browser.complaints());
    }
}
