package io.github.inpagelogin.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.oauth.AuthorizationResponse;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.oauth.NimbusStateSeal;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.Revocations;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Problem;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
    private static final URI CALLBACK = URI.create("https://site.example/oauth/callback");
    private static final String BROWSER = BrowserBinding.fingerprint("this browser");
    private static final String OTHER_BROWSER = BrowserBinding.fingerprint("another browser");

    private final TestClock clock = new TestClock();
    private final SecureRandom random = new SecureRandom();
    private final FakeOAuthClient ringCentral = new FakeOAuthClient();
    private final NimbusStateSeal seal = new NimbusStateSeal(List.of(key(1)));
    private final Logins logins = new Logins(ringCentral, new Revocations(ringCentral), seal, random, clock);
    private final Tokens tokens = Grants.tokens("new", clock.instant().plusSeconds(3600));

    // --- the beginning

    @Test
    void aLoginCarriesAllThatJudgesItsAnswer() {
        String state = begin(new Logins.Wish("/app/adapter?x=1", true, true));
        LoginState login = seal.open(state).orElseThrow();
        assertEquals(ringCentral.begun, List.of(login));
        assertEquals("/app/adapter?x=1", login.returnPath());
        assertEquals(BROWSER, login.browser());
        assertEquals(clock.instant().plus(Duration.ofMinutes(10)), login.expiresAt());
        assertTrue(login.restarted());
        assertTrue(login.switching());
        assertTrue(login.codeVerifier().matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void everyLoginHasAVerifierOfItsOwn() {
        begin(wish());
        begin(wish());
        assertNotEquals(
                ringCentral.begun.get(0).codeVerifier(),
                ringCentral.begun.get(1).codeVerifier());
    }

    // --- the state comes first

    @Test
    void aGoodCallbackIsRedeemed() {
        String state = begin(wish());
        Verdict.Redeem good = assertInstanceOf(Verdict.Redeem.class, judge(Answer.to(state)));
        assertEquals(ringCentral.begun.get(0), good.login());
        assertEquals("c0de", good.code());
        assertEquals(BrowserBinding.fingerprint(state), good.fingerprint());
    }

    @Test
    void aCallbackWithoutStateIsNotOurs() {
        assertRefused(Problem.NOT_OURS, judge(Answer.to(begin(wish())).without("state")));
        assertRefused(Problem.NOT_OURS, judge(Answer.to("")));
        assertRefused(Problem.NOT_OURS, judge(new Answer(Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "code", "error", "iss", "whatever"})
    void aCallbackWithAParameterTwiceIsNotOurs(String name) {
        assertRefused(Problem.NOT_OURS, judge(Answer.to(begin(wish())).with(name, "a", "a")));
    }

    @Test
    void aForgedStateIsNotOursWhateverElseIsInTheCallback() {
        for (String forged : new String[] {"forged", "a.b.c.d.e", "eyJhbGciOiJkaXIifQ....", "<script>"}) {
            assertRefused(Problem.NOT_OURS, judge(Answer.to(forged)));
            assertRefused(Problem.NOT_OURS, judge(Answer.to(forged).with("error", "access_denied")));
            assertRefused(Problem.NOT_OURS, judge(Answer.to(forged).with("iss", "https://evil.example")));
            assertRefused(
                    Problem.NOT_OURS,
                    logins.judge(Answer.to(forged).callback(), Optional.of(BROWSER), Optional.of(signedIn("old"))));
        }
    }

    @Test
    void aStateOfAnotherKeyIsNotOurs() {
        Logins elsewhere = new Logins(
                ringCentral, new Revocations(ringCentral), new NimbusStateSeal(List.of(key(2))), random, clock);
        String state = stateOf(elsewhere.begin(wish(), BROWSER, CALLBACK));
        assertRefused(Problem.NOT_OURS, judge(Answer.to(state)));
    }

    @Test
    void anotherNodeWithTheSameKeyMayFinishTheLogin() {
        String state = begin(wish());
        Logins otherNode = new Logins(
                ringCentral, new Revocations(ringCentral), new NimbusStateSeal(List.of(key(1))), random, clock);
        assertInstanceOf(
                Verdict.Redeem.class,
                otherNode.judge(Answer.to(state).callback(), Optional.of(BROWSER), Optional.empty()));
    }

    // --- late, lost and repeated callbacks

    @Test
    void aLoginIsGoodForTenMinutes() {
        String state = begin(wish());
        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertInstanceOf(Verdict.Redeem.class, judge(Answer.to(state)));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(new Verdict.StartOver("/app?x=1", false), judge(Answer.to(state)));
    }

    @Test
    void anAnswerInAnotherBrowserStartsOver() {
        AuthorizationResponse callback = Answer.to(begin(wish())).callback();
        assertEquals(
                new Verdict.StartOver("/app?x=1", false),
                logins.judge(callback, Optional.of(OTHER_BROWSER), Optional.empty()));
        assertEquals(
                new Verdict.StartOver("/app?x=1", false), logins.judge(callback, Optional.empty(), Optional.empty()));
    }

    @Test
    void anErrorInAnotherBrowserIsNotBelieved() {
        AuthorizationResponse callback =
                Answer.to(begin(wish())).with("error", "access_denied").callback();
        assertEquals(
                new Verdict.StartOver("/app?x=1", false),
                logins.judge(callback, Optional.of(OTHER_BROWSER), Optional.empty()));
    }

    @Test
    void nobodyIsSentAroundTwice() {
        AuthorizationResponse callback =
                Answer.to(begin(new Logins.Wish("/app", true, false))).callback();
        assertRefused(Problem.COOKIES, logins.judge(callback, Optional.empty(), Optional.empty()));
        assertRefused(Problem.COOKIES, logins.judge(callback, Optional.of(OTHER_BROWSER), Optional.empty()));
        clock.advance(Duration.ofMinutes(11));
        assertRefused(Problem.SIGN_IN_AGAIN, logins.judge(callback, Optional.of(BROWSER), Optional.empty()));
        assertRefused(Problem.COOKIES, logins.judge(callback, Optional.empty(), Optional.empty()));
    }

    @Test
    void whoIsSignedInAlreadyGoesOnAndNothingIsRedeemed() {
        AuthorizationResponse callback = Answer.to(begin(wish())).callback();
        Optional<SignedIn> signedIn = Optional.of(signedIn("other login"));
        Verdict.GoOn goOn = new Verdict.GoOn("/app?x=1");
        assertEquals(goOn, logins.judge(callback, Optional.of(BROWSER), signedIn));
        assertEquals(goOn, logins.judge(callback, Optional.of(OTHER_BROWSER), signedIn));
        assertEquals(goOn, logins.judge(callback, Optional.empty(), signedIn));
        clock.advance(Duration.ofDays(1));
        assertEquals(goOn, logins.judge(callback, Optional.of(BROWSER), signedIn));
        assertEquals(List.of(), ringCentral.redeemed);
    }

    @Test
    void aRestartedLoginOfWhoIsSignedInAlreadyGoesOnToo() {
        AuthorizationResponse callback =
                Answer.to(begin(new Logins.Wish("/app", true, false))).callback();
        assertEquals(
                new Verdict.GoOn("/app"), logins.judge(callback, Optional.empty(), Optional.of(signedIn("other"))));
    }

    // --- signing in as somebody else

    @Test
    void whoSwitchesIsRedeemedThoughSomebodyIsSignedIn() {
        AuthorizationResponse callback =
                Answer.to(begin(new Logins.Wish("/app", false, true))).callback();
        assertInstanceOf(
                Verdict.Redeem.class, logins.judge(callback, Optional.of(BROWSER), Optional.of(signedIn("old"))));
    }

    @Test
    void aSwitchThatComesAgainIsKnownAndGoesOn() {
        String state = begin(new Logins.Wish("/app", false, true));
        SignedIn switched = signedIn(BrowserBinding.fingerprint(state));
        assertEquals(
                new Verdict.GoOn("/app"),
                logins.judge(Answer.to(state).callback(), Optional.of(BROWSER), Optional.of(switched)));
    }

    @Test
    void aSwitchBegunInAnotherBrowserAsksForTheOtherPersonAgain() {
        AuthorizationResponse callback =
                Answer.to(begin(new Logins.Wish("/app", false, true))).callback();
        assertEquals(
                new Verdict.StartOver("/app", true),
                logins.judge(callback, Optional.of(OTHER_BROWSER), Optional.of(signedIn("old"))));
    }

    // --- issuer, error, code

    @Test
    void anotherIssuerIsNotOurs() {
        for (String issuer : new String[] {"https://evil.example", FakeOAuthClient.ISSUER + "/", " "}) {
            Answer answer = Answer.to(begin(wish())).with("iss", issuer);
            assertRefused(Problem.NOT_OURS, judge(answer));
            assertRefused(Problem.NOT_OURS, judge(answer.with("error", "access_denied")));
        }
    }

    @Test
    void theRightIssuerIsFine() {
        assertInstanceOf(Verdict.Redeem.class, judge(Answer.to(begin(wish())).with("iss", FakeOAuthClient.ISSUER)));
    }

    @Test
    void anErrorIsLookedAtBeforeTheCode() {
        Answer both = Answer.to(begin(wish())).with("error", "access_denied");
        for (Answer answer : new Answer[] {both, both.without("code")}) {
            Verdict.Fail failed = assertInstanceOf(Verdict.Fail.class, judge(answer));
            assertEquals(Reason.DENIED, failed.failure().reason());
            assertEquals("/app?x=1", failed.returnPath());
        }
    }

    @Test
    void theTextOfAnErrorIsNotCarriedOn() {
        Answer answer =
                Answer.to(begin(wish())).with("error", "<b>theirs</b>").with("error_description", "<b>theirs</b>");
        Verdict.Fail failed = assertInstanceOf(Verdict.Fail.class, judge(answer));
        assertFalse((failed + failed.failure().code() + failed.failure().meaning()).contains("theirs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "a\u0000b", "a\r\nb", "\t", "cöde", "a\u007f", "\u00a0", "\u2028", "💥"})
    void aCodeThatNoServerIssuesIsNotOurs(String code) {
        assertRefused(Problem.NOT_OURS, judge(Answer.to(begin(wish())).with("code", code)));
    }

    @Test
    void anOverlongCodeOrNoCodeIsNotOurs() {
        assertRefused(Problem.NOT_OURS, judge(Answer.to(begin(wish())).with("code", "c".repeat(4097))));
        assertRefused(Problem.NOT_OURS, judge(Answer.to(begin(wish())).without("code")));
    }

    @Test
    void parametersThatNobodyAskedForAreNoMatter() {
        Answer answer = Answer.to(begin(wish())).with("expires_in", "60").with("discovery_uri", "https://evil.example");
        assertInstanceOf(Verdict.Redeem.class, judge(answer));
    }

    // --- redemption

    @Test
    void theCodeIsRedeemedWithTheVerifierOfItsLogin() {
        ringCentral.tokens(() -> CompletableFuture.completedFuture(tokens));
        String state = begin(wish());
        SignedIn signedIn = redeem(state).join();
        assertEquals(
                List.of(new FakeOAuthClient.Redemption(
                        "c0de", ringCentral.begun.get(0).codeVerifier(), CALLBACK)),
                ringCentral.redeemed);
        assertEquals(
                new SignedIn(tokens, new Person("Ada", "101"), BrowserBinding.fingerprint(state), clock.instant()),
                signedIn);
    }

    @Test
    void twoCallbacksAtOnceRedeemOnce() {
        CompletableFuture<Tokens> answer = new CompletableFuture<>();
        ringCentral.tokens(() -> answer);
        String state = begin(wish());
        CompletableFuture<SignedIn> first = redeem(state);
        CompletableFuture<SignedIn> second = redeem(state);
        answer.complete(tokens);
        assertSame(first.join(), second.join());
        assertEquals(1, ringCentral.redeemed.size());
    }

    @Test
    void twoTabsRedeemEachTheirOwn() {
        ringCentral.tokens(CompletableFuture::new);
        var first = redeem(begin(wish()));
        var second = redeem(begin(wish()));
        assertEquals(2, ringCentral.redeemed.size());
        assertFalse(first.isDone() || second.isDone());
    }

    @ParameterizedTest
    @EnumSource
    void aRedemptionThatFailsSaysWhy(Reason reason) {
        OAuthFailure failure = OAuthFailures.because(reason);
        ringCentral.tokens(() -> CompletableFuture.failedFuture(failure));
        assertSame(failure, thrownBy(redeem(begin(wish()))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIGN_IN_AGAIN")
    void aProfileThatCannotBeReadDoesNotStopTheLogin(Reason reason) {
        OAuthFailure failure = OAuthFailures.because(reason);
        ringCentral.tokens(() -> CompletableFuture.completedFuture(tokens));
        ringCentral.person(() -> CompletableFuture.failedFuture(failure));
        assertEquals(Person.UNKNOWN, redeem(begin(wish())).join().person());
        ringCentral.person(() -> CompletableFuture.failedFuture(new CompletionException(failure)));
        assertEquals(Person.UNKNOWN, redeem(begin(wish())).join().person());
    }

    @Test
    void aTokenThatRingCentralItselfRefusesStopsTheLogin() {
        OAuthFailure failure = OAuthFailures.because(Reason.SIGN_IN_AGAIN);
        ringCentral.tokens(() -> CompletableFuture.completedFuture(tokens));
        ringCentral.person(() -> CompletableFuture.failedFuture(failure));
        assertSame(failure, thrownBy(redeem(begin(wish()))));
        assertEquals(List.of(tokens), ringCentral.revoked, "it would use up one of the person's five sessions");
    }

    @Test
    void aMistakeOfOursStopsTheLogin() {
        IllegalStateException mistake = new IllegalStateException("a mistake");
        ringCentral.tokens(() -> CompletableFuture.completedFuture(tokens));
        ringCentral.person(() -> CompletableFuture.failedFuture(mistake));
        assertSame(mistake, thrownBy(redeem(begin(wish()))));
    }

    // --- fixtures

    /** The parameters of a callback: good ones, to vary one of. */
    private record Answer(Map<String, String[]> parameters) {
        static Answer to(String state) {
            return new Answer(Map.of("state", new String[] {state}, "code", new String[] {"c0de"}));
        }

        Answer with(String name, String... values) {
            Map<String, String[]> changed = new TreeMap<>(parameters);
            changed.put(name, values);
            return new Answer(changed);
        }

        Answer without(String name) {
            Map<String, String[]> changed = new TreeMap<>(parameters);
            changed.remove(name);
            return new Answer(changed);
        }

        AuthorizationResponse callback() {
            return new AuthorizationResponse(parameters);
        }
    }

    private static Logins.Wish wish() {
        return new Logins.Wish("/app?x=1", false, false);
    }

    private String begin(Logins.Wish wish) {
        return stateOf(logins.begin(wish, BROWSER, CALLBACK));
    }

    private static String stateOf(URI authorization) {
        return authorization.getQuery().replaceAll(".*state=([^&]*).*", "$1");
    }

    private Verdict judge(Answer answer) {
        return logins.judge(answer.callback(), Optional.of(BROWSER), Optional.empty());
    }

    private CompletableFuture<SignedIn> redeem(String state) {
        Verdict.Redeem good = assertInstanceOf(Verdict.Redeem.class, judge(Answer.to(state)));
        return logins.redeem(good, CALLBACK);
    }

    private SignedIn signedIn(String login) {
        return new SignedIn(tokens, Person.UNKNOWN, login, clock.instant());
    }

    private static void assertRefused(Problem problem, Verdict verdict) {
        assertEquals(new Verdict.Refuse(problem), verdict);
    }

    private static Throwable thrownBy(CompletableFuture<?> future) {
        Throwable cause = assertThrows(CompletionException.class, future::join).getCause();
        return cause == null ? new AssertionError("no cause") : cause;
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}
