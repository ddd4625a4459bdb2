package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job as a person meets it, in a browser without JavaScript. */
class StoryTest {
    @AutoClose
    private static final World withoutSecret = World.start();

    @AutoClose
    private static final World withSecret = World.startConfidential();

    @ParameterizedTest
    @CsvSource({"stand-in-public, 0", "stand-in-public, 1", "stand-in-confidential, 0", "stand-in-confidential, 1"})
    void aPersonLogsInOnceAndMeetsThePhoneBothWaysAndSignsOut(String clientId, int who) throws IOException {
        World world = clientId.equals(StandIn.CLIENT_ID) ? withoutSecret : withSecret;
        Person person = world.standIn().people().get(who);
        long revocations = world.standIn().counters().of(Endpoint.REVOKE);
        try (WebClient browser = world.browser()) {
            HtmlPage front = Screen.open(browser, world.address());
            assertEquals("One login for this site and your phone", Screen.heading(front));
            HtmlPage login = Screen.press(front, "Log in with RingCentral");
            assertEquals(world.standIn().origin().getPort(), login.getUrl().getPort());

            HtmlPage app = Screen.passProvider(login, person);
            assertEquals("/app", app.getUrl().getFile());
            assertEquals(1, world.site().sessions());
            assertShowsWho(app, person);
            String frame = "<iframe width=\"300\" height=\"500\" id=\"rc-widget\" allow=\"autoplay; microphone\""
                    + " title=\"RingCentral phone\" src=\""
                    + world.standIn().widgetUrl() + "app.html?authMode=sso&amp;appKey=" + clientId + "&amp;";
            assertTrue(Screen.html(app).contains(frame), Screen.html(app));

            HtmlPage corner = Screen.press(app, "Phone in a corner");
            assertEquals("/app/adapter", corner.getUrl().getFile());
            assertShowsWho(corner, person);
            String script = "data-adapter-url=\"" + world.standIn().widgetUrl() + "adapter.js?authMode=sso&amp;appKey="
                    + clientId + "&amp;";
            assertTrue(Screen.html(corner).contains(script), Screen.html(corner));

            HtmlPage signedOut = corner.<HtmlElement>getFirstByXPath("//form[@class='sign-out']//button")
                    .click();
            assertEquals("/?signed-out", signedOut.getUrl().getFile());
            assertTrue(signedOut.asNormalizedText().contains("You are signed out."));
            assertFalse(signedOut.asNormalizedText().contains(person.name()));
        }
        assertEquals(0, world.site().sessions());
        assertEquals(revocations + 1, world.standIn().counters().of(Endpoint.REVOKE));
        assertEquals(0, world.standIn().counters().activeSessions(person.ownerId()));
    }

    @Test
    void theFrontPageKnowsWhoIsSignedIn() throws IOException {
        try (WebClient browser = withoutSecret.browser()) {
            Screen.logIn(browser, withoutSecret, withoutSecret.ada());
            HtmlPage front = Screen.open(browser, withoutSecret.address());
            assertEquals("Welcome, Ada Bennett", Screen.heading(front));
            assertEquals("/app", Screen.press(front, "Open the phone").getUrl().getFile());
            Screen.signOut(front);
        }
    }

    @Test
    void aWrongPasswordIsToldByTheProviderAndTheRightOneGoesOn() throws IOException {
        try (WebClient browser = withoutSecret.browser()) {
            HtmlPage login = Screen.open(browser, withoutSecret.site().url("login"));
            HtmlPage again = Screen.enter(login, "ada", "wrong");
            assertTrue(again.asNormalizedText().contains("do not match"));
            assertEquals(0, withoutSecret.site().sessions());

            HtmlPage app = Screen.passProvider(again, withoutSecret.ada());
            assertShowsWho(app, withoutSecret.ada());
            Screen.signOut(app);
        }
    }

    @Test
    void whoCancelsIsToldSoAndCanLogInAfterAll() throws IOException {
        Person zoe = withoutSecret.standIn().people().get(2);
        try (WebClient browser = withoutSecret.browser()) {
            HtmlPage login = Screen.open(browser, withoutSecret.site().url("app/adapter?x=1"));
            HtmlPage consent = Screen.enter(login, zoe.username(), zoe.password());
            HtmlPage cancelled =
                    consent.<HtmlElement>getHtmlElementById("cancel").click();
            assertEquals(403, cancelled.getWebResponse().getStatusCode());
            assertEquals("Sign-in was cancelled", Screen.heading(cancelled));
            assertEquals(0, withoutSecret.site().sessions());

            HtmlPage consentAgain = Screen.press(cancelled, "Log in with RingCentral");
            HtmlPage app = consentAgain.<HtmlElement>getHtmlElementById("allow").click();
            assertEquals("/app/adapter?x=1", app.getUrl().getFile());
            assertShowsWho(app, zoe);
            Screen.signOut(app);
        }
    }

    @Test
    void theSecondLoginInOneBrowserNeedsNoPassword() throws IOException {
        try (WebClient browser = withoutSecret.browser()) {
            HtmlPage app = Screen.logIn(browser, withoutSecret, withoutSecret.luis());
            HtmlPage front = Screen.signOut(app);
            long forms = withoutSecret.standIn().counters().of(Endpoint.LOGIN);

            HtmlPage again = Screen.press(front, "Log in with RingCentral");
            assertShowsWho(again, withoutSecret.luis());
            assertEquals(forms, withoutSecret.standIn().counters().of(Endpoint.LOGIN));
            Screen.signOut(again);
        }
    }

    private static void assertShowsWho(HtmlPage page, Person person) {
        String shown = page.<HtmlElement>getFirstByXPath("//p[@class='who']").asNormalizedText();
        assertTrue(shown.contains(person.name()), shown);
        assertTrue(shown.contains(person.extensionNumber()), shown);
    }
}
