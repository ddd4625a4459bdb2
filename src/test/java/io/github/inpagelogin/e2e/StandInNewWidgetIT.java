package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The stand-in widget of the new generation, with tokens of its own: what its page hears and what it asks. */
@Timeout(60)
class StandInNewWidgetIT {
    private static Chromium browser;

    private NewWidgetScene scene;
    private WidgetPage page;

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.borrow();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        scene = new NewWidgetScene(browser);
        page = scene.page;
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void withoutALoginItSaysSoAndAsksNobody() {
        page.open(scene.standIn.newWidgetUrl() + "app.html?authMode=sso&appKey=" + StandIn.CLIENT_ID);
        page.sees("out");
        assertEquals(
                List.of("{\"type\":\"rc-login-status-notify\",\"loggedIn\":false,\"isFreshLogin\":null}"),
                page.rawMessages());
        assertEquals("Sign In", page.shown("#sign-in"));
        browser.inFrame(
                "iframe",
                () -> assertEquals(
                        0L, browser.driver().executeScript("return document.querySelectorAll('iframe').length")));
        for (Endpoint endpoint : List.of(Endpoint.AUTHORIZE, Endpoint.TOKEN, Endpoint.CLIENT_INFO, Endpoint.OTHER)) {
            assertEquals(0, scene.count(endpoint), endpoint.name());
        }
    }

    @Test
    void signInOpensAPopupWithExactlyTheseParameters() {
        page.open(scene.app());
        page.sees("out");
        String window = browser.driver().getWindowHandle();
        page.post(Map.of("type", "rc-adapter-login"));
        browser.until(ExpectedConditions.numberOfWindowsToBe(2));
        browser.driver().getWindowHandles().stream()
                .filter(other -> !other.equals(window))
                .forEach(popup -> browser.driver().switchTo().window(popup));
        browser.see("#username");
        String redirectUri = Authorization.form(
                "redirect_uri",
                scene.standIn.newWidgetUrl().resolve("redirect.html").toString());
        String address = String.valueOf(browser.driver().getCurrentUrl());
        String expected = "\\Q" + scene.standIn.origin() + "/restapi/oauth/authorize?response_type=code&" + redirectUri
                + "&client_id=" + StandIn.CLIENT_ID + "\\E&state=[^&]+&brand_id=&display=page&prompt="
                + "&ui_options=hide_remember_me&ui_options=hide_tos&ui_locales=&localeId=en-US"
                + "&code_challenge=[A-Za-z0-9_-]{43}&code_challenge_method=S256";
        assertTrue(address.matches(expected), address);
        assertEquals("rc-oauth", browser.driver().executeScript("return window.name"));

        browser.fill("#username", scene.ada().username());
        browser.fill("#password", scene.ada().password());
        browser.click("#log-in");
        browser.click("#allow");
        browser.driver().switchTo().window(window);
        page.sees("out", NewWidgetScene.ADA + " fresh");
        assertEquals(scene.ada().name(), page.shown("#name"));
        scene.await(() -> browser.driver().getWindowHandles().size() == 1);
    }

    @Test
    void withoutPopupItTellsItsPageWhereToSignIn() {
        page.open(scene.app("disableLoginPopup", "1"));
        page.sees("out");
        page.click("#sign-in");
        scene.await(() -> page.rawMessages().size() == 2);
        String notice = page.rawMessages().get(1);
        assertTrue(
                notice.startsWith("{\"type\":\"rc-login-popup-notify\",\"oAuthUri\":\"" + scene.standIn.origin()
                        + "/restapi/oauth/authorize?response_type=code&"),
                notice);
        assertEquals(1, browser.driver().getWindowHandles().size());
    }

    @Test
    void aPretendedCallIsToldToThePage() {
        scene.openSignedIn();
        page.click("#call");
        page.sees("out", NewWidgetScene.ADA + " fresh", "CallConnected");
        page.click("#call");
        page.sees("out", NewWidgetScene.ADA + " fresh", "CallConnected", "NoCall");
    }

    @Test
    void aServerThatIsNotHttpsIsPassedOverInSilence() {
        page.open(scene.app(
                "authProxy", "1", "appServer", scene.host.url("/proxy").toString()));
        page.sees("out");
        assertEquals(List.of(), scene.host.asked());
        assertEquals(2, scene.count(Endpoint.CLIENT_INFO));
    }

    @Test
    void whereThirdPartyStorageIsBlockedItDiesWithoutAWord() {
        try (Chromium blocking = Chromium.blockingThirdParties()) {
            WidgetPage blocked = new WidgetPage(blocking, scene.host);
            blocked.open(scene.app());
            blocked.sees("out");
            // 127.0.0.1 and localhost are two sites.
            blocking.open(URI.create(scene.host.url("/").toString().replace("localhost", "127.0.0.1")));
            assertEquals("Loading…", blocked.shown("#status"));
            blocking.inFrame(
                    "iframe",
                    () -> assertEquals(
                            "complete SecurityError",
                            blocking.driver()
                                    .executeScript("try { return localStorage.length } catch (e) {"
                                            + " return document.readyState + ' ' + e.name }")));
            blocked.sees();
        }
    }
}
