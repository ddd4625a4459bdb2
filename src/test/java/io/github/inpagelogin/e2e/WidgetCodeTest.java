package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.StandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's side of {@code code} mode: a second, silent authorization, whose code is given out once. */
class WidgetCodeTest {
    private static final String NONE_NOW = "{\"mayTryAgain\":false}";
    private static final String NONE_YET = "{\"mayTryAgain\":true}";

    private World world;
    private Visitor visitor;

    @BeforeEach
    void start() {
        world = World.start("widget.mode", "code");
        visitor = world.visitor();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void theSecondAuthorizationFollowsTheLoginAndIsSilent() {
        Page first = visitor.get("login").expect(302);
        Page signedIn = visitor.get(visitor.passProvider(first, world.ada())).expect(303);
        assertEquals("/app/widget-login?return_to=%2Fapp", signedIn.location());

        Page second = visitor.get(signedIn.location()).expect(302);
        assertEquals("code", second.sent("response_type"));
        assertEquals("none", second.sent("prompt"));
        assertEquals(StandIn.CLIENT_ID, second.sent("client_id"));
        assertEquals(Visitor.encode(world.address() + "oauth/widget-callback"), second.sent("redirect_uri"));
        assertEquals("S256", second.sent("code_challenge_method"));
        assertNotEquals(first.sent("code_challenge"), second.sent("code_challenge"));
        assertNotEquals(first.sent("state"), second.sent("state"));

        Page back = visitor.get(visitor.get(second.location()).expect(302).location())
                .expect(303);
        assertEquals("/app", back.location());
        assertEquals(1, world.redemptions(), "the site redeems its own code and not the widget's");
    }

    @Test
    void thePageIsGivenTheCodeOnceAndNotInItsText() {
        Page app = visitor.logIn(world.ada());
        assertFalse(app.body().contains("code_verifier"));

        Page given = fetch();
        String callbackUri = given.body().replaceAll(".*\"callbackUri\":\"([^\"]+)\".*", "$1");
        assertTrue(callbackUri.startsWith(world.address() + "oauth/widget-callback?code="), callbackUri);
        assertFalse(Page.parameter(callbackUri, "state").isEmpty());
        assertEquals(43, Page.parameter(callbackUri, "code_verifier").length());
        assertEquals("no-store", given.header("Cache-Control"));
        assertEquals("application/json", given.header("Content-Type"));

        assertEquals(NONE_NOW, fetch().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app?a=b", "/app/adapter", "/app/adapter?a=/"})
    void whoGoesToAPageWithAPhoneComesThereWithACode(String path) {
        String signedIn = visitor.callback("login?return_to=" + Visitor.encode(path), world.ada());
        assertEquals(
                "/app/widget-login?return_to=" + Visitor.encode(path),
                visitor.get(signedIn).expect(303).location());
        assertEquals(
                path,
                visitor.get(toProviderAndBack(Visitor.encode(path))).expect(303).location());
        assertTrue(fetch().body().contains("callbackUri"));
    }

    @Test
    void theCodeOfOnePersonIsNotGivenToTheNextNorToWhoHasSignedOut() {
        visitor.logIn(world.ada());
        visitor.get(visitor.callback("login?prompt=login&return_to=/", world.luis()))
                .expect(303);
        assertTrue(visitor.get("").body().contains(world.luis().name()));
        assertEquals(NONE_YET, fetch().body());

        visitor.get(toProviderAndBack("/app")).expect(303);
        visitor.signOut().expect(303);
        visitor.post("app/widget-code", "", "Accept", "application/json", "Sec-Fetch-Site", "same-origin")
                .expect(401);
    }

    @Test
    void theCodeIsOneThatTheWidgetCanRedeem() {
        visitor.logIn(world.ada());
        String callbackUri = fetch().body().replaceAll(".*\"callbackUri\":\"([^\"]+)\".*", "$1");
        Page redeemed = visitor.post(
                world.standIn().origin() + "/restapi/oauth/token",
                "grant_type=authorization_code&client_id=" + StandIn.CLIENT_ID + "&redirect_uri="
                        + Visitor.encode(world.address() + "oauth/widget-callback") + "&code="
                        + Visitor.encode(Page.parameter(callbackUri, "code")) + "&code_verifier="
                        + Page.parameter(callbackUri, "code_verifier"),
                "Accept",
                "application/json");
        redeemed.expect(200);
    }

    @Test
    void aCodeThatHasGrownOldIsNotGivenOut() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofSeconds(46));
        assertEquals(NONE_NOW, fetch().body());
    }

    @Test
    void aNewTryIsAllowedAfterAMinute() {
        visitor.logIn(world.ada());
        fetch();
        world.clock().advance(Duration.ofSeconds(61));
        assertEquals(NONE_YET, fetch().body());
        assertEquals(
                "/app/adapter",
                visitor.get(toProviderAndBack("/app/adapter")).expect(303).location());
        assertTrue(fetch().body().contains("callbackUri"));
    }

    @Test
    void whomRingCentralDoesNotSendBackIsNotSentThereAgainAtOnce() {
        signedInAndSentFor("/app");
        visitor.get("app").expect(200);
        world.clock().advance(Duration.ofMinutes(9));
        assertEquals(NONE_NOW, fetch().body());
        world.clock().advance(Duration.ofMinutes(1));
        assertEquals(NONE_YET, fetch().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app/status", "/app/status?a=/app", "/apparatus"})
    void whoGoesToAPageWithoutAPhoneIsNotSentForACode(String path) {
        assertEquals(
                path,
                visitor.get(visitor.callback("login?return_to=" + Visitor.encode(path), world.ada()))
                        .expect(303)
                        .location());
        assertEquals(NONE_YET, fetch().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"login_required", "interaction_required", "consent_required", "access_denied"})
    void noCodeIsNoErrorButThePageIsNotSentAgainAtOnce(String error) {
        String silent = signedInAndSentFor("/app");
        world.standIn().knobs().nextAuthorizeError(error);
        Page back = visitor.get(visitor.get(silent).expect(302).location()).expect(303);
        assertEquals("/app", back.location());
        assertEquals(NONE_NOW, fetch().body());
        visitor.get("app").expect(200);
    }

    @Test
    void anAnswerOfAnotherSessionIsNotTaken() {
        Visitor attacker = world.visitor();
        attacker.logIn(world.luis());
        String attackersAnswer = attacker.get(
                        attacker.get("app/widget-login").expect(302).location())
                .expect(302)
                .location();

        visitor.logIn(world.ada());
        assertEquals("/app", visitor.get(attackersAnswer).expect(303).location());
        assertTrue(fetch().body().contains("callbackUri"), "the code that waits for the page is still there");
    }

    @Test
    void aTripToRingCentralThatBringsNoCodeLeavesTheOneThatWaits() {
        visitor.logIn(world.ada());
        visitor.get("app/widget-login?return_to=/app").expect(302);
        String first = fetch().body();
        assertTrue(first.contains("callbackUri"), first);

        visitor.get(toProviderAndBack("/app")).expect(303);
        world.standIn().knobs().nextAuthorizeError("login_required");
        visitor.get(toProviderAndBack("/app")).expect(303);
        assertTrue(fetch().body().contains("callbackUri"));
        assertEquals(NONE_NOW, fetch().body());
    }

    @Test
    void toAskForTheHeadersAloneChangesNothing() {
        String silent = signedInAndSentFor("/app");
        String answer = visitor.get(silent).expect(302).location();
        for (String address : new String[] {"app/widget-login", answer}) {
            Page refused = visitor.head(address).expect(405);
            assertEquals("GET", refused.header("Allow"));
        }
        visitor.get(answer).expect(303);
        assertTrue(fetch().body().contains("callbackUri"));
    }

    @Test
    void theCodeIsNotForThePageOfSomebodyWhoHasLeft() {
        String adas = alias();
        visitor.get(visitor.callback("login?prompt=login", world.luis())).expect(303);
        visitor.get(toProviderAndBack("/app")).expect(303);
        for (String alias : new String[] {adas, "", "0123456789abcdef"}) {
            Page refused = visitor.askForWidgetCode(alias).expect(409);
            assertTrue(refused.body().contains("\"error\":\"somebody_else\""), refused.body());
        }
        assertTrue(fetch().body().contains("callbackUri"), "it is there for the page of who is signed in");
    }

    /** Whoever reads a body waits for as long as a browser takes to send it. */
    @Test
    void aBodyThatDoesNotComeHoldsNoThread() throws Exception {
        visitor.logIn(world.ada());
        List<Wire> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Wire wire = new Wire(world.site().url());
                dripping.add(wire);
                wire.send(
                        "POST /app/widget-code",
                        "Cookie: in-page-login=" + visitor.cookies().get("in-page-login"),
                        "Sec-Fetch-Site: same-origin",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 1000");
            }
            for (Wire wire : dripping) {
                assertEquals(409, wire.receive().status());
            }
        } finally {
            for (Wire wire : dripping) {
                wire.close();
            }
        }
    }

    /** Ada signs in: the alias that her page has. */
    private String alias() {
        visitor.logIn(world.ada());
        return visitor.alias();
    }

    @Test
    void anAnswerOfAnotherServerIsNotTaken() {
        String silent = signedInAndSentFor("/app");
        world.standIn().knobs().iss("https://evil.example");
        visitor.get(visitor.get(silent).expect(302).location()).expect(303);
        assertEquals(NONE_NOW, fetch().body());
    }

    @Test
    void aStrangerWhoComesWithAnAnswerIsSentOnAndNothingIsKept() {
        String silent = signedInAndSentFor("/app");
        String answer = visitor.get(silent).expect(302).location();
        int before = world.site().sessions();
        assertEquals("/app", world.visitor().get(answer).expect(303).location());
        assertEquals(before, world.site().sessions());
    }

    @Test
    void theWidgetsOwnLoginGetsTheRedirectPage() {
        Page page = visitor.get("oauth/widget-callback?code=c&state=MTcwMDAwMDAwMDAwMA==")
                .expect(200);
        assertTrue(page.body().contains("redirect.js"));
        assertTrue(
                page.body().contains("data-widget-origin=\"" + world.standIn().origin() + "\""));
        assertEquals("no-referrer", page.header("Referrer-Policy"));
        assertFalse(page.body().contains("MTcwMDAwMDAwMDAwMA"));
    }

    @Test
    void theCodeIsForThePagesOfThisSiteAndForWhoIsSignedIn() {
        visitor.post("app/widget-code", "", "Accept", "application/json", "Sec-Fetch-Site", "same-origin")
                .expect(401);
        visitor.logIn(world.ada());
        visitor.post("app/widget-code", "", "Accept", "application/json", "Sec-Fetch-Site", "cross-site")
                .expect(403);
        visitor.get("app/widget-code", "Accept", "application/json").expect(405);
        assertTrue(fetch().body().contains("callbackUri"));
    }

    @Test
    void inSsoModeThereIsNoSecondAuthorization() {
        try (World sso = World.start()) {
            Visitor other = sso.visitor();
            assertEquals(
                    "/app",
                    other.get(other.callback("login", sso.ada())).expect(303).location());
            other.get("app/widget-login").expect(404);
        }
    }

    private Page fetch() {
        return visitor.askForWidgetCode(visitor.alias()).expect(200);
    }

    /** Signs in without a code for the widget, and is then sent for one: the address at RingCentral. */
    private String signedInAndSentFor(String returnPath) {
        visitor.get(visitor.callback("login?return_to=/", world.ada())).expect(303);
        return visitor.get("app/widget-login?return_to=" + returnPath)
                .expect(302)
                .location();
    }

    /** Goes for a code: the address of the callback, not yet opened. */
    private String toProviderAndBack(String returnPath) {
        Page sent = visitor.get("app/widget-login?return_to=" + returnPath).expect(302);
        return visitor.get(sent.location()).expect(302).location();
    }
}
