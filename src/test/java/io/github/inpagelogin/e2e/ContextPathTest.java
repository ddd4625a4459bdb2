package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The site below a path of its host. */
class ContextPathTest {
    @AutoClose
    private static final World world = World.startAt("/phone");

    @Test
    void theWholeStoryStaysBelowThePath() throws IOException {
        try (WebClient browser = world.browser()) {
            HtmlPage front = Screen.open(browser, world.address());
            HtmlPage app = Screen.passProvider(Screen.press(front, "Log in with RingCentral"), world.ada());
            assertEquals("/phone/app", app.getUrl().getFile());
            String redirectUri =
                    "redirectUri=http%3A%2F%2Flocalhost%3A" + world.address().getPort() + "%2Fphone%2Fredirect.html";
            assertTrue(Screen.html(app).contains(redirectUri), Screen.html(app));
            for (HtmlAnchor anchor : app.getAnchors()) {
                String href = anchor.getHrefAttribute();
                assertTrue(href.startsWith("/phone/") || href.startsWith("#"), href);
            }
            HtmlPage corner = Screen.press(app, "Phone in a corner");
            assertEquals("/phone/app/adapter", corner.getUrl().getFile());
            assertEquals("/phone/?signed-out", Screen.signOut(corner).getUrl().getFile());
        }
        assertEquals(0, world.site().sessions());
    }

    @Test
    void aReturnPathOutsideOfThePathIsNotFollowed() {
        Visitor visitor = world.visitor();
        for (String wanted : new String[] {"/app", "/other", "/phoney/app", "/phone", "/phone/../other"}) {
            String callback = visitor.callback("login?return_to=" + wanted, world.ada());
            assertEquals("/phone/app", visitor.get(callback).expect(303).location(), wanted);
            visitor.signOut();
        }
        assertEquals(
                "/phone/login?return_to=%2Fphone%2Fapp%2Fadapter%3Fx%3D1",
                visitor.get("app/adapter?x=1").expect(303).location());
    }

    @Test
    void anErrorPageLeadsBackBelowThePath() {
        Page page = world.visitor().get("oauth/callback?state=x").expect(400);
        assertTrue(page.body().contains("href=\"/phone/login\""), page.body());
        assertTrue(page.body().contains("href=\"/phone/assets/site.css\""), page.body());
    }
}
