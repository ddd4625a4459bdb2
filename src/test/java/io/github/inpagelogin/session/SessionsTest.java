package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeSessions;
import io.github.inpagelogin.NoRandomness;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class SessionsTest {
    private final TestClock clock = new TestClock();
    private final FakeSessions container = new FakeSessions();
    private final FakeOAuthClient ringCentral = new FakeOAuthClient();
    private final Sessions sessions = new Sessions(
            new Settings.SessionLife(Duration.ofMinutes(30), Duration.ofHours(12)),
            new Revocations(ringCentral),
            TestKeys.some(),
            new NoRandomness(),
            clock);

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
        assertEquals(Optional.of(ada.login()), sessions.find(request(onlyId())).map(SignedIn::login));
    }

    @Test
    void theContainerMayEndTheSessionAfterTheIdleTime() {
        FakeRequest request = request("none");
        sessions.begin(request, signedIn("ada"));
        assertEquals(600, request.session().getMaxInactiveInterval(), "until the first page");
        sessions.visit(request(onlyId()));
        assertEquals(1800, request.session().getMaxInactiveInterval());
    }

    @Test
    void whoDoesNothingForTheIdleTimeIsSignedOutWhateverPagesAskMeanwhile() {
        sessions.begin(request("none"), signedIn("ada"));
        String id = onlyId();
        for (int minute = 1; minute < 30; minute++) {
            clock.advance(Duration.ofMinutes(1));
            assertTrue(sessions.find(request(id)).isPresent());
        }
        clock.advance(Duration.ofMinutes(1));
        assertTrue(sessions.find(request(id)).isEmpty());
        assertEquals(Set.of(), container.ids());
        assertEquals(List.of(signedIn("ada").tokens().accessToken()), revoked());
    }

    @Test
    void whoDoesSomethingStaysAndThatIsWrittenOnceAMinute() {
        FakeRequest request = request("none");
        sessions.begin(request, signedIn("ada"));
        String id = onlyId();
        for (int step = 1; step <= 240; step++) {
            clock.advance(Duration.ofSeconds(15));
            assertTrue(sessions.visit(request(id)).isPresent());
        }
        assertEquals(1 + 60, container.writes());
        clock.advance(Duration.ofMinutes(30));
        assertTrue(sessions.visit(request(id)).isEmpty(), "too late");
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
        assertEquals(List.of("access-ada"), revoked());
    }

    @Test
    void aSessionEndsAtItsAbsoluteEndWhateverThePersonDoes() {
        sessions.begin(request("none"), signedIn("ada"));
        String id = onlyId();
        for (int i = 1; i < 48; i++) {
            clock.advance(Duration.ofMinutes(15));
            assertTrue(sessions.visit(request(id)).isPresent());
        }
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertTrue(sessions.find(request(id)).isPresent());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(sessions.find(request(id)).isEmpty());
        assertEquals(Set.of(), container.ids());
        assertEquals(List.of("access-ada"), revoked());
    }

    @Test
    void whatTheContainerEndsIsRevokedOnceAndWhatWeEndIsLeftToWhoEndedIt() {
        FakeSessions listenedTo = new FakeSessions().listenedToBy(sessions);
        FakeRequest ada = FakeRequest.get("/").session(listenedTo, null);
        sessions.begin(ada, signedIn("ada"));
        assertTrue(sessions.visit(ada).isPresent());
        Sessions.Slot slot = sessions.slot(ada).orElseThrow();
        assertFalse(slot.hasEnded());
        ada.session().invalidate();
        assertEquals(List.of("access-ada"), revoked());
        assertTrue(slot.hasEnded());

        FakeRequest bob = FakeRequest.get("/").session(listenedTo, null);
        sessions.begin(bob, signedIn("bob"));
        assertEquals("bob", sessions.end(bob).orElseThrow().login());
        assertEquals(List.of("access-ada"), revoked());
    }

    @Test
    void ofTwoSessionsOfOneCallbackTheOneThatNobodyCameBackWithRevokesNothing() {
        FakeSessions listenedTo = new FakeSessions().listenedToBy(sessions);
        FakeRequest first = FakeRequest.get("/oauth/callback").session(listenedTo, null);
        FakeRequest second = FakeRequest.get("/oauth/callback").session(listenedTo, null);
        SignedIn ada = signedIn("ada");
        sessions.begin(first, ada);
        sessions.begin(second, ada);
        assertTrue(sessions.visit(second).isPresent());
        first.session().invalidate();
        assertEquals(List.of(), revoked());
        second.session().invalidate();
        assertEquals(List.of("access-ada"), revoked());
    }

    @Test
    void whatIsWorthNothingAnyMoreIsNotRevoked() {
        FakeSessions listenedTo = new FakeSessions().listenedToBy(sessions);
        FakeRequest ada = FakeRequest.get("/").session(listenedTo, null);
        sessions.begin(ada, signedIn("ada"));
        assertTrue(sessions.visit(ada).isPresent());
        clock.advance(Duration.ofDays(8));
        ada.session().invalidate();
        assertEquals(List.of(), revoked());
    }

    @Test
    void aContainersSessionOfAnotherKindIsNobodysAndRevokesNothing() {
        FakeSessions listenedTo = new FakeSessions().listenedToBy(sessions);
        HttpSession foreign = FakeRequest.get("/").session(listenedTo, null).session();
        foreign.setAttribute("in-page-login", "of another version");
        foreign.invalidate();
        assertEquals(List.of(), revoked());
    }

    @Test
    void refreshingDoesNotPutOffTheAbsoluteEnd() {
        SignedIn ada = signedIn("ada");
        clock.advance(Duration.ofHours(1));
        Tokens newer = Grants.tokens("new", clock.instant().plusSeconds(3600));
        SignedIn refreshed = ada.refreshed(ada.tokens(), newer, clock.instant(), clock.instant());
        assertEquals(newer, refreshed.tokens());
        assertEquals(sessions.endOf(ada), sessions.endOf(refreshed));
    }

    @Test
    void endingTellsWhoWasSignedIn() {
        SignedIn ada = signedIn("ada");
        sessions.begin(request("none"), ada);
        FakeRequest request = request(onlyId());
        assertEquals(Optional.of(ada.login()), sessions.end(request).map(SignedIn::login));
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
    void whatIsFoundInASessionAndCannotBeReadIsNobodysAndIsToldOnce() {
        sessions.begin(request("none"), signedIn("ada"));
        byte[] sealed =
                (byte[]) Objects.requireNonNull(request(onlyId()).session().getAttribute("in-page-login"));
        sealed[sealed.length - 1]++;
        for (Object content : new Object[] {"of another version", new byte[0], new byte[60], sealed}) {
            request(onlyId()).session().setAttribute("in-page-login", content);
            assertTrue(sessions.find(request(onlyId())).isEmpty());
            assertTrue(sessions.visit(request(onlyId())).isEmpty());
            assertTrue(sessions.slot(request(onlyId())).isEmpty());
        }
        String old = onlyId();
        sessions.begin(request(old), signedIn("bob"));
        assertNotEquals(old, onlyId());
        assertEquals("bob", sessions.find(request(onlyId())).orElseThrow().login());
    }

    @Test
    void aPersonKeepsTheAliasThatTheSessionBeganWith() {
        sessions.begin(request("none"), signedIn("ada"));
        String alias = sessions.find(request(onlyId())).orElseThrow().alias();
        assertEquals(new Aliases(TestKeys.some()).of("owner-1"), alias);
        Sessions rotated = new Sessions(
                new Settings.SessionLife(null, null),
                new Revocations(ringCentral),
                TestKeys.of("the-next-secret-of-the-tests-9876543210", TestKeys.SECRET),
                new NoRandomness(),
                clock);
        assertEquals(alias, rotated.visit(request(onlyId())).orElseThrow().alias());
        assertEquals(alias, rotated.find(request(onlyId())).orElseThrow().alias());
    }

    private List<String> revoked() {
        return ringCentral.revoked.stream().map(Tokens::accessToken).toList();
    }

    @Test
    void aRevocationAfterAnEndThatNoRequestHasCausedStillNamesItsSession() {
        List<String> named = new ArrayList<>();
        ringCentral.revocation(() -> {
            named.add(String.valueOf(MDC.get("session")));
            return CompletableFuture.completedFuture(null);
        });
        sessions.begin(request("none"), signedIn("ada"));
        sessions.visit(request(onlyId()));
        String tag = MDC.get("session");
        Notes.end();
        sessions.sessionDestroyed(new HttpSessionEvent(request(onlyId()).getSession(false)));
        assertEquals(List.of(tag), named);
        assertNull(MDC.get("session"));
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
