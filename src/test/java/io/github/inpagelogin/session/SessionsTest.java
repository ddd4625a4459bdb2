package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeSessions;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private final TestClock clock = new TestClock();
    private final FakeSessions container = new FakeSessions();
    private final Sessions sessions =
            new Sessions(new Settings.SessionLife(Duration.ofMinutes(30), Duration.ofHours(12)), clock);

    @Test
    void aStrangerHasNoSessionAndGetsNone() {
        FakeRequest stranger = request("unknown");
        assertTrue(sessions.find(stranger).isEmpty());
        assertTrue(sessions.end(stranger).isEmpty());
        assertTrue(sessions.slot(stranger).isEmpty());
        assertEquals(Set.of(), container.ids());
    }

    @Test
    void whoSignedInIsFoundAgain() {
        SignedIn ada = signedIn("ada");
        sessions.begin(request("none"), ada);
        assertEquals(Optional.of(ada), sessions.find(request(onlyId())));
    }

    @Test
    void theSessionEndsByItselfAfterTheIdleTime() {
        FakeRequest request = request("none");
        sessions.begin(request, signedIn("ada"));
        assertEquals(1800, request.session().getMaxInactiveInterval());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNewSessionNeverHasTheIdThatTheBrowserCameWith(boolean takingUpIds) {
        FakeSessions browserChooses = new FakeSessions(takingUpIds);
        FakeRequest request = FakeRequest.get("/oauth/callback").session(browserChooses, "planted");
        sessions.begin(request, signedIn("ada"));
        assertEquals(1, browserChooses.ids().size());
        assertFalse(browserChooses.ids().contains("planted"));
        assertTrue(sessions.find(request).isPresent());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signingInEndsTheSessionThatWas(boolean takingUpIds) {
        FakeSessions both = new FakeSessions(takingUpIds);
        sessions.begin(FakeRequest.get("/").session(both, null), signedIn("ada"));
        String old = both.ids().iterator().next();
        FakeRequest again = FakeRequest.get("/").session(both, old);
        HttpSession oldSession = again.session();
        sessions.begin(again, signedIn("bob"));
        assertEquals(1, both.ids().size());
        assertNotEquals(Set.of(old), both.ids());
        assertNotEquals(oldSession, again.session());
        assertEquals("bob", sessions.find(again).orElseThrow().login());
    }

    @Test
    void aSessionEndsAtItsAbsoluteEndWhateverThePersonDoes() {
        sessions.begin(request("none"), signedIn("ada"));
        String id = onlyId();
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertTrue(sessions.find(request(id)).isPresent());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(sessions.find(request(id)).isEmpty());
        assertEquals(Set.of(), container.ids());
    }

    @Test
    void refreshingDoesNotPutOffTheAbsoluteEnd() {
        SignedIn ada = signedIn("ada");
        clock.advance(Duration.ofHours(1));
        assertEquals(
                sessions.endOf(ada), sessions.endOf(ada.with(Grants.tokens("new", clock.instant()), clock.instant())));
    }

    @Test
    void endingTellsWhoWasSignedIn() {
        SignedIn ada = signedIn("ada");
        sessions.begin(request("none"), ada);
        FakeRequest request = request(onlyId());
        assertEquals(Optional.of(ada), sessions.end(request));
        assertEquals(Set.of(), container.ids());
        assertTrue(sessions.end(request).isEmpty());
    }

    @Test
    void aSessionOfAnotherKindIsEndedAndTellsNobody() {
        FakeRequest request = request("none");
        request.session().setAttribute("foreign", "value");
        assertTrue(sessions.find(request).isEmpty());
        assertTrue(sessions.end(request).isEmpty());
        assertEquals(Set.of(), container.ids());
    }

    @Test
    void aSessionThatAnotherRequestIsJustEndingIsNoSession() {
        FakeRequest first = request("none");
        sessions.begin(first, signedIn("ada"));
        FakeRequest second = request(onlyId()).stale(first.session());
        assertTrue(sessions.end(first).isPresent());
        assertTrue(sessions.find(second).isEmpty());
        assertTrue(sessions.slot(second).isEmpty());
        assertTrue(sessions.end(second).isEmpty());
    }

    @Test
    void whatASessionHoldsSurvivesASessionStore() throws IOException, ClassNotFoundException {
        for (SignedIn signedIn : new SignedIn[] {
            signedIn("ada"),
            new SignedIn(Grants.withoutRefresh(clock.instant()), Person.UNKNOWN, "login", clock.instant())
        }) {
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(stored)) {
                out.writeObject(signedIn);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stored.toByteArray()))) {
                assertEquals(signedIn, in.readObject());
            }
        }
    }

    private FakeRequest request(String sessionId) {
        return FakeRequest.get("/app").session(container, sessionId);
    }

    private String onlyId() {
        assertEquals(1, container.ids().size());
        return container.ids().iterator().next();
    }

    private SignedIn signedIn(String login) {
        return new SignedIn(
                Grants.tokens(login, clock.instant().plusSeconds(3600)),
                new Person(login, "101"),
                login,
                clock.instant());
    }
}
