package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter of the new stand-in widget: the frame that it makes, and when. */
@Timeout(60)
class StandInNewAdapterIT {
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
    void theAdapterMakesTheFrameAfterLoadAndPassesItsParametersOn() {
        String parameters = Authorization.form("clientId", StandIn.CLIENT_ID, "prefix", "p1", "authMode", "sso");
        page.embed("<script src='" + scene.standIn.newWidgetUrl() + "adapter.js?" + parameters + "'></script>");
        page.sees("out");
        String frame = frameAttribute("src");
        assertTrue(frame.contains("app.html?clientId=" + StandIn.CLIENT_ID + "&prefix=p1&fromAdapter=1&_t="), frame);
        assertEquals("p1-adapter-frame", frameAttribute("id"));
        assertEquals("microphone; autoplay", frameAttribute("allow"));
        assertEquals(
                "allow-same-origin allow-scripts allow-forms allow-popups allow-downloads"
                        + " allow-popups-to-escape-sandbox",
                frameAttribute("sandbox"));
    }

    @Test
    void theAdapterStartsAndEndsWhenThePageSaysSo() {
        page.embed("<script>RC_EMBEDDABLE_ADAPTER_MANUAL_INIT = true</script><script src='"
                + scene.standIn.newWidgetUrl() + "adapter.js?redirectUri=" + scene.host.url("/callback") + "&clientId="
                + StandIn.CLIENT_ID + "'></script>");
        assertEquals(0, frames());
        browser.driver().executeScript("RCAdapterInit(); RCAdapterInit();");
        assertEquals(1, frames());
        assertEquals("rc-widget-adapter-frame", frameAttribute("id"));
        page.sees("out");
        scene.handOver(scene.authorization.code(scene.ada()), Authorization.VERIFIER);
        page.sees("out", NewWidgetScene.ADA + " fresh");
        browser.driver().executeScript("RCAdapter.logoutUser()");
        page.sees("out", NewWidgetScene.ADA + " fresh", "out");
        browser.driver().executeScript("RCAdapterDispose()");
        assertEquals(0, frames());
    }

    private int frames() {
        return browser.driver().executeScript("return frames.length") instanceof Number number ? number.intValue() : -1;
    }

    private String frameAttribute(String name) {
        return String.valueOf(browser.driver()
                .executeScript("return document.querySelector('iframe').getAttribute(arguments[0])", name));
    }
}
