package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.oauth.Governor.Party;
import io.github.inpagelogin.oauth.Governor.Party.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final Party ADA = new Party("app", Kind.OWNER, "ada");
    private static final Party ADAS_REFRESH = new Party("app", Kind.REFRESH, "ada");
    private static final Party BROWSER = new Party("app", Kind.BROWSER, "ada's browser");

    private final TestClock clock = new TestClock();
    private final Failures failures = new Failures(clock);
    private final Governor governor = new Governor(clock);
    private final AtomicInteger asked = new AtomicInteger();

    private OAuthFailure ask(Party party, OAuthFailure answer) {
        CompletableFuture<Void> outcome = governor.ask(party, () -> {
            asked.incrementAndGet();
            return CompletableFuture.failedFuture(answer);
        });
        return assertInstanceOf(
                OAuthFailure.class,
                assertThrows(CompletionException.class, outcome::join).getCause());
    }

    private void succeed(Party party) {
        governor.ask(party, () -> CompletableFuture.completedFuture("tokens")).join();
    }

    private OAuthFailure answer(int status, String code, String... headers) {
        return failures.ofAnswer(FakeHttpSender.json(status, "{\"errorCode\":\"" + code + "\"}", headers));
    }

    private OAuthFailure throttled(String code, int seconds) {
        return answer(429, code, "retry-after", Integer.toString(seconds));
    }

    @Test
    void whoIsToldToWaitIsNotAskedForUntilThen() {
        ask(ADA, throttled("CMN-301", 60));
        clock.advance(Duration.ofMillis(59_500));
        OAuthFailure held = ask(ADA, throttled("CMN-301", 60));
        assertEquals("too_early", held.code());
        assertEquals(OAuthFailure.Reason.TRY_LATER, held.reason());
        assertEquals(Optional.of(Duration.ofSeconds(1)), held.retryAfter());
        assertEquals(1, asked.get());
        assertEquals(1, governor.heldBack());
        clock.advance(Duration.ofMillis(500));
        succeed(ADA);
        assertEquals(1, governor.heldBack());
    }

    @Test
    void othersNeedNotWait() {
        ask(ADA, throttled("CMN-301", 60));
        ask(BROWSER, throttled("CMN-302", 60));
        succeed(new Party("app", Kind.OWNER, "luis"));
        succeed(new Party("app", Kind.BROWSER, "luis's browser"));
        succeed(new Party("another app", Kind.OWNER, "ada"));
        assertEquals(0, governor.heldBack());
    }

    @Test
    void everybodyWaitsIfItIsTheAddressThatRingCentralHasHadEnoughOf() {
        ask(BROWSER, throttled("CMN-310", 20));
        assertEquals(
                Optional.of(Duration.ofSeconds(20)),
                ask(ADA, throttled("CMN-301", 60)).retryAfter());
        succeed(new Party("another app", Kind.OWNER, "ada"));
        clock.advance(Duration.ofSeconds(20));
        succeed(ADA);
    }

    @Test
    void aRefreshThatFailsAtRingCentralIsTriedAgainTenSecondsApartThreeTimesAndThenAMinuteLater() {
        OAuthFailure broken = answer(500, "CMN-201");
        for (int i = 0; i < 3; i++) {
            assertEquals("http_500", ask(ADAS_REFRESH, broken).code());
            assertEquals(
                    Optional.of(Duration.ofSeconds(10)),
                    ask(ADAS_REFRESH, broken).retryAfter());
            clock.advance(Duration.ofSeconds(10));
        }
        assertEquals("http_500", ask(ADAS_REFRESH, broken).code());
        assertEquals(
                Optional.of(Duration.ofSeconds(60)), ask(ADAS_REFRESH, broken).retryAfter());
        clock.advance(Duration.ofSeconds(60));
        succeed(ADAS_REFRESH);
        ask(ADAS_REFRESH, broken);
        assertEquals(
                Optional.of(Duration.ofSeconds(10)), ask(ADAS_REFRESH, broken).retryAfter());
        assertEquals(5, asked.get());
    }

    @Test
    void aRefreshThatHasNoAnswerInTimeIsTriedAgainAsOneThatFails() {
        OAuthFailure late = failures.ofNoAnswer(new HttpFailure(HttpFailure.Kind.TIMED_OUT, new Exception("test")));
        for (int i = 0; i < 4; i++) {
            assertEquals("timed_out", ask(ADAS_REFRESH, late).code());
            assertEquals("too_early", ask(ADAS_REFRESH, late).code());
            clock.advance(Duration.ofSeconds(i < 3 ? 10 : 60));
        }
        for (HttpFailure.Kind kind :
                List.of(HttpFailure.Kind.NOT_SENT, HttpFailure.Kind.NOT_CONNECTED, HttpFailure.Kind.BROKEN)) {
            ask(ADAS_REFRESH, failures.ofNoAnswer(new HttpFailure(kind, new Exception("test"))));
        }
        succeed(ADAS_REFRESH);
    }

    @Test
    void aRefreshThatCannotSucceedYetIsNotTriedAgainAtOnce() {
        for (OAuthFailure failure :
                List.of(answer(401, "OAU-146"), answer(401, ""), OAuthFailure.unreadable("not_json", null))) {
            assertEquals(failure.code(), ask(ADAS_REFRESH, failure).code());
            assertEquals(
                    Optional.of(Duration.ofSeconds(10)),
                    ask(ADAS_REFRESH, failure).retryAfter());
            clock.advance(Duration.ofSeconds(10));
        }
        ask(ADAS_REFRESH, answer(400, "OAU-213"));
        succeed(ADAS_REFRESH);
    }

    @Test
    void anotherCodeIsNotTheSameAttemptAgainAndARevocationIsNoRefresh() {
        ask(BROWSER, answer(500, "CMN-201"));
        succeed(BROWSER);
        ask(ADA, answer(500, "CMN-201"));
        succeed(ADA);
    }

    @Test
    void neitherARefusalNorAnAnswerThatDoesNotComeMakesAnybodyWait() {
        ask(ADA, answer(400, "OAU-213"));
        for (HttpFailure.Kind kind : HttpFailure.Kind.values()) {
            ask(ADA, failures.ofNoAnswer(new HttpFailure(kind, new Exception("test"))));
        }
        succeed(ADA);
        assertEquals(0, governor.heldBack());
    }

    @Test
    void whatWasUnderWayBeforeDoesNotShortenAWait() {
        CompletableFuture<String> early = new CompletableFuture<>();
        CompletableFuture<String> late = new CompletableFuture<>();
        var unused = governor.ask(ADA, () -> early);
        var unusedToo = governor.ask(ADA, () -> late);
        ask(ADA, throttled("CMN-301", 60));
        early.complete("tokens");
        late.completeExceptionally(throttled("CMN-301", 5));
        assertEquals(
                Optional.of(Duration.ofSeconds(60)),
                ask(ADA, throttled("CMN-301", 60)).retryAfter());
    }

    @Test
    void onlySoManyAreRemembered() {
        for (int i = 0; i <= 10_000; i++) {
            ask(new Party("app", Kind.BROWSER, "browser " + i), throttled("CMN-301", 60));
        }
        succeed(new Party("app", Kind.BROWSER, "browser 0"));
        assertEquals(
                "too_early",
                ask(new Party("app", Kind.BROWSER, "browser 1"), throttled("CMN-301", 60))
                        .code());
    }
}
