package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The story as a person sees it: one sign-in, and the phone in the page is signed in too. */
class ChromiumStoryIT {
    private StandIn standIn;
    private Site site;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.start();
        standIn = StandIn.start(0, Clock.systemUTC());
        site = Site.start(
                Clock.systemUTC(),
                Map.of(
                        "ringcentral.server",
                        standIn.origin().toString(),
                        "ringcentral.client-id",
                        StandIn.CLIENT_ID,
                        "widget.url",
                        standIn.widgetUrl().toString(),
                        "app.notice",
                        "This site uses the stand-in RingCentral: no real account, no internet."));
        standIn.allowRedirectUri(site.url("oauth/callback"));
        standIn.allowRedirectUri(site.url("redirect.html"));
    }

    @AfterEach
    void stop() {
        if (site != null) {
            site.close();
        }
        if (standIn != null) {
            standIn.close();
        }
        browser.close();
    }

    @Test
    void oneSignInSignsThePhoneInByBothWays() {
        Person ada = standIn.people().get(0);
        browser.open(site.url());
        browser.screenshots("front");
        browser.click("a.button.primary");
        browser.screenshots("ringcentral-login");
        signInAtRingCentral(ada);

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

    private void signInAtRingCentral(Person person) {
        browser.type("#username", person.username());
        browser.type("#password", person.password());
        browser.click("#log-in");
        browser.screenshots("ringcentral-consent");
        browser.click("#allow");
    }
}
