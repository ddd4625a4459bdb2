package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.CLIENT_INFO;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The popup that the widget opens in proxy mode to let a person sign in. */
class ProxyLoginTest {
    private static final String OURS = "redirect_uri=https%3A%2F%2Fphone.example.com%2Fredirect.html";

    @AutoClose
    private static final World world =
            World.start("widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", SITE);

    @Test
    void thePopupGoesThroughOurOwnLoginAndEndsAtTheRedirectPage() {
        Visitor visitor = world.visitor();
        Page begun = visitor.get("proxy/authorize?response_type=token&client_id=theirs&state=theirs&brand_id=9&" + OURS)
                .expect(303);
        assertEquals("/login?return_to=%2Fproxy%2Fauthorized", begun.location());
        Page sent = visitor.get(begun.location()).expect(302);
        assertEquals("code", sent.sent("response_type"));
        assertEquals("https%3A%2F%2Fphone.example.com%2Foauth%2Fcallback", sent.sent("redirect_uri"));
        assertEquals("S256", sent.sent("code_challenge_method"));
        assertFalse(sent.location().contains("theirs"), sent.location());

        Page back = visitor.get(visitor.passProvider(sent, world.ada())).expect(303);
        assertEquals("/proxy/authorized", back.location());
        assertEquals(
                "/redirect.html?signed-in",
                visitor.get(back.location()).expect(303).location());
        visitor.get(CLIENT_INFO, asWidget()).expect(200);
    }

    @Test
    void whoIsSignedInGoesStraightToTheEnd() {
        Visitor visitor = world.visitor();
        visitor.logIn(world.ada());
        assertEquals(
                "/proxy/authorized",
                visitor.get("proxy/authorize?" + OURS).expect(303).location());
    }

    @Test
    void theEndTellsTheWidgetThatNobodySignedIn() {
        assertEquals(
                "/redirect.html?error=login_required",
                world.visitor().get("proxy/authorized").expect(303).location());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redirect_uri=",
                "redirect_uri=https%3A%2F%2Fevil.example%2Fredirect.html",
                "redirect_uri=https%3A%2F%2Fphone.example.com%2Fredirect.html%3Fa",
                "redirect_uri=https%3A%2F%2Fphone.example.com%2Fredirect.html%23",
                "redirect_uri=https%3A%2F%2Fphone.example.com%2F%2Fredirect.html",
                "redirect_uri=https%3A%2F%2FPHONE.example.com%2Fredirect.html",
                "redirect_uri=http%3A%2F%2Fphone.example.com%2Fredirect.html",
                "redirect_uri=%2Fredirect.html",
                OURS + "&" + OURS,
                OURS + "&redirect_uri=https%3A%2F%2Fevil.example%2F"
            })
    void anyOtherRedirectAddressIsAnErrorPage(String query) {
        for (boolean signedIn : new boolean[] {false, true}) {
            Visitor visitor = world.visitor();
            if (signedIn) {
                visitor.logIn(world.ada());
            }
            Page page = visitor.get("proxy/authorize?" + query).expect(400);
            assertEquals("", page.location());
            assertTrue(page.header("Content-Type").startsWith("text/html"), page.header("Content-Type"));
            assertFalse(page.body().contains("evil"), page.body());
        }
    }
}
