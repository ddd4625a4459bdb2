package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tab that has not heard what was done in another: its phone is never of who is signed in now. */
@SuppressWarnings("NullAway.Init") // begin() is the first call of each test.
class ChromiumStalePageIT {
    private static final String FRAME = "#rc-widget";

    /** A tab that gets no answer when it asks who is signed in. */
    private static final String HEAR_NOTHING = "window.deaf = true; const get = window.fetch;"
            + " window.fetch = (address, ...more) => window.deaf && String(address).endsWith('/session')"
            + " ? Promise.reject(new Error('no answer')) : get(address, ...more)";

    /** The driver's scripts count as something that the person does. */
    private static final String NOBODY_TOUCHES_IT =
            "Object.defineProperty(UserActivation.prototype, 'isActive', { get: () => false })";

    private Stage stage;
    private Chromium browser;
    private Person ada;
    private Person luis;

    private void begin(String mode) throws Exception {
        stage = Stage.with(mode);
        stage.standIn().knobs().rateLimit(false);
        browser = stage.browser();
        ada = stage.standIn().people().get(0);
        luis = stage.standIn().people().get(1);
        browser.beforeEachPage(NOBODY_TOUCHES_IT);
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(FRAME, ada);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /** In another tab Luis signs in, and ends at a page that tells the others nothing. */
    private void luisSignsInElsewhere() {
        browser.run(HEAR_NOTHING);
        String adas = browser.tab();
        browser.openInNewTab(stage.site().url("login?prompt=login&return_to=/nowhere"));
        stage.signInAndAllow(luis);
        browser.seeText("h1", "There is no such page");
        browser.open(stage.site().url("app/widget-login?return_to=/nowhere"));
        browser.seeText("h1", "There is no such page");
        browser.goTo(adas);
        browser.seeText(".who .name", ada.name());
        browser.run("window.deaf = false");
    }

    private String prefix() {
        return String.valueOf(browser.see(FRAME).getDomAttribute("name"));
    }

    @Test
    void inCodeModeTheCodeOfWhoSignedInElsewhereIsNotHandedToThePhoneOfWhoHasLeft() throws Exception {
        begin("code");
        luisSignsInElsewhere();
        browser.inFrame(FRAME, () -> browser.run("localStorage.clear(); location.reload()"));
        stage.seePhoneOf(FRAME, luis);
        browser.seeText(".who .name", luis.name());
        assertEquals(
                4,
                stage.standIn().counters().of(Endpoint.TOKEN),
                "of each the site's and the phone's: Luis's code was still there for his own page");
    }

    @Test
    void inProxyModeThePhoneOfWhoHasLeftIsAnsweredNothing() throws Exception {
        begin("proxy");
        String adas = prefix();
        luisSignsInElsewhere();
        browser.inFrame(FRAME, () -> browser.run("location.reload()"));
        stage.seePhoneOf(FRAME, luis);
        browser.seeText(".who .name", luis.name());
        String kept = String.valueOf(browser.run("return JSON.stringify(Object.entries(localStorage)"
                + ".filter(([key]) => key.startsWith('" + adas + "')))"));
        assertFalse(kept.contains(luis.ownerId()), kept);
        assertFalse(kept.contains(luis.name()), kept);
    }

    @Test
    void inCodeModeAPhoneThatWasSignedOutByHandStaysSoInEveryTab() throws Exception {
        begin("code");
        String there = browser.tab();
        String here = browser.openInNewTab(stage.site().url("app"));
        stage.seePhoneOf(FRAME, ada);
        browser.run(
                "delete UserActivation.prototype.isActive; Object.defineProperty(UserActivation.prototype, 'isActive',"
                        + " { get: () => true })");
        stage.clock().advance(Duration.ofMinutes(2));
        long authorizations = stage.standIn().counters().of(Endpoint.AUTHORIZE);
        browser.inFrame(FRAME, () -> browser.click("#sign-out"));
        seeSignedOut();
        browser.goTo(there);
        browser.inFrame(FRAME, () -> browser.run("location.reload()"));
        seeSignedOut();
        browser.openInNewTab(stage.site().url("app"));
        seeSignedOut();
        browser.driver().navigate().refresh();
        seeSignedOut();
        browser.goTo(here);
        seeSignedOut();
        assertEquals(authorizations, stage.standIn().counters().of(Endpoint.AUTHORIZE));
        assertEquals(List.of(), browser.complaints());

        // Who logs in anew has a phone again.
        browser.open(stage.site().url("login?prompt=login"));
        stage.signIn(ada);
        stage.seePhoneOf(FRAME, ada);
    }

    private void seeSignedOut() {
        browser.seeText("#phone-status", "The phone is signed out.");
        browser.inFrame(FRAME, () -> browser.see("#sign-in"));
    }
}
