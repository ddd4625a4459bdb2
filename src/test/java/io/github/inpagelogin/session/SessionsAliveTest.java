package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeSessions;
import io.github.inpagelogin.NoRandomness;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsAliveTest {
    private static final Settings.SessionLife LIFE =
            new Settings.SessionLife(Duration.ofMinutes(30), Duration.ofHours(12));

    private final TestClock clock = new TestClock();
    private final FakeSessions container = new FakeSessions();
    private final Sessions sessions = node();

    @Test
    void aSessionCountsFromItsBeginningToItsEnd() {
        assertEquals(0, sessions.alive());
        HttpSession session = begin(sessions);
        begin(sessions);
        assertEquals(2, sessions.alive());
        sessions.sessionDestroyed(new HttpSessionEvent(session));
        assertEquals(1, sessions.alive());
    }

    @Test
    void aNewIdIsNotANewSession() {
        FakeSessions browserChooses = new FakeSessions(true);
        FakeRequest request = FakeRequest.get("/").session(browserChooses, "planted");
        sessions.begin(request, signedIn());
        assertEquals(1, sessions.alive());
    }

    @Test
    void oneOfBeforeTheRestartCountsFromItsFirstRequestOn() {
        HttpSession restored = begin(node());
        assertEquals(0, sessions.alive());
        sessions.find(FakeRequest.get("/").session(container, restored.getId()));
        sessions.find(FakeRequest.get("/").session(container, restored.getId()));
        assertEquals(1, sessions.alive());
    }

    @Test
    void anEndThatNobodyHasSeenCountsAsNothing() {
        HttpSession unseen = begin(node());
        sessions.sessionDestroyed(new HttpSessionEvent(unseen));
        assertEquals(0, sessions.alive());
    }

    @Test
    void aRequestThatComesWhileASessionEndsDoesNotBringItBack() {
        HttpSession ending = begin(sessions);
        sessions.sessionDestroyed(new HttpSessionEvent(ending));
        sessions.find(FakeRequest.get("/").session(container, ending.getId()));
        assertEquals(0, sessions.alive());
    }

    @Test
    void thoseThatAreOverAreForgottenThoughNobodyAsks() {
        SessionsAlive alive = new SessionsAlive(clock);
        for (int i = 0; i < 100; i++) {
            alive.met("session " + i, clock.instant().plusSeconds(90));
            clock.advance(Duration.ofSeconds(30));
        }
        assertTrue(alive.remembered() <= 6, alive.remembered() + " are remembered");
    }

    @Test
    void oneThatHasGoneElsewhereCountsUntilItsIdleTimeIsOver() {
        HttpSession here = begin(sessions);
        sessions.visit(FakeRequest.get("/").session(container, here.getId()));
        begin(sessions);
        clock.advance(Duration.ofMinutes(20));
        sessions.find(FakeRequest.get("/").session(container, here.getId()));
        clock.advance(Duration.ofMinutes(10));
        assertEquals(1, sessions.alive());
        clock.advance(Duration.ofMinutes(20));
        assertEquals(0, sessions.alive());
    }

    private Sessions node() {
        return new Sessions(LIFE, new Revocations(new FakeOAuthClient()), TestKeys.some(), new NoRandomness(), clock);
    }

    private HttpSession begin(Sessions node) {
        FakeRequest request = FakeRequest.get("/").session(container, "none");
        node.begin(request, signedIn());
        return request.session();
    }

    private SignedIn signedIn() {
        return new SignedIn(
                Grants.tokens("ada", clock.instant().plusSeconds(3600)),
                new Person("Ada", "101"),
                "login",
                clock.instant());
    }
}
