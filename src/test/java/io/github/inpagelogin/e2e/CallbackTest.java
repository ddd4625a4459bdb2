package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import jakarta.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at before a code is redeemed, and what is not believed. */
class CallbackTest {
    @AutoClose
    private static final World world = World.start();

    private final Visitor visitor = world.visitor();

    @AfterEach
    void calm() {
        visitor.signOut();
        world.calm();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oauth/callback",
                "oauth/callback?code={code}",
                "oauth/callback?code={code}&state=",
                "oauth/callback?code={code}&state=made-up",
                "oauth/callback?code={code}&state={state}x",
                "oauth/callback?code={code}&state=x{state}",
                "oauth/callback?code={code}&state={state}&state={state}",
                "oauth/callback?code={code}&code={code}&state={state}",
                "oauth/callback?code={code}&state={none}",
                "oauth/callback?state={state}",
                "oauth/callback?code=&state={state}",
                "oauth/callback?code=%00&state={state}",
                "oauth/callback?error=access_denied",
                "oauth/callback?error=access_denied&state=made-up"
            })
    void aCallbackThatIsNotAnAnswerToOneOfOurLoginsIsRefusedAndNothingIsRedeemed(String template) {
        String callback = visitor.callback("login", world.ada());
        String state = Page.parameter(callback, "state");
        long redemptions = world.redemptions();

        Page refused = visitor.get(template.replace("{code}", Page.parameter(callback, "code"))
                .replace("{state}", state)
                .replace("{none}", withoutSeal(state)));

        assertEquals("This sign-in cannot be completed", refused.expect(400).title());
        assertEquals(redemptions, world.redemptions());
        assertEquals(0, world.site().sessions());
        assertEquals(200, visitor.open(callback).status(), "the real one still works");
    }

    /** The sealed login with another header: no encryption at all. */
    private static String withoutSeal(String state) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"none\",\"enc\":\"none\"}";
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + state.substring(state.indexOf('.'));
    }

    @Test
    void theIssuerThatTheProviderNamesMustBeTheProvider() {
        world.standIn().knobs().iss("https://evil.example");
        String callback = visitor.callback("login", world.ada());
        long redemptions = world.redemptions();
        assertEquals(
                "This sign-in cannot be completed",
                visitor.get(callback).expect(400).title());
        assertEquals(redemptions, world.redemptions());

        world.standIn().knobs().iss(world.standIn().origin().toString());
        visitor.logIn(world.ada()).expect(200);
        assertTrue(visitor.isSignedIn());
    }

    @Test
    void aStolenCodeIsOfNoUseInAnotherBrowsersLogin() {
        String stolen = Page.parameter(visitor.callback("login", world.ada()), "code");
        Visitor thief = world.visitor();
        String state = Page.parameter(thief.callback("login", world.luis()), "state");
        Page page = thief.get("oauth/callback?code=" + stolen + "&state=" + state);
        assertEquals("Please log in again", page.expect(400).title());
        assertFalse(thief.isSignedIn());
    }

    @Test
    void anIdTokenIsNotBelieved() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String unsigned = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + base64.encodeToString("{\"sub\":\"1\",\"name\":\"Mallory\"}".getBytes(StandardCharsets.UTF_8))
                + ".";
        world.standIn().knobs().extraTokenField("id_token", Json.createValue(unsigned));
        String body = visitor.logIn(world.ada()).expect(200).body();
        assertTrue(body.contains("Ada Bennett"));
        assertFalse(body.contains("Mallory"));
    }

    /** RingCentral counts what it is asked: one stranger's callbacks must not use up everybody's patience there. */
    @Test
    void aCallbackThatComesAgainAndAgainIsPassedOnOnce() {
        String state = Page.parameter(visitor.callback("login", world.ada()), "state");
        long redemptions = world.redemptions();
        assertEquals(
                "Please log in again",
                visitor.get("oauth/callback?code=x&state=" + state).expect(400).title());
        for (int i = 0; i < 20; i++) {
            Page again = visitor.get("oauth/callback?code=x" + i + "&state=" + state);
            assertEquals("Please log in again", again.expect(400).title());
        }
        assertEquals(redemptions + 1, world.redemptions());
        visitor.logIn(world.ada()).expect(200);
    }

    @Test
    void aCallbackThatComesTwiceAtOnceRedeemsOnce() throws Exception {
        URI callback = URI.create(visitor.callback("login", world.ada()));
        String request = "GET " + callback.getRawPath() + "?" + callback.getRawQuery();
        String cookie = "Cookie: in-page-login-browser=" + visitor.cookies().get("in-page-login-browser");
        long redemptions = world.redemptions();
        Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
        token.hang();
        try (Wire first = new Wire(world.site().url());
                Wire second = new Wire(world.site().url())) {
            first.send(request, cookie);
            Polling.until(() -> token.hanging() == 1);
            second.send(request, cookie);
            assertFalse(visitor.isSignedIn(), "answered after the second request has arrived");
            token.release();

            assertEquals(303, first.receive().status());
            assertEquals(303, second.receive().status());
        }
        assertEquals(redemptions + 1, world.redemptions());
    }

    @Test
    void askingForTheHeadersAloneRedeemsNothing() {
        String callback = visitor.callback("login", world.ada());
        long redemptions = world.redemptions();
        assertEquals("GET", visitor.head(callback).expect(405).header("Allow"));
        assertEquals(redemptions, world.redemptions());
        visitor.get(callback).expect(303);
    }
}
