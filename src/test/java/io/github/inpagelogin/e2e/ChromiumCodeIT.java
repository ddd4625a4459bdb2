package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
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

    @Test
    void aPhoneWhoseStorageWasClearedIsGivenANewCode() {
        browser.open(site.url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);

        browser.inFrame("#rc-widget", () -> browser.driver().executeScript("localStorage.clear()"));
        stage.forgetWidgetGrant();
        browser.open(site.url("app?after=clearing"));
        stage.seePhoneOf("#rc-widget", ada);
        assertEquals(site.url("app?after=clearing").toString(), browser.driver().getCurrentUrl());
    }
}
