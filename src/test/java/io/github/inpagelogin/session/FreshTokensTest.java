package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeSessions;
import io.github.inpagelogin.NoRandomness;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class FreshTokensTest {
    private final TestClock clock = new TestClock();
    private final FakeSessions container = new FakeSessions();
    private final FakeOAuthClient ringCentral = new FakeOAuthClient();
    private final Revocations revocations = new Revocations(ringCentral);
    private final Sessions sessions = new Sessions(
            new Settings.SessionLife(null, Duration.ofHours(12)),
            revocations,
            TestKeys.some(),
            new NoRandomness(),
            clock);
    private final FreshTokens freshTokens = new FreshTokens(sessions, ringCentral, revocations, clock);
    private final Tokens old = Grants.tokens("old", clock.instant().plusSeconds(3600));
    private final Tokens renewed = Grants.tokens("new", clock.instant().plusSeconds(7200));
    private final CompletableFuture<Tokens> answer = new CompletableFuture<>();

    @BeforeEach
    void signIn() {
        signIn(old);
        ringCentral.tokens(() -> answer);
    }

    @Test
    void freshTokensAreUsedAsTheyAre() {
        clock.advance(Duration.ofMinutes(47));
        assertEquals(old, freshTokens.of(request()).join());
        assertEquals(List.of(), ringCentral.refreshed);
    }

    @Test
    void tokensThatEndWithinAMinuteAreWorthNothingAndTheirRefreshIsWaitedFor() {
        clock.advance(Duration.ofMinutes(59));
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        assertEquals(List.of(old), ringCentral.refreshed);
        assertFalse(tokens.isDone());
        answer.complete(renewed);
        assertEquals(renewed, tokens.join());
    }

    @Test
    void refreshedTokensAreKeptForTheNextRequest() {
        expire();
        answer.complete(renewed);
        assertEquals(renewed, freshTokens.of(request()).join());
        assertEquals(renewed, freshTokens.of(request()).join());
        assertEquals(1, ringCentral.refreshed.size());
        assertEquals(Optional.of("ada"), sessions.find(request()).map(SignedIn::login));
    }

    @Test
    void twoHundredRequestsAtOnceRefreshOnce() {
        expire();
        CyclicBarrier allAtOnce = new CyclicBarrier(200);
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<CompletableFuture<Tokens>> callers = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> await(allAtOnce), threads)
                            .thenCompose(ready -> freshTokens.of(request())))
                    .toList();
            while (freshTokens.joins() < 199) {
                Thread.onSpinWait();
            }
            answer.complete(renewed);
            callers.forEach(caller -> assertEquals(renewed, caller.join()));
        } finally {
            threads.shutdownNow();
        }
        assertEquals(List.of(old), ringCentral.refreshed);
        assertEquals(199, freshTokens.joins());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tokensThatWereRefusedAreRefreshedAlthoughTheyHadNotExpired() {
        answer.complete(renewed);
        assertEquals(renewed, freshTokens.refreshed(request(), old).join());
        assertEquals(List.of(old), ringCentral.refreshed);
        assertEquals(renewed, freshTokens.of(request()).join());
    }

    @Test
    void whoComesLateWithRefusedTokensGetsThoseThatAreThereByNow() {
        answer.complete(renewed);
        assertEquals(renewed, freshTokens.refreshed(request(), old).join());
        assertEquals(renewed, freshTokens.refreshed(request(), old).join());
        assertEquals(1, ringCentral.refreshed.size());
    }

    @Test
    void tokensThatAreRefusedAgainAndAgainAreRefreshedOnceAMinute() {
        answer.complete(renewed);
        assertEquals(renewed, freshTokens.refreshed(request(), old).join());
        clock.advance(Duration.ofSeconds(59));
        assertEquals(renewed, freshTokens.refreshed(request(), renewed).join());
        assertEquals(List.of(old), ringCentral.refreshed);

        clock.advance(Duration.ofSeconds(1));
        Tokens newest = Grants.tokens("newest", clock.instant().plusSeconds(7200));
        ringCentral.tokens(() -> CompletableFuture.completedFuture(newest));
        assertEquals(newest, freshTokens.refreshed(request(), renewed).join());
        assertEquals(List.of(old, renewed), ringCentral.refreshed);
    }

    @Test
    void refusalsAtOnceShareOneRefreshWithThoseWhoComeForTheTime() {
        CompletableFuture<Tokens> first = freshTokens.refreshed(request(), old);
        CompletableFuture<Tokens> second = freshTokens.refreshed(request(), old);
        expire();
        CompletableFuture<Tokens> third = freshTokens.of(request());
        answer.complete(renewed);
        assertEquals(List.of(renewed, renewed, renewed), List.of(first.join(), second.join(), third.join()));
        assertEquals(1, ringCentral.refreshed.size());
    }

    @Test
    void refusedTokensThatCannotBeRefreshedEndTheSession() {
        CompletableFuture<Tokens> tokens = freshTokens.refreshed(request(), old);
        answer.completeExceptionally(OAuthFailures.because(Reason.SIGN_IN_AGAIN));
        assertEquals(Reason.SIGN_IN_AGAIN, failure(tokens).reason());
        assertEquals(Set.of(), container.ids());
        assertEquals(
                Reason.SIGN_IN_AGAIN,
                failure(freshTokens.refreshed(strangersRequest(), old)).reason());
    }

    @Test
    void twoPeopleAreRefreshedEachForThemselves() {
        FakeRequest bob = FakeRequest.get("/app").session(container, null);
        sessions.begin(bob, new SignedIn(old, Person.UNKNOWN, "bob", clock.instant()));
        String bobsId = bob.session().getId();
        String adasId = container.ids().stream()
                .filter(id -> !id.equals(bobsId))
                .findFirst()
                .orElseThrow();
        expire();
        var unused = freshTokens.of(FakeRequest.get("/app").session(container, adasId));
        var unusedToo = freshTokens.of(FakeRequest.get("/app").session(container, bobsId));
        assertEquals(2, ringCentral.refreshed.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_IN_AGAIN", "ACCOUNT", "DENIED"})
    void aRejectedRefreshEndsTheSession(Reason reason) {
        expire();
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        answer.completeExceptionally(OAuthFailures.because(reason));
        assertEquals(reason, failure(tokens).reason());
        assertEquals(Set.of(), container.ids());
        assertEquals(
                Reason.SIGN_IN_AGAIN,
                failure(freshTokens.of(strangersRequest())).reason());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SIGN_IN_AGAIN", "ACCOUNT", "DENIED"})
    void anUnavailableRingCentralKeepsTheSessionAndIsAskedAgainNextTime(Reason reason) {
        expire();
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        answer.completeExceptionally(OAuthFailures.because(reason));
        assertEquals(reason, failure(tokens).reason());
        assertTrue(sessions.find(request()).isPresent());
        ringCentral.tokens(() -> CompletableFuture.completedFuture(renewed));
        assertEquals(renewed, freshTokens.of(request()).join());
    }

    @Test
    void aMistakeOfOursKeepsTheSessionAndIsNotForEver() {
        expire();
        ringCentral.tokens(() -> {
            throw new IllegalStateException("a mistake");
        });
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        assertInstanceOf(
                IllegalStateException.class,
                assertThrows(CompletionException.class, tokens::join).getCause());
        ringCentral.tokens(() -> CompletableFuture.completedFuture(renewed));
        assertEquals(renewed, freshTokens.of(request()).join());
    }

    @Test
    void expiredTokensThatCannotBeRefreshedEndTheSession() {
        sessions.end(request());
        signIn(Grants.withoutRefresh(clock.instant().plusSeconds(3600)));
        expire();
        assertEquals(Reason.SIGN_IN_AGAIN, failure(freshTokens.of(request())).reason());
        assertEquals(Set.of(), container.ids());
        assertEquals(List.of(), ringCentral.refreshed);
    }

    @Test
    void tokensThatArriveAfterSignOutAreRevoked() {
        expire();
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        sessions.end(request());
        answer.complete(renewed);
        assertEquals(Reason.SIGN_IN_AGAIN, failure(tokens).reason());
        assertEquals(List.of(renewed), ringCentral.revoked);
        assertEquals(Set.of(), container.ids());
    }

    @Test
    void anAnswerThatWasLostIsAskedForOnceMoreWithTheSameRefreshToken() {
        expire();
        CompletableFuture<Tokens> again = new CompletableFuture<>();
        ringCentral.tokens(() -> ringCentral.refreshed.size() == 1 ? answer : again);
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        answer.completeExceptionally(OAuthFailures.answerLost());
        assertEquals(List.of(old, old), ringCentral.refreshed);
        again.complete(renewed);
        assertEquals(renewed, tokens.join());
        assertEquals(renewed, freshTokens.of(request()).join());
    }

    @Test
    void anAnswerThatWasLostTwiceIsNotAskedForAThirdTimeAndTheSessionStays() {
        expire();
        ringCentral.tokens(() -> CompletableFuture.failedFuture(OAuthFailures.answerLost()));
        assertTrue(failure(freshTokens.of(request())).isAnswerLost());
        assertEquals(List.of(old, old), ringCentral.refreshed);
        assertTrue(sessions.find(request()).isPresent());
    }

    @Test
    void aRejectionDoesNotEndASessionThatAnotherNodeHasGivenNewerTokens() {
        expire();
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        sessions.slot(request()).orElseThrow().keep(old, renewed);
        answer.completeExceptionally(OAuthFailures.because(Reason.SIGN_IN_AGAIN));
        assertEquals(renewed, tokens.join());
        assertEquals(renewed, freshTokens.of(request()).join());
    }

    @Test
    void ofTwoAnswersForOneSessionTheLaterExpiryStays() {
        Tokens latest = Grants.tokens("latest", clock.instant().plusSeconds(9000));
        expire();
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        sessions.slot(request()).orElseThrow().keep(old, latest);
        answer.complete(renewed);
        assertEquals(latest, tokens.join());
        assertEquals(latest, freshTokens.of(request()).join());
    }

    @Test
    void aPairThatLivesShorterReplacesTheOneThatItWasGivenFor() {
        Tokens shorter = Grants.tokens("shorter", clock.instant().plusSeconds(600));
        answer.complete(shorter);
        assertEquals(shorter, freshTokens.refreshed(request(), old).join());
        assertEquals(shorter, freshTokens.of(request()).join());
    }

    @Test
    void aRejectionThatArrivesAfterSignOutIsJustThat() {
        expire();
        CompletableFuture<Tokens> tokens = freshTokens.of(request());
        sessions.end(request());
        answer.completeExceptionally(OAuthFailures.because(Reason.SIGN_IN_AGAIN));
        assertEquals(Reason.SIGN_IN_AGAIN, failure(tokens).reason());
    }

    @Test
    void aStrangerHasNoTokensAndGetsNoSession() {
        container.ids().forEach(id -> sessions.end(FakeRequest.get("/").session(container, id)));
        assertEquals(
                Reason.SIGN_IN_AGAIN,
                failure(freshTokens.of(strangersRequest())).reason());
        assertEquals(Set.of(), container.ids());
    }

    @Test
    void tokensThatEndExactlyAtTheMarginAreNotFresh() {
        assertFalse(old.isFresh(clock.instant(), Duration.ofHours(1)));
        assertTrue(old.isFresh(clock.instant(), Duration.ofSeconds(3599)));
    }

    private void signIn(Tokens tokens) {
        sessions.begin(
                FakeRequest.get("/").session(container, null),
                new SignedIn(tokens, new Person("Ada", "101"), "ada", clock.instant()));
    }

    private void expire() {
        clock.advance(Duration.ofMinutes(61));
    }

    private FakeRequest request() {
        return FakeRequest.get("/app")
                .session(container, container.ids().iterator().next());
    }

    private FakeRequest strangersRequest() {
        return FakeRequest.get("/app").session(container, "unknown");
    }

    private static OAuthFailure failure(CompletableFuture<?> future) {
        CompletionException thrown = assertThrows(CompletionException.class, future::join);
        return assertInstanceOf(OAuthFailure.class, thrown.getCause());
    }
}
