package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another site, which uses the widget's address, our client id and our redirect page as if they were its own. */
class ChromiumHostileSiteIT {
    private Stage stage;
    private Chromium browser;
    private WidgetHost hostile;
    private Person ada;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.with("code");
        stage.standIn().knobs().rateLimit(false);
        browser = stage.browser();
        hostile = WidgetHost.http(stage.standIn());
        ada = stage.standIn().people().get(0);
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);
    }

    @AfterEach
    void stop() {
        hostile.close();
        stage.close();
    }

    @Test
    void aWidgetInAPageOfAnotherSiteIsNotGivenTheLogin() {
        String redirectUri =
                Visitor.encode(stage.site().url("oauth/widget-callback").toString());
        hostile.embed("<iframe id='w' src='" + stage.standIn().newWidgetUrl() + "app.html?clientId=" + StandIn.CLIENT_ID
                + "&prefix=hostile&redirectUri=" + redirectUri + "'></iframe>");
        browser.open(hostile.url("/"));
        long redemptions = stage.standIn().counters().of(Endpoint.TOKEN);
        browser.inFrame("#w", () -> browser.click("#sign-in"));

        // RingCentral knows the browser and sends the popup straight to our page, which keeps what it got to itself.
        browser.inOtherWindow(() -> {
            browser.seeText("h1", "Nothing to do here");
            assertEquals(
                    stage.site().url("oauth/widget-callback").toString(),
                    browser.driver().getCurrentUrl());
        });
        browser.inFrame("#w", () -> browser.see("#sign-in"));
        assertEquals(redemptions, stage.standIn().counters().of(Endpoint.TOKEN));
    }

    @Test
    void aPageThatOpensOursInAWindowCannotReachThePhoneInIt() {
        browser.open(hostile.url("/"));
        URI app = stage.site().url("app");
        browser.driver().executeScript("window.opened = window.open(arguments[0])", app.toString());
        browser.inOtherWindow(() -> stage.seePhoneOf("#rc-widget", ada));
        assertEquals(true, browser.driver().executeScript("return window.opened.closed"), "cut off from its opener");
    }
}
