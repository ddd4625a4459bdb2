package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.web.AsyncReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
        // RingCentral may be asked a moment before.
        Polling.until(AwaitingTest::someThreadWaits);
        world.site().undeploy();
        calls.join().expect(503);
    }

    private static boolean someThreadWaits() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(AsyncReply.class.getName())
                        && frame.getMethodName().equals("await"));
    }
}
