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

    /** The widget does what messages say, whoever sends them, and this site's own is signed in. */
    @Test
    void aPageThatOpensTheWidgetOfThisSiteInAWindowGetsNeitherTheWindowNorThePhone() throws Exception {
        try (Stage proxied = Stage.with("proxy");
                WidgetHost attacker = WidgetHost.http(proxied.standIn())) {
            Chromium victim = proxied.browser();
            proxied.clear();
            victim.open(proxied.site().url("app"));
            proxied.signInAndAllow(ada);
            proxied.seePhoneOf("#rc-widget", ada);
            String phone = String.valueOf(victim.see("#rc-widget").getDomProperty("src"));

            victim.open(attacker.url("/"));
            victim.driver().executeScript("window.opened = window.open(arguments[0])", phone);
            victim.inOtherWindow(() -> victim.seeText("h1", "This was asked by another site"));
            signOut(victim);
            victim.inOtherWindow(() -> {
                // Even if the widget gets into that window, by a link of this site's own.
                victim.driver().executeScript("location.assign(arguments[0])", phone);
                victim.seeText("#name", ada.name());
            });
            signOut(victim);
            victim.inOtherWindow(() -> victim.seeText("#name", ada.name()));
            assertEquals(1, proxied.standIn().counters().activeSessions(ada.ownerId()));
        }
    }

    private static void signOut(Chromium attacker) {
        attacker.run("opened.postMessage({type: 'rc-adapter-logout'}, '*')");
        assertEquals(true, attacker.run("return opened.closed"), "cut off from its opener");
    }

    @Test
    void aPageThatOpensTheRedirectPageLosesTheWindowWhenTheWidgetIsInIt() throws Exception {
        try (Stage proxied = Stage.with("proxy");
                WidgetHost attacker = WidgetHost.http(proxied.standIn())) {
            Chromium victim = proxied.browser();
            proxied.clear();
            victim.open(attacker.url("/"));
            victim.driver()
                    .executeScript(
                            "window.opened = window.open(arguments[0])",
                            proxied.site().url("redirect.html").toString());
            victim.inOtherWindow(() -> victim.see("h1"));
            assertEquals(false, victim.run("return opened.closed"), "the redirect page has an opener");
            victim.inOtherWindow(() -> {
                victim.driver()
                        .executeScript(
                                "location.assign(arguments[0])",
                                proxied.site().url("widget/app.html").toString());
                victim.waitFor("return location.pathname === '/widget/app.html' || null");
            });
            assertEquals(true, victim.run("return opened.closed"), "the widget has none");
        }
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
