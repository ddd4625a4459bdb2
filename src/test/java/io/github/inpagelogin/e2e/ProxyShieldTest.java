package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.CLIENT_INFO;
import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The widget is signed out by any 401: it sees one only when there is no session any more. */
class ProxyShieldTest {
    @AutoClose
    private final World world = World.start(
            "widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", "https://phone.example.com");

    private Visitor visitor;

    @BeforeEach
    void signIn() {
        visitor = world.visitor();
        visitor.logIn(world.ada());
    }

    private Page extension() {
        return visitor.get(EXTENSION, asWidget());
    }

    @Test
    void aTokenThatRingCentralHasExpiredIsRefreshedAndTheWidgetNeverKnows() {
        long redemptions = world.redemptions();
        world.standIn().knobs().expireAccessTokens();
        extension().expect(200);
        extension().expect(200);
        assertEquals(redemptions + 1, world.redemptions());
        for (Page page : visitor.history()) {
            world.standIn().issuedSecrets().stream()
                    .filter(secret -> page.body().contains(secret))
                    .forEach(secret -> assertTrue(
                            page.uri().getPath().contains("authorize"),
                            page.uri().getPath()));
        }
    }

    @Test
    void aTokenThatIsAboutToExpireIsRefreshedBefore() {
        long asked = world.standIn().counters().of(Endpoint.EXTENSION);
        world.clock().advance(Duration.ofMinutes(61));
        extension().expect(200);
        assertEquals(asked + 1, world.standIn().counters().of(Endpoint.EXTENSION));
    }

    @Test
    void aSessionThatIsOverAtRingCentralIsOverHere() {
        world.standIn().knobs().endSessions();
        extension().expect(401);
        assertFalse(visitor.isSignedIn());
        visitor.get(CLIENT_INFO, asWidget()).expect(401);
    }

    @Test
    void whileRingCentralCannotRefreshTheSessionStays() {
        world.standIn().knobs().expireAccessTokens();
        world.standIn().knobs().on(Endpoint.TOKEN).fail(503, "server_error", "CMN-201", "Later");
        extension().expect(503);
        assertTrue(visitor.isSignedIn());
        world.calm();
        assertEquals("30", extension().expect(503).header("Retry-After"));
        world.clock().advance(Duration.ofSeconds(30));
        extension().expect(200);
    }

    @Test
    void throttlingGoesThroughWithItsAdvice() {
        world.standIn().knobs().on(Endpoint.EXTENSION).throttle(Duration.ofSeconds(60));
        Page page = extension().expect(429);
        assertEquals("60", page.header("Retry-After"));
        assertTrue(page.body().contains("CMN-301"), page.body());
    }
}
