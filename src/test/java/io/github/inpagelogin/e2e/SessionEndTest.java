package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import jakarta.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a session, what does not keep it, and that nothing of it is left at RingCentral. */
class SessionEndTest {
    @AutoClose
    private static final World world = World.start("session.idle-timeout", "PT30M", "session.lifetime", "PT12H");

    private final Visitor visitor = world.visitor();

    @AfterEach
    void calm() {
        world.calm();
        visitor.signOut();
        assertEquals(0, world.site().sessions());
        Polling.until(() -> activeSessions(world.ada()) == 0);
    }

    private static int activeSessions(Person person) {
        return world.standIn().counters().activeSessions(person.ownerId());
    }

    @Test
    void whatScriptsAskByThemselvesDoesNotKeepASession() {
        visitor.logIn(world.ada());
        for (int i = 0; i < 29; i++) {
            world.clock().advance(Duration.ofMinutes(1));
            assertTrue(visitor.isSignedIn());
            visitor.get("app/status", "Accept", "application/json").expect(200);
        }
        world.clock().advance(Duration.ofMinutes(1));
        assertFalse(visitor.isSignedIn());
        assertEquals(0, world.site().sessions());
        Polling.until(() -> activeSessions(world.ada()) == 0);
        assertEquals("/login?return_to=%2Fapp", visitor.get("app").expect(303).location());
    }

    @Test
    void whoOpensPagesStaysSignedInUntilTheAbsoluteEnd() {
        visitor.logIn(world.ada());
        for (int i = 0; i < 29; i++) {
            world.clock().advance(Duration.ofMinutes(24));
            visitor.get(i % 2 == 0 ? "app" : "").expect(200);
            assertTrue(visitor.isSignedIn());
        }
        world.clock().advance(Duration.ofMinutes(24));
        visitor.get("app").expect(303);
        Polling.until(() -> activeSessions(world.ada()) == 0);
    }

    @ParameterizedTest
    @CsvSource({"session_expires_in, 1200", "session_idle_timeout, 1200"})
    void whatRingCentralSaysOfItsOwnSessionShortensOurs(String field, int seconds) {
        world.standIn().knobs().extraTokenField(field, Json.createValue(seconds));
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofSeconds(seconds - 1));
        assertTrue(visitor.isSignedIn());
        world.clock().advance(Duration.ofSeconds(1));
        assertFalse(visitor.isSignedIn());
    }

    @ParameterizedTest
    @CsvSource({"session_expires_in, 7200, 24", "session_idle_timeout, 1200, 19"})
    void whatRingCentralSaidHoldsWhereARefreshDoesNotSayIt(String field, int seconds, int minutes) {
        world.standIn().knobs().extraTokenField(field, Json.createValue(seconds));
        visitor.logIn(world.ada());
        world.calm();
        for (int i = 0; i < 4; i++) {
            world.clock().advance(Duration.ofMinutes(minutes));
            visitor.get("app").expect(200);
        }
        world.clock().advance(Duration.ofMinutes(field.equals("session_expires_in") ? 24 : 20));
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void whoSignsInAgainAndAgainHasOneSessionAtRingCentral() {
        visitor.logIn(world.ada());
        for (int i = 0; i < 7; i++) {
            String callback =
                    visitor.passProvider(visitor.get("login?prompt=login").expect(302), world.ada());
            visitor.get(callback).expect(303);
            Polling.until(() -> activeSessions(world.ada()) == 1);
        }
        assertEquals(1, world.site().sessions());
        visitor.get("app").expect(200);
    }

    @Test
    void whoSignsInAsSomebodyElseLeavesNothingOfTheFormerPersonAndEveryPageSaysWhoItIs() {
        visitor.logIn(world.ada());
        String callback = visitor.passProvider(visitor.get("login?prompt=login").expect(302), world.luis());
        visitor.get(callback).expect(303);
        Polling.until(() -> activeSessions(world.ada()) == 0);
        assertEquals(1, activeSessions(world.luis()));
        assertEquals(1, world.site().sessions());
        for (String path : new String[] {"", "app", "app/adapter", "app/status"}) {
            String page = visitor.get(path).expect(200).body();
            assertTrue(
                    page.replaceAll("\\s+", " ").contains("Signed in as</span> <span class=\"name\">Luis Ortega"),
                    page);
            assertFalse(page.contains("Ada"), page);
        }
    }

    @Test
    void whatTheContainerEndsIsRevoked() {
        try (World brief = World.start("session.idle-timeout", "PT1S")) {
            Visitor guest = brief.visitor();
            guest.logIn(brief.ada()).expect(200);
            assertEquals(
                    1, brief.standIn().counters().activeSessions(brief.ada().ownerId()));
            Polling.until(() -> {
                brief.site().endIdleSessions();
                return brief.site().sessions() == 0;
            });
            Polling.until(
                    () -> brief.standIn().counters().activeSessions(brief.ada().ownerId()) == 0);
            assertEquals(1, brief.standIn().counters().of(Endpoint.REVOKE));
        }
    }

    @Test
    void aSiteThatStopsDoesNotWaitLongForRevocations() {
        World brief = World.start("session.lifetime", "PT5M");
        try (brief) {
            Visitor guest = brief.visitor();
            guest.logIn(brief.ada()).expect(200);
            brief.standIn().knobs().on(Endpoint.REVOKE).hang();
            brief.clock().advance(Duration.ofMinutes(5));
            guest.get("app").expect(303);
            Polling.until(() -> brief.standIn().knobs().on(Endpoint.REVOKE).hanging() == 1);
            long start = System.nanoTime();
            brief.site().close();
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 8);
        }
    }

    @Test
    void withoutSettingsASessionLastsAsLongAsTheRefreshTokenWhichARefreshRenews() {
        try (World usual = World.start()) {
            Visitor guest = usual.visitor();
            guest.logIn(usual.ada()).expect(200);
            usual.clock().advance(Duration.ofDays(6));
            guest.get("app").expect(200);
            usual.clock().advance(Duration.ofDays(7).minusSeconds(1));
            assertTrue(guest.isSignedIn());
            usual.clock().advance(Duration.ofSeconds(1));
            assertFalse(guest.isSignedIn());
            assertEquals(0, usual.standIn().counters().of(Endpoint.REVOKE), "it is worth nothing any more");
        }
    }

    @Test
    void inProxyModeWhatAPersonDoesInThePhoneKeepsTheSessionAndWhatThePhoneAsksByItselfDoesNot() {
        try (World proxied = World.start(
                "widget.mode",
                "proxy",
                "widget.hosting",
                "pass-through",
                "app.base-url",
                "https://phone.example.com",
                "session.idle-timeout",
                "PT30M")) {
            Visitor guest = proxied.visitor();
            guest.logIn(proxied.ada()).expect(200);
            String[] json = asWidget("Content-Type", "application/json");
            for (int i = 0; i < 5; i++) {
                proxied.clock().advance(Duration.ofMinutes(20));
                guest.ask("POST", EXTENSION + "/sms", "{}", json).expect(404);
            }
            proxied.clock().advance(Duration.ofMinutes(20));
            guest.get(EXTENSION, asWidget()).expect(200);
            guest.ask("POST", "proxy/restapi/oauth/wstoken", "", asWidget()).expect(200);
            proxied.clock().advance(Duration.ofMinutes(10));
            guest.get(EXTENSION, asWidget()).expect(401);
        }
    }
}
