package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What happens to a phone that has a token of its own, in both modes that give it one and in both ways to embed it; in each
 * pair of these in a thorough run.
 */
@ParameterizedClass
@MethodSource("places")
@SuppressWarnings("NullAway.Init") // begin() is the first call of each test.
class ChromiumModesIT {

    @Parameter(0)
    private String mode;

    @Parameter(1)
    private String path;

    @Parameter(2)
    private String frame;

    @AutoClose
    private static final SharedStage SHARED = new SharedStage();

    private Stage stage;
    private StandIn standIn;
    private Chromium browser;
    private Person ada;
    private Person luis;

    static Stream<Arguments> places() {
        return Stream.of(
                        arguments("sso", "app/adapter", Ways.ADAPTER_FRAME),
                        arguments("code", "app", "#rc-widget"),
                        arguments("sso", "app", "#rc-widget"),
                        arguments("code", "app/adapter", Ways.ADAPTER_FRAME))
                .limit(Thorough.times(2, 4));
    }

    static Stream<Arguments> byHandOrNot() {
        return Thorough.firstOf(arguments(true), arguments(false));
    }

    private void begin() throws Exception {
        on(SHARED.in(mode));
    }

    private void on(Stage there) {
        stage = there;
        standIn = stage.standIn();
        browser = stage.browser();
        ada = standIn.people().get(0);
        luis = standIn.people().get(1);
    }

    /** Ada, with the phone in the page. */
    private void beginSignedIn() throws Exception {
        begin();
        signIn();
    }

    private void signIn() {
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
    }

    private long asked(Endpoint endpoint) {
        return standIn.counters().of(endpoint);
    }

    private long sessionsOf(Person person) {
        return standIn.counters().activeSessions(person.ownerId());
    }

    @Test
    void theStatusTellsEachStepAndAReloadMintsNothing() throws Exception {
        begin();
        browser.beforeEachPage("window.steps = []; new MutationObserver(() => {"
                + " const step = document.getElementById('phone-status')?.dataset.state;"
                + " if (step && step !== steps.at(-1)) { steps.push(step); }"
                + " }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-state'] });");
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        assertEquals(List.of("loading", "signing-in", "ready"), browser.run("return steps"));
        assertEquals("polite", browser.see("#phone-status").getDomAttribute("aria-live"));

        int sessions = standIn.counters().sessions();
        browser.driver().navigate().refresh();
        stage.seePhoneOf(frame, ada);
        assertEquals(List.of("loading", "ready"), browser.run("return steps"));
        assertEquals(sessions, standIn.counters().sessions());
    }

    @Test
    void aPhoneWhoseStorageWasClearedIsSignedInAgainWhereItWas() throws Exception {
        beginSignedIn();
        browser.inFrame(frame, () -> browser.run("localStorage.clear()"));
        stage.clock().advance(Duration.ofMinutes(2));
        String here = stage.site().url(path + "?after=clearing&more=1").toString();
        browser.driver().get(here);
        stage.seePhoneOf(frame, ada);
        assertEquals(here, browser.driver().getCurrentUrl());
    }

    @ParameterizedTest
    @MethodSource("byHandOrNot")
    void thePhoneIsNeverTheFormerPersonsForTheNext(boolean signsOut) throws Exception {
        beginSignedIn();
        String first = browser.tab();
        browser.openInNewTab(stage.site().url(path));
        stage.seePhoneOf(frame, ada);
        Object depth = browser.run("return history.length");
        if (signsOut) {
            browser.click("form.sign-out button");
            browser.seeText(".confirmation", "You are signed out.");
        }
        browser.open(stage.site().url("login?prompt=login&return_to=/" + path));
        stage.signInAndAllow(luis);
        stage.seePhoneOf(frame, luis);
        browser.driver().navigate().refresh();
        stage.seePhoneOf(frame, luis);

        browser.run("history.go(" + depth + " - history.length)");
        seeLuisAlone(signsOut);
        browser.goTo(first);
        seeLuisAlone(signsOut);
        Polling.until(() -> sessionsOf(ada) == 0);
    }

    /** Where there was a page of Ada's: after her sign-out it is the front page. */
    private void seeLuisAlone(boolean frontPage) {
        if (frontPage) {
            browser.seeText("h1", "Welcome, " + luis.name());
        } else {
            stage.seePhoneOf(frame, luis);
            String prefix = Page.parameter("" + browser.see(frame).getDomAttribute("src"), "prefix");
            browser.inFrame(
                    frame,
                    () -> assertEquals(prefix, Page.parameter("" + browser.run("return location.href"), "prefix")));
        }
    }

    @Test
    void signingThePhoneOutByHandLeavesTheSessionAlone() throws Exception {
        beginSignedIn();
        browser.inFrame(frame, () -> browser.click("#sign-out"));
        browser.seeText("#phone-status", "The phone is signed out.");
        assertEquals(1, sessionsOf(ada), "the site's");

        long authorizations = asked(Endpoint.AUTHORIZE);
        stage.clock().advance(Duration.ofMinutes(2));
        browser.driver().navigate().refresh();
        if (mode.equals("sso")) {
            // The widget of old does not remember.
            stage.seePhoneOf(frame, ada);
        } else {
            browser.inFrame(frame, () -> browser.see("#sign-in"));
            assertEquals(authorizations, asked(Endpoint.AUTHORIZE), "not against the person's will");
        }
    }

    @Test
    void signingThePhoneOutByHandEndsTheSessionIfTheSettingSaysSo() throws Exception {
        try (Stage alone = Stage.with(mode, Map.of("widget.sign-out-ends-session", "true"))) {
            on(alone);
            alone.clear();
            signIn();
            String here = browser.tab();
            String there = browser.openInNewTab(stage.site().url("app/status"));
            browser.see("time");
            browser.goTo(here);
            browser.inFrame(frame, () -> browser.click("#sign-out"));
            browser.seeText(".confirmation", "You are signed out.");
            browser.goTo(there);
            browser.seeText(".confirmation", "You are signed out.");
            Polling.until(() -> sessionsOf(ada) == 0);
            assertEquals(List.of(), browser.complaints());

            browser.open(stage.site().url(path));
            stage.seePhoneOf(frame, ada);
        }
    }

    @ParameterizedTest
    @MethodSource("byHandOrNot")
    void aPhoneWhoseSessionRingCentralEndedIsSignedInAgainOnce(boolean pushedOut) throws Exception {
        beginSignedIn();
        endSessionOfThePhone(pushedOut);
        stage.clock().advance(Duration.ofMinutes(2));
        long authorizations = asked(Endpoint.AUTHORIZE);
        browser.driver().navigate().refresh();
        stage.seePhoneOf(frame, ada);
        assertEquals(authorizations + 1, asked(Endpoint.AUTHORIZE), "one silent round trip");
        assertEquals(stage.site().url(path).toString(), browser.driver().getCurrentUrl());
    }

    /** By a new one too many: the site's is the oldest, the phone's is the next. Or all of them at once. */
    private void endSessionOfThePhone(boolean pushedOut) {
        if (pushedOut) {
            Authorization elsewhere = new Authorization(standIn, stage.site().url("oauth/callback"));
            Set<String> tokens = new HashSet<>();
            while (tokens.size() < 5) {
                tokens.add(elsewhere.accessToken(ada));
            }
            assertEquals(5, sessionsOf(ada), "RingCentral keeps five");
        } else {
            standIn.knobs().endSessions();
        }
    }

    @Test
    void anotherWindowOfTheWidgetsOriginIsNotListenedTo() throws Exception {
        beginSignedIn();
        browser.run("addEventListener('message', ({ data }) => { if (data === 'heard') { window.heard = true; } });"
                + "const other = document.createElement('iframe'); other.id = 'other';"
                + "other.src = document.querySelector(\"" + frame + "\").src.replace(/prefix=/, '&prefix=other');"
                + "document.body.append(other)");
        browser.inFrame("#other", () -> {
            browser.waitFor("return document.getElementById('status').textContent !== 'Loading…'");
            browser.run("for (const loggedIn of [true, false]) { parent.postMessage("
                    + "{ type: 'rc-login-status-notify', loggedIn, loginNumber: '+1*999' }, '*'); }"
                    + "parent.postMessage({ type: 'rc-call-start-notify', call: { id: 'forged' } }, '*');"
                    + "parent.postMessage('heard', '*');");
        });
        browser.waitFor("return window.heard");
        assertEquals("ready", browser.see("#phone-status").getDomAttribute("data-state"));
        assertTrue(Boolean.FALSE.equals(browser.run("return window.pagePhone.isOnCall")));
    }
}
