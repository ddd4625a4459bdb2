package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Endpoint;
import jakarta.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the new stand-in widget keeps its login, and how it loses it. */
@Timeout(60)
class StandInWidgetTokensIT {
    private static Chromium browser;

    private NewWidgetScene scene;
    private WidgetPage page;

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.borrow();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        scene = new NewWidgetScene(browser);
        page = scene.page;
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void aLogoutByMessageRevokesAndSaysSo() {
        scene.openSignedIn();
        page.logOut();
        page.sees("out", NewWidgetScene.ADA + " fresh", "out");
        assertEquals(1, scene.count(Endpoint.REVOKE));
        assertEquals(0, scene.standIn.counters().activeSessions(scene.ada().ownerId()));
        // Whoever is signed out already is not told again.
        page.logOut();
        page.reload();
        page.sees("out");
        assertEquals(1, scene.count(Endpoint.REVOKE));
    }

    @Test
    void anExpiredAccessTokenIsRefreshedOnceHoweverManyCallsMeetIt() {
        scene.openSignedIn();
        scene.standIn.knobs().expireAccessTokens();
        page.reload();
        page.sees(NewWidgetScene.ADA);
        assertEquals(2, scene.count(Endpoint.TOKEN));
    }

    @Test
    void aSessionThatIsOverIsNoticedAtTheNextCall() {
        scene.openSignedIn();
        scene.standIn.knobs().endSessions();
        page.reload();
        page.sees("out");
        assertEquals(2, scene.count(Endpoint.TOKEN));
    }

    @Test
    void aTokenIsRefreshedAheadOfItsEnd() {
        scene.standIn.knobs().rateLimit(false);
        scene.standIn.knobs().extraTokenField("expires_in", Json.createValue(62));
        scene.openSignedIn();
        scene.await(() -> scene.count(Endpoint.TOKEN) >= 3);
        page.sees("out", NewWidgetScene.ADA + " fresh");
        assertEquals(1, scene.standIn.counters().activeSessions(scene.ada().ownerId()));
    }

    @Test
    void aTokenForAMinuteIsRefreshedWithoutEnd() {
        scene.standIn.knobs().rateLimit(false);
        scene.standIn.knobs().extraTokenField("expires_in", Json.createValue(60));
        page.open(scene.withCode(scene.authorization.code(scene.ada())));
        scene.await(() -> scene.count(Endpoint.TOKEN) >= 5);
        page.sees("out");
        assertEquals(0, scene.count(Endpoint.EXTENSION));
    }

    @Test
    void onlyTheRequiredCallsAreRequired() {
        for (Endpoint endpoint : List.of(Endpoint.WS_TOKEN, Endpoint.OTHER)) {
            scene.standIn.knobs().on(endpoint).fail(403, "forbidden", "CMN-408", "Not allowed");
        }
        scene.openSignedIn();
        scene.standIn.knobs().on(Endpoint.FEATURES).fail(403, "forbidden", "CMN-408", "Not allowed");
        page.reload();
        scene.await(() -> page.shown("#status").contains("/features was answered 403"));
        page.sees();
    }
}
