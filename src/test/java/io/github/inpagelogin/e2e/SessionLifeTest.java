package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How long a session lasts, and how its token is kept fresh meanwhile. */
class SessionLifeTest {
    @AutoClose
    private static final World world = World.start("session.lifetime", "PT2H", "session.idle-timeout", "PT2H");

    private final Visitor visitor = world.visitor();

    @AfterEach
    void calm() {
        world.calm();
        visitor.signOut();
        assertEquals(0, world.site().sessions());
    }

    @Test
    void aSessionEndsWhenItsTimeIsOverWhateverThePersonDoes() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(2).minusSeconds(1));
        visitor.get("app").expect(200);
        world.clock().advance(Duration.ofSeconds(1));
        assertEquals("/login?return_to=%2Fapp", visitor.get("app").expect(303).location());
        assertEquals(0, world.site().sessions());
    }

    @Test
    void aTokenThatIsGoodIsNotRefreshed() {
        visitor.logIn(world.ada());
        long requests = world.redemptions();
        world.clock().advance(Duration.ofMinutes(47));
        visitor.get("app").expect(200);
        assertEquals(requests, world.redemptions());
    }

    @Test
    void aTokenThatIsAboutToExpireIsRefreshedOnceForAllThatAskAtOnce() {
        visitor.logIn(world.ada());
        long requests = world.redemptions();
        world.clock().advance(Duration.ofMinutes(59));
        Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
        token.hang();
        List<CompletableFuture<Integer>> pages = Stream.generate(this::tab)
                .limit(8)
                .map(tab -> CompletableFuture.supplyAsync(() -> tab.get("app").status()))
                .toList();
        Polling.until(() -> token.hanging() == 1);
        token.release();
        pages.forEach(page -> assertEquals(200, page.join()));
        assertEquals(requests + 1, world.redemptions());
        visitor.get("app").expect(200);
        assertEquals(requests + 1, world.redemptions(), "what was renewed is kept");
    }

    @Test
    void whoSignsOutWhileTheTokenIsRefreshedLeavesNoLiveTokenBehind() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofMinutes(59));
        Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
        token.hang();
        Visitor tab = tab();
        CompletableFuture<Page> page = CompletableFuture.supplyAsync(() -> tab.get("app"));
        Polling.until(() -> token.hanging() == 1);
        visitor.signOut().expect(303);
        token.release();
        assertEquals(303, page.join().status());
        Polling.until(
                () -> world.standIn().counters().activeSessions(world.ada().ownerId()) == 0);
    }

    @Test
    void withoutARefreshTokenTheSessionEndsWithTheToken() {
        world.standIn().knobs().extraTokenField("refresh_token", JsonValue.NULL);
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofMinutes(58));
        visitor.get("app").expect(200);
        world.clock().advance(Duration.ofMinutes(2));
        visitor.get("app").expect(303);
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void aSessionThatTheProviderEndedIsFoundOutAtTheNextRefresh() {
        visitor.logIn(world.ada());
        world.standIn().knobs().endSessions();
        visitor.get("app").expect(200);
        world.clock().advance(Duration.ofMinutes(59));
        Page script = visitor.get("app", "Accept", "application/json").expect(401);
        assertTrue(script.body().contains("not_signed_in"), script.body());
    }

    /** Another tab of the same browser. */
    private Visitor tab() {
        Visitor tab = world.visitor();
        tab.cookies().putAll(visitor.cookies());
        return tab;
    }
}
