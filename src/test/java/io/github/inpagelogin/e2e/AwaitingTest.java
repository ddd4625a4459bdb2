package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A site whose requests wait for RingCentral on their threads: {@code session.await-ringcentral}. */
class AwaitingTest {
    @AutoClose
    private final World world = World.start("session.await-ringcentral", "true");

    private final Visitor visitor = world.visitor();

    @Test
    void everythingIsAnsweredAsEver() {
        visitor.logIn(world.ada()).expect(200);
        assertTrue(visitor.get("app/calls").expect(200).body().contains("Recent calls"));
        long redemptions = world.redemptions();
        world.clock().advance(Duration.ofHours(1));
        visitor.get("app").expect(200);
        assertEquals(redemptions + 1, world.redemptions());
        world.standIn().knobs().on(Endpoint.CALL_LOG).next(1).throttle(Duration.ofSeconds(60));
        visitor.get("app/calls").expect(503);
        visitor.signOut().expect(303);
        assertFalse(visitor.isSignedIn());
        assertEquals(0, world.standIn().counters().activeSessions(world.ada().ownerId()));
    }

    @Test
    void whoWaitsWhenTheSiteStopsIsToldSo() {
        visitor.logIn(world.ada()).expect(200);
        world.standIn().knobs().on(Endpoint.CALL_LOG).hang();
        CompletableFuture<Page> calls = CompletableFuture.supplyAsync(() -> visitor.get("app/calls"));
        Polling.until(() -> world.standIn().knobs().on(Endpoint.CALL_LOG).hanging() == 1);
        world.site().undeploy();
        calls.join().expect(503);
    }
}
