package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A RingCentral that wants to be left alone, or does not answer any more. */
class BadDayTest {
    @AutoClose
    private static final World world = World.start();

    private final Visitor visitor = world.visitor();

    @AfterEach
    void calm() {
        world.calm();
        world.clock().advance(Duration.ofHours(1));
        visitor.signOut();
    }

    private static Faults token() {
        return world.standIn().knobs().on(Endpoint.TOKEN);
    }

    private static String health() {
        return world.visitor().get("health/ready").expect(200).body();
    }

    // --- RingCentral says how long to wait

    @Test
    void whoeverIsThrottledWaitsOnAPageThatGoesOnByItselfAndRingCentralIsLeftAlone() {
        String callback = visitor.callback("login?return_to=/app/adapter", world.ada());
        token().next(1).throttle(Duration.ofSeconds(42));
        Page page = visitor.get(callback).expect(503);
        assertEquals("42", page.header("Retry-After"));
        assertEquals("42; url=/login?return_to=%2Fapp%2Fadapter", page.header("Refresh"));
        assertTrue(page.body().contains("Try again in 42 seconds."), page.body());
        assertTrue(page.body().contains("href=\"/login?return_to=%2Fapp%2Fadapter\""), page.body());

        long asked = world.redemptions();
        world.clock().advance(Duration.ofSeconds(2));
        Page early = visitor.get("login?return_to=/app/adapter").expect(503);
        assertEquals("40; url=/login?return_to=%2Fapp%2Fadapter", early.header("Refresh"));
        assertEquals("40", visitor.get(callback).expect(503).header("Retry-After"));
        assertEquals(asked, world.redemptions());

        world.clock().advance(Duration.ofSeconds(40));
        visitor.logIn(world.ada()).expect(200);
    }

    @Test
    void othersCanLogInMeanwhile() {
        String callback = visitor.callback("login", world.ada());
        token().next(1).throttle(Duration.ofSeconds(42));
        visitor.get(callback).expect(503);
        Visitor other = world.visitor();
        other.logIn(world.luis()).expect(200);
        other.signOut();
    }

    @Test
    void aScriptIsToldWhenToAskAgain() {
        String callback = visitor.callback("login", world.ada());
        token().next(1).throttle(Duration.ofSeconds(42));
        Page told = visitor.get(callback, "Accept", "application/json").expect(503);
        assertEquals("42", told.header("Retry-After"));
        assertEquals("", told.header("Refresh"));
        assertTrue(told.body().contains("\"error\":\"busy\""), told.body());
    }

    @Test
    void aRefreshThatIsThrottledIsNotTriedAgainTooEarlyAndThePageShows() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        token().next(1).throttle(Duration.ofSeconds(60));
        visitor.get("app").expect(200);
        long asked = world.redemptions();
        world.clock().advance(Duration.ofSeconds(59));
        visitor.get("app").expect(200);
        assertEquals(asked, world.redemptions());
        world.clock().advance(Duration.ofSeconds(1));
        visitor.get("app").expect(200);
        assertEquals(asked + 1, world.redemptions());
        assertTrue(visitor.isSignedIn());
    }

    // --- RingCentral does not answer

    private boolean isOpen(String breaker) {
        return health().contains("\"" + breaker + "\":\"open\"");
    }

    private void breakDown() {
        token().fail(500, "server_error", "CMN-201", "oops");
        for (int i = 0; !isOpen("ringcentral") && i < 20; i++) {
            Visitor unlucky = world.visitor();
            assertEquals(
                    "RingCentral is busy",
                    unlucky.get(unlucky.callback("login", world.luis()))
                            .expect(503)
                            .title());
        }
    }

    @Test
    void afterManyFailuresNewLoginsAreToldAtOnceAndWhoIsSignedInGoesOn() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        Visitor onTheWay = world.visitor();
        String callback = onTheWay.callback("login", world.luis());
        assertEquals("{\"status\":\"UP\",\"ringcentral\":\"closed\",\"rest\":\"closed\"}", health());
        breakDown();
        assertEquals("{\"status\":\"UP\",\"ringcentral\":\"open\",\"rest\":\"closed\"}", health());
        assertEquals(
                "{\"status\":\"UP\"}", visitor.get("health/live").expect(200).body());

        long asked = world.redemptions();
        Page page = world.visitor().get("login").expect(503);
        assertEquals("RingCentral is not answering at present", page.title());
        assertEquals("10", page.header("Retry-After"));
        assertEquals("10; url=/login?return_to=%2Fapp", page.header("Refresh"));
        assertEquals("10", onTheWay.get(callback).expect(503).header("Retry-After"));
        assertEquals("10", world.visitor().get(callback).expect(503).header("Retry-After"), "in another browser");
        assertTrue(visitor.get("app").expect(200).body().contains("Ada Bennett"));
        visitor.get("app/adapter").expect(200);
        assertEquals(asked, world.redemptions());
    }

    @Test
    void whenRingCentralIsBackAFewTryAndThenAllGetIn() {
        breakDown();
        world.calm();
        world.clock().advance(Duration.ofSeconds(9));
        world.visitor().get("login").expect(503);
        world.clock().advance(Duration.ofSeconds(1));
        for (int i = 0; i < 4; i++) {
            assertTrue(health().contains("half_open"), health());
            Visitor trying = world.visitor();
            assertTrue(
                    trying.logIn(world.luis())
                            .expect(200)
                            .body()
                            .contains(world.luis().name()),
                    "by name");
            trying.signOut();
        }
        assertTrue(health().contains("\"ringcentral\":\"closed\""), health());
    }

    @Test
    void aPathThatFailsKeepsNobodyFromLoggingIn() {
        visitor.logIn(world.ada());
        world.standIn().knobs().on(Endpoint.CALL_LOG).fail(503, "server_error", "CMN-211", "oops");
        for (int i = 0; i < 39; i++) {
            visitor.get("app/calls").expect(503);
        }
        assertTrue(!isOpen("rest"), "that may be one person: " + health());
        visitor.get("app/calls").expect(503);
        assertTrue(isOpen("rest") && !isOpen("ringcentral"), health());
        world.visitor().logIn(world.luis()).expect(200);
    }

    /** A revocation is given two seconds: that one has no answer by then does not say that RingCentral does not answer. */
    @Test
    void revocationsWithoutAnAnswerKeepNobodyFromLoggingIn() {
        world.standIn().knobs().on(Endpoint.REVOKE).cutAfterProcessing();
        long asked = world.standIn().counters().of(Endpoint.REVOKE);
        for (int i = 0; i < 12; i++) {
            Visitor somebody = world.visitor();
            somebody.logIn(world.luis()).expect(200);
            somebody.signOut().expect(303);
        }
        assertEquals(asked + 12, world.standIn().counters().of(Endpoint.REVOKE));
        assertTrue(health().contains("\"ringcentral\":\"closed\""), health());
    }
}
