package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing out cannot fail, and nobody but the person can do it. */
class SignOutTest {
    @AutoClose
    private static final World world = World.start();

    private final Visitor visitor = world.visitor();

    @AfterEach
    void calm() {
        world.calm();
        visitor.signOut();
    }

    @Test
    void theSessionEndsAndEveryTokenOfItIsRevoked() {
        visitor.logIn(world.ada());
        String session = visitor.cookies().getOrDefault("in-page-login", "");
        assertEquals("/?signed-out", visitor.signOut().expect(303).location());

        assertEquals(0, world.standIn().counters().activeSessions(world.ada().ownerId()));
        assertEquals(0, world.site().sessions());
        visitor.cookies().put("in-page-login", session);
        assertFalse(visitor.isSignedIn(), "the old cookie is worth nothing");
    }

    @Test
    void theSessionHasEndedBeforeTheProviderIsAsked() {
        visitor.logIn(world.ada());
        Faults revoke = world.standIn().knobs().on(Endpoint.REVOKE);
        revoke.hang();
        CompletableFuture<Page> signedOut = CompletableFuture.supplyAsync(visitor::signOut);
        Polling.until(() -> revoke.hanging() == 1);
        assertEquals(0, world.site().sessions());
        revoke.release();
        assertEquals(303, signedOut.join().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "throttled", "malformed", "cut", "hanging"})
    void aRevocationThatFailsIsNobodysBusiness(String trouble) {
        Map<String, Consumer<Faults>> troubles = Map.of(
                "error", faults -> faults.fail(500, "server_error", "CMN-201", "<script>"),
                "throttled", faults -> faults.throttle(java.time.Duration.ofSeconds(60)),
                "malformed", Faults::malformed,
                "cut", Faults::cutAfterProcessing,
                "hanging", Faults::hang);
        visitor.logIn(world.ada());
        long revocations = world.standIn().counters().of(Endpoint.REVOKE);
        troubles.getOrDefault(trouble, Faults::hang)
                .accept(world.standIn().knobs().on(Endpoint.REVOKE));

        assertEquals("/?signed-out", visitor.signOut().expect(303).location());
        assertEquals(0, world.site().sessions());
        assertEquals(revocations + 1, world.standIn().counters().of(Endpoint.REVOKE), "never retried");
        // What RingCentral said about waiting is over.
        world.clock().advance(java.time.Duration.ofMinutes(1));
    }

    @Test
    void aScriptIsToldWithoutARedirectAndAStrangerIsSignedOutAlready() {
        visitor.logIn(world.ada());
        visitor.post("logout", "", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors")
                .expect(204);
        assertFalse(visitor.isSignedIn());
        assertEquals("/?signed-out", world.visitor().signOut().expect(303).location());
    }

    @Test
    void anotherSiteCannotSignAPersonOut() {
        visitor.logIn(world.ada());
        String own = world.site().url().toString().replaceAll("/$", "");
        String[][] foreign = {
            {"Accept", "text/html"},
            {"Accept", "text/html", "Sec-Fetch-Site", "cross-site"},
            {"Accept", "text/html", "Sec-Fetch-Site", "same-site"},
            {"Accept", "text/html", "Sec-Fetch-Site", "none"},
            {"Accept", "text/html", "Sec-Fetch-Site", "cross-site", "Origin", own},
            {"Accept", "text/html", "Origin", "https://evil.example"},
            {"Accept", "text/html", "Origin", "null"},
            {"Accept", "text/html", "Origin", own + ".evil.example"},
            {"Accept", "text/html", "Origin", own + "/"},
            {"Accept", "text/html", "Origin", own.replace("http:", "https:")},
            {"Accept", "text/html", "Origin", "http://localhost"},
            {"Accept", "text/html", "Origin", world.standIn().origin().toString()},
            {"Accept", "text/html", "Referer", own + "/app"},
        };
        for (String[] headers : foreign) {
            Page page = visitor.post("logout", "", headers).expect(403);
            assertEquals("This was asked by another site", page.title());
            assertTrue(visitor.isSignedIn(), String.join(" ", headers));
        }
        visitor.post("logout", "", "Accept", "text/html", "Origin", own).expect(303);
        assertFalse(visitor.isSignedIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "MADEUP"})
    void otherMethodsAreRefusedEverywhere(String method) throws Exception {
        try (Wire wire = new Wire(world.site().url())) {
            for (String path : new String[] {"/", "/login", "/oauth/callback", "/app", "/session", "/logout", "/x"}) {
                assertEquals(405, wire.ask(method + " " + path).status(), path);
            }
        }
    }

    @Test
    void aTraceEchoesNothing() throws Exception {
        try (Wire wire = new Wire(world.site().url())) {
            Wire.Reply reply = wire.ask("TRACE /", "Cookie: secret=echo");
            assertTrue(reply.status() == 405 || reply.status() == 403, "the container may refuse it first");
            assertFalse(reply.body().contains("echo"));
        }
    }

    @Test
    void whatIsReadIsNotPostedAndSignOutIsNotRead() {
        for (String path : new String[] {"", "login", "oauth/callback", "session", "redirect.html", "health/live"}) {
            visitor.post(path, "", "Sec-Fetch-Site", "same-origin", "Accept", "text/html")
                    .expect(405);
        }
        visitor.logIn(world.ada());
        visitor.get("logout").expect(405);
        assertTrue(visitor.isSignedIn());
    }
}
