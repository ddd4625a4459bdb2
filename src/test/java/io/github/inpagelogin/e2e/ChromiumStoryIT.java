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
import org.openqa.selenium.Keys;

/** The story as a person sees it: one sign-in, and the phone in the page is signed in too. */
class ChromiumStoryIT {
    private Stage stage;
    private StandIn standIn;
    private Site site;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.with("sso");
        standIn = stage.standIn();
        site = stage.site();
        browser = stage.browser();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void oneSignInSignsThePhoneInByBothWays() {
        Person ada = standIn.people().get(0);
        browser.open(site.url());
        browser.screenshots("front");
        browser.click("a.button.primary");
        browser.screenshots("ringcentral-login");
        stage.signIn(ada);
        browser.see("#allow");
        browser.screenshots("ringcentral-consent");
        browser.click("#allow");

        browser.seeText("#phone-status", "The phone is ready.");
        browser.inFrame("#rc-widget", () -> browser.seeText("#name", ada.name()));
        browser.screenshots("app");
        assertEquals(0, browser.overflowOnPhone());

        browser.click("a[href$='/app/adapter']");
        browser.seeText("#phone-status", "The phone is ready.");
        browser.inFrame("iframe[id$='-adapter-frame']", () -> browser.seeText("#name", ada.name()));
        browser.screenshots("adapter");
        assertEquals(0, browser.overflowOnPhone());

        browser.open(site.url());
        browser.seeText("h1", ada.name());
        browser.screenshots("front-signed-in");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void signingOutHereSignsThePhoneOutToo() {
        Person luis = standIn.people().get(1);
        // Two sign-ins and four revocations in a moment are more than the Auth group allows.
        standIn.knobs().rateLimit(false);
        browser.open(site.url());
        browser.click("a.button.primary");
        stage.signInAndAllow(luis);
        for (String way : List.of("app", "app/adapter")) {
            // RingCentral still knows the browser, so the second login asks nothing.
            browser.open(site.url(way));
            browser.seeText("#phone-status", "The phone is ready.");
            assertEquals(2, standIn.counters().activeSessions(luis.ownerId()), "the server's and the phone's");

            browser.click("form.sign-out button");
            browser.seeText(".confirmation", "You are signed out.");
            assertEquals(0, standIn.counters().activeSessions(luis.ownerId()));
            assertEquals(List.of(), browser.complaints());
        }
        browser.screenshots("signed-out");
    }

    @Test
    void thePhoneOfOnePersonIsNotThatOfTheNext() {
        for (Person person : standIn.people().subList(0, 2)) {
            browser.open(site.url("app"));
            stage.signInAndAllow(person);
            browser.inFrame("#rc-widget", () -> browser.seeText("#name", person.name()));
            browser.seeText("#phone-status", "The phone is ready.");
            // The site's session ends without a word to the phone.
            browser.driver().manage().deleteCookieNamed("in-page-login");
            stage.signOutAtRingCentral();
        }
    }

    @Test
    void aPhoneThatCannotSignInByItselfSaysWhatToDo() {
        browser.open(site.url("login?return_to=/"));
        stage.signInAndAllow(standIn.people().get(0));
        browser.seeText("h1", "Welcome");
        stage.signOutAtRingCentral();

        browser.open(site.url("app"));
        browser.seeText("#phone-status", "The phone is not signed in.");
        browser.screenshots("phone-not-signed-in");
    }

    @Test
    void everyErrorPageIsReadable() {
        browser.open(site.url("nowhere"));
        browser.seeText("h1", "There is no such page");
        browser.screenshots("error-not-found");

        browser.open(site.url("redirect.html#access_token=made-up"));
        browser.seeText("h1", "Nothing to do here");
        assertEquals(site.url("redirect.html").toString(), browser.driver().getCurrentUrl());
        browser.screenshots("redirect");

        browser.open(site.url("oauth/callback?state=forged&code=x"));
        browser.seeText("h1", "This sign-in cannot be completed");
        browser.screenshots("error-not-ours");

        standIn.knobs().nextAuthorizeError("access_denied");
        browser.open(site.url("login"));
        browser.seeText("h1", "Sign-in was cancelled");
        browser.screenshots("error-cancelled");

        standIn.knobs().on(Endpoint.TOKEN).throttle(Duration.ofSeconds(30));
        browser.open(site.url("login"));
        stage.signInAndAllow(standIn.people().get(0));
        browser.seeText("h1", "RingCentral is busy");
        browser.screenshots("error-busy");

        stage.clock().advance(Duration.ofSeconds(30));
        standIn.knobs().reset();
        standIn.knobs().on(Endpoint.TOKEN).fail(400, "invalid_request", "OAU-109", "<b>redirect</b>");
        browser.open(site.url("login"));
        browser.seeText("code", "OAU-109");
        browser.screenshots("error-registration");
        assertEquals(0, browser.overflowOnPhone());
    }

    @Test
    void aPersonWithoutAMouseSignsIn() {
        browser.open(site.url());
        browser.tabTo("a.button.primary").sendKeys(Keys.ENTER);
        Person ada = standIn.people().get(0);
        browser.see("#username");
        browser.tabTo("#username").sendKeys(ada.username());
        browser.tabTo("#password").sendKeys(ada.password(), Keys.ENTER);
        browser.see("#allow");
        browser.tabTo("#allow").sendKeys(Keys.ENTER);
        browser.seeText("#phone-status", "The phone is ready.");
        browser.tabTo("form.sign-out button").sendKeys(Keys.ENTER);
        browser.seeText(".confirmation", "You are signed out.");
    }
}
