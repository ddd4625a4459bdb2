package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeSessions;
import io.github.inpagelogin.NoRandomness;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens are refreshed before anybody has to wait for it. */
class RefreshAheadTest {
    private final TestClock clock = new TestClock();
    private final FakeSessions container = new FakeSessions();
    private final FakeOAuthClient ringCentral = new FakeOAuthClient();
    private final Revocations revocations = new Revocations(ringCentral);
    private final Sessions sessions =
            new Sessions(new Settings.SessionLife(null, null), revocations, TestKeys.some(), new NoRandomness(), clock);
    private final FreshTokens freshTokens = new FreshTokens(sessions, ringCentral, revocations, clock);
    private final Tokens old = Grants.tokens("old", clock.instant().plusSeconds(3600));
    private final Tokens renewed = Grants.tokens("new", clock.instant().plusSeconds(7200));
    private final CompletableFuture<Tokens> answer = new CompletableFuture<>();

    @BeforeEach
    void signIn() {
        sessions.begin(
                FakeRequest.get("/").session(container, null),
                new SignedIn(old, Person.UNKNOWN, "ada", clock.instant()));
        container.listenedToBy(sessions);
        ringCentral.tokens(() -> answer);
    }

    @ParameterizedTest
    @CsvSource({"0, 54", "0.5, 51", "0.999999, 48"})
    void whenIsAMatterOfChanceInTheLastTenthToFifthOfATokensLife(double chance, long minute) {
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return chance;
            }
        };
        Duration after = Duration.between(clock.instant(), new RefreshAhead(random).timeFor(old, clock.instant()));
        assertEquals(minute, Math.round(after.toSeconds() / 60.0));
    }

    @Test
    void whoAsksWhileTheOldTokensAreGoodGetsThemAtOnceAndTheRefreshRunsBehind() {
        clock.advance(Duration.ofMinutes(54).minusSeconds(1));
        assertEquals(old, freshTokens.of(request()).getNow(renewed));
        assertEquals(List.of(), ringCentral.refreshed);

        clock.advance(Duration.ofSeconds(1));
        assertEquals(old, freshTokens.of(request()).getNow(renewed));
        assertEquals(old, freshTokens.of(request()).getNow(renewed));
        assertEquals(List.of(old), ringCentral.refreshed);
        answer.complete(renewed);
        assertEquals(renewed, freshTokens.of(request()).getNow(old));
        assertEquals(clock.instant(), signedIn().orElseThrow().refreshedAt());
        assertEquals(0, freshTokens.joins());
    }

    @Test
    void theNextRefreshIsPlannedByTheLifeOfTheNewTokens() {
        clock.advance(Duration.ofMinutes(55));
        answer.complete(renewed);
        assertEquals(old, freshTokens.of(request()).join());
        ringCentral.tokens(CompletableFuture::new);
        clock.advance(Duration.ofMinutes(58));
        assertEquals(renewed, freshTokens.of(request()).join());
        assertEquals(1, ringCentral.refreshed.size());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(renewed, freshTokens.of(request()).join());
        assertEquals(2, ringCentral.refreshed.size());
    }

    @Test
    void whoNeedsNewTokensMeanwhileJoinsTheRefreshBehind() {
        clock.advance(Duration.ofMinutes(55));
        assertEquals(old, freshTokens.of(request()).join());
        CompletableFuture<Tokens> refused = freshTokens.refreshed(request(), old);
        clock.advance(Duration.ofMinutes(5));
        CompletableFuture<Tokens> late = freshTokens.of(request());
        answer.complete(renewed);
        assertEquals(List.of(renewed, renewed), List.of(refused.join(), late.join()));
        assertEquals(1, ringCentral.refreshed.size());
        assertEquals(2, freshTokens.joins());
    }

    @Test
    void aRefreshBehindThatFailsIsTriedAgainTwoMinutesLaterAndNobodyNotices() {
        clock.advance(Duration.ofMinutes(55));
        answer.completeExceptionally(OAuthFailures.because(Reason.TRY_LATER));
        for (int i = 0; i < 8; i++) {
            assertEquals(old, freshTokens.of(request()).join());
            clock.advance(Duration.ofSeconds(15));
        }
        assertEquals(1, ringCentral.refreshed.size());
        ringCentral.tokens(() -> CompletableFuture.completedFuture(renewed));
        assertEquals(old, freshTokens.of(request()).join());
        assertEquals(renewed, freshTokens.of(request()).join());
        assertEquals(2, ringCentral.refreshed.size());
    }

    @Test
    void aRefreshBehindThatIsRejectedEndsTheSessionForTheNextRequest() {
        clock.advance(Duration.ofMinutes(55));
        answer.completeExceptionally(OAuthFailures.because(Reason.SIGN_IN_AGAIN));
        assertEquals(old, freshTokens.of(request()).join());
        assertEquals(Set.of(), container.ids());
        assertEquals(List.of(), ringCentral.revoked, "RingCentral knows");
    }

    @Test
    void whoSignsOutMeanwhileLeavesNoLiveTokenBehind() {
        clock.advance(Duration.ofMinutes(55));
        FakeRequest signOut = request();
        assertEquals(old, freshTokens.of(request()).join());
        assertTrue(sessions.end(signOut).isPresent());
        answer.complete(renewed);
        assertEquals(List.of(renewed), ringCentral.revoked);
    }

    @Test
    void aSessionThatTheContainerEndsMeanwhileLeavesNoneEither() {
        clock.advance(Duration.ofMinutes(55));
        assertTrue(sessions.visit(request()).isPresent());
        assertEquals(old, freshTokens.of(request()).join());
        request().session().invalidate();
        answer.complete(renewed);
        assertEquals(List.of(old, renewed), ringCentral.revoked);
    }

    @Test
    void aSessionThatWentToItsStoreMeanwhileLivesAndTheSamePairComesOnceMore() {
        clock.advance(Duration.ofMinutes(55));
        FakeRequest first = request();
        assertEquals(old, freshTokens.of(first).join());
        ((FakeSessions.Session) first.session()).passivate();
        answer.complete(renewed);
        assertEquals(List.of(), ringCentral.revoked);
        assertEquals(Optional.of(old), signedIn().map(SignedIn::tokens));

        assertEquals(renewed, freshTokens.refreshed(request(), old).join());
        assertEquals(List.of(old, old), ringCentral.refreshed);
        assertEquals(Optional.of(renewed), signedIn().map(SignedIn::tokens));
    }

    @Test
    void whoJoinsWithASessionObjectOfTheirOwnKeepsTheNewTokensInThat() {
        clock.advance(Duration.ofMinutes(55));
        FakeRequest first = request();
        assertEquals(old, freshTokens.of(first).join());
        ((FakeSessions.Session) first.session()).passivate();
        CompletableFuture<Tokens> joined = freshTokens.refreshed(request(), old);
        answer.complete(renewed);
        assertEquals(renewed, joined.join());
        assertEquals(Optional.of(renewed), signedIn().map(SignedIn::tokens));
        assertEquals(1, ringCentral.refreshed.size());
    }

    @Test
    void tokensThatCannotBeRefreshedAreUsedToTheirEnd() {
        sessions.end(request());
        sessions.begin(
                FakeRequest.get("/").session(container, null),
                new SignedIn(
                        Grants.withoutRefresh(clock.instant().plusSeconds(3600)),
                        Person.UNKNOWN,
                        "ada",
                        clock.instant()));
        clock.advance(Duration.ofMinutes(55));
        assertFalse(freshTokens.of(request()).isCompletedExceptionally());
        assertEquals(List.of(), ringCentral.refreshed);
    }

    private Optional<SignedIn> signedIn() {
        return sessions.find(request());
    }

    private FakeRequest request() {
        return FakeRequest.get("/app")
                .session(container, container.ids().iterator().next());
    }
}
