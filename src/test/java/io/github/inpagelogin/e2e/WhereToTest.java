package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a person is taken before and after the login, and what a script is told instead. */
class WhereToTest {
    @AutoClose
    private static final World world = World.start();

    private final Visitor visitor = world.visitor();

    @AfterEach
    void signOut() {
        visitor.signOut();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app", "/app?x=1&y=%20%26", "/app/adapter?x=1", "/app/adapter?a=b=c;d&e"})
    void aLinkIntoTheSiteIsReachedThroughTheLogin(String link) {
        Page first = visitor.get(link.substring(1)).expect(303);
        assertTrue(first.location().startsWith("/login?return_to="), first.location());
        Page arrived =
                visitor.get(visitor.callback(first.location(), world.ada())).expect(303);
        assertEquals(link.contains(";") ? "/app" : link, arrived.location());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/%09/evil.example",
                "/\t/evil.example",
                "/app%0d%0aLocation: https://evil.example",
                "/app\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/../..//evil.example",
                "/app/..//evil.example",
                "/app/%2e%2e/%2f/evil.example",
                "/@evil.example",
                "app",
                "",
                "/login",
                "/login?return_to=/login",
                "/logout",
                "/widget/app.html?authProxy=1",
                "/widget",
                "/oauth/callback?code=1",
                "/app#https://evil.example",
                "/app/<script>"
            })
    void nobodyIsSentAnywhereElseAfterTheLogin(String wanted) {
        String login = "login?return_to=" + Visitor.encode(wanted);
        Page arrived = visitor.get(visitor.callback(login, world.ada())).expect(303);
        assertEquals("/app", arrived.location());
        assertEquals("/app", visitor.get(login).expect(303).location(), "signed in already");
    }

    @ParameterizedTest
    @CsvSource({
        "navigate, text/html, 303",
        "navigate, */*, 303",
        "cors, text/html, 401",
        "cors, application/json, 401",
        "no-cors, */*, 401",
        "same-origin, */*, 401",
        "'', 'text/html,application/xhtml+xml', 303",
        "'', */*, 401",
        "'', application/json, 401",
    })
    void aPageIsSentToLogInAndAScriptIsTold(String mode, String accept, int status) {
        for (String path : new String[] {"app", "app/adapter", "app/x"}) {
            Page page = mode.isEmpty()
                    ? visitor.get(path, "Accept", accept)
                    : visitor.get(path, "Accept", accept, "Sec-Fetch-Mode", mode);
            page.expect(status);
            if (status == 401) {
                assertEquals("application/json", page.header("Content-Type"));
                assertTrue(page.body().contains("\"error\":\"not_signed_in\""), page.body());
                assertTrue(page.body().contains(page.header("X-Request-Id")), page.body());
            } else {
                assertEquals("/login?return_to=%2F" + path.replace("/", "%2F"), page.location());
            }
        }
    }

    @Test
    void whatIsTooLongToComeBackToIsLeftOut() {
        String query = "?page=2&x=" + "y".repeat(6000);
        assertEquals(
                "/login?return_to=%2Fapp%2Fcalls",
                visitor.get("app/calls" + query).expect(303).location());
        assertEquals(
                "/login", visitor.get("app/" + "y".repeat(6000)).expect(303).location());
    }

    @Test
    void whoIsSignedInGoesOnWithoutTheProvider() {
        visitor.logIn(world.ada());
        long authorizations = world.standIn().counters().of(Endpoint.AUTHORIZE);
        assertEquals("/app", visitor.get("login").expect(303).location());
        assertEquals(
                "/app/adapter",
                visitor.get("login?return_to=/app/adapter").expect(303).location());
        assertEquals(authorizations, world.standIn().counters().of(Endpoint.AUTHORIZE));
    }

    @Test
    void anotherPersonCanTakeOverWithASessionOfTheirOwn() {
        visitor.logIn(world.ada());
        String adas = visitor.cookies().get("in-page-login");

        Page switching =
                visitor.get("login?prompt=login&return_to=/app/adapter").expect(302);
        assertEquals("login", switching.sent("prompt"));
        assertTrue(visitor.isSignedIn(), "nothing is over before the other person has signed in");
        String callback = visitor.passProvider(switching, world.luis());
        assertEquals("/app/adapter", visitor.get(callback).expect(303).location());
        assertTrue(visitor.get("app").body().contains("Luis Ortega"));
        assertNotEquals(adas, visitor.cookies().get("in-page-login"));
        assertEquals(1, world.site().sessions());

        Visitor left = world.visitor();
        left.cookies().put("in-page-login", String.valueOf(adas));
        assertEquals("{\"signedIn\":false}", left.get("session").body());
        assertEquals("/app/adapter", visitor.get(callback).expect(303).location(), "again: nothing is left to do");
        assertTrue(visitor.get("app").body().contains("Luis Ortega"));
    }

    @Test
    void whoThinksBetterOfATakeOverStaysSignedIn() {
        visitor.logIn(world.ada());
        String state = visitor.get("login?prompt=login").expect(302).sent("state");
        Page cancelled = visitor.get("oauth/callback?error=access_denied&state=" + state);
        assertEquals("Sign-in was cancelled", cancelled.expect(403).title());
        assertTrue(visitor.get("app").expect(200).body().contains("Ada Bennett"));
    }

    @Test
    void theSessionIsToldToScriptsWithoutAToken() {
        assertEquals("{\"signedIn\":false}", visitor.get("session").expect(200).body());
        visitor.logIn(world.ada());
        Page session = visitor.get("session").expect(200);
        String alias = session.body().replaceAll("(?s).*\"alias\":\"([0-9a-f]{16})\".*", "$1");
        assertEquals(
                "{\"signedIn\":true,\"name\":\"Ada Bennett\",\"alias\":\"" + alias
                        + "\",\"signedInAt\":\"2026-03-02T12:00:00Z\","
                        + "\"endsAt\":\"2026-03-09T12:00:00Z\",\"extensionNumber\":\"101\"}",
                session.body());
        assertTrue(visitor.get("app").body().contains("data-alias=\"" + alias + "\""), "pages have it too");
    }
}
