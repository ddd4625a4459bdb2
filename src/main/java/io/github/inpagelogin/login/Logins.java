package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.AuthorizationResponse;
import io.github.inpagelogin.oauth.Failures;
import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.oauth.NimbusStateSeal;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.RecentIds;
import io.github.inpagelogin.session.Revocations;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.session.SingleFlight;
import io.github.inpagelogin.web.Problem;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization code flow (RFC 6749 section 4.1) with PKCE (RFC 7636), from the first redirect to the signed-in
 * person. Keeps nothing between the two: the login travels, sealed, in {@code state}. Thread-safe.
 */
public final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    /** Many more than come back within the life of a login. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final OAuthClient client;
    private final Revocations revocations;
    private final NimbusStateSeal seal;
    private final Failures failures;
    private final SecureRandom random;
    private final Clock clock;
    private final SingleFlight<SignedIn> redemptions = new SingleFlight<>();

    /** The logins whose code RingCentral has had, by the fingerprint of their state. */
    private final RecentIds redeemed = new RecentIds(MOST_REMEMBERED);

    public Logins(OAuthClient client, Revocations revocations, NimbusStateSeal seal, SecureRandom random, Clock clock) {
        this.client = client;
        this.revocations = revocations;
        this.seal = seal;
        this.failures = new Failures(clock);
        this.random = random;
        this.clock = clock;
    }

    /** What a new login is to lead to. */
    record Wish(String returnPath, boolean restarted, boolean switching) {}

    /** Begins a login in the browser with this fingerprint: where to send it. */
    URI begin(Wish wish, String browser, URI redirectUri) {
        byte[] verifier = new byte[32];
        random.nextBytes(verifier);
        LoginState login = new LoginState(
                BASE64.encodeToString(verifier),
                browser,
                wish.returnPath(),
                clock.instant().plus(BrowserBinding.LIFE),
                wish.restarted(),
                wish.switching());
        return client.authorizationUri(login, seal.seal(login), redirectUri);
    }

    /**
     * Judges what came to the redirect URI: the state first; nothing else is looked at before it is known to be ours.
     *
     * @param browser the fingerprint of the browser it came from, if it is bound
     * @param signedIn who is signed in in that browser already
     */
    Verdict judge(AuthorizationResponse callback, Optional<String> browser, Optional<SignedIn> signedIn) {
        Optional<String> state = callback.state();
        Optional<LoginState> opened = state.flatMap(seal::open);
        if (state.isEmpty() || opened.isEmpty()) {
            return new Verdict.Refuse(Problem.NOT_OURS);
        }
        LoginState login = opened.get();
        String fingerprint = BrowserBinding.fingerprint(state.get());
        if (signedIn.isPresent()
                && (!login.switching() || signedIn.get().login().equals(fingerprint))) {
            return new Verdict.GoOn(login.returnPath());
        }
        boolean bound = browser.filter(login.browser()::equals).isPresent();
        if (!bound || !clock.instant().isBefore(login.expiresAt())) {
            return login.restarted()
                    ? new Verdict.Refuse(bound ? Problem.SIGN_IN_AGAIN : Problem.COOKIES)
                    : new Verdict.StartOver(login.returnPath(), login.switching());
        }
        return redeemed.contains(fingerprint)
                ? new Verdict.Again(login.returnPath())
                : judgeAnswer(callback, login, fingerprint);
    }

    private Verdict judgeAnswer(AuthorizationResponse callback, LoginState login, String fingerprint) {
        if (callback.issuer().filter(issuer -> !client.isIssuer(issuer)).isPresent()) {
            return new Verdict.Refuse(Problem.NOT_OURS);
        }
        if (callback.error().isPresent()) {
            return new Verdict.Fail(failures.ofAuthorization(callback.error().get()), login.returnPath());
        }
        return callback.code()
                .<Verdict>map(code -> new Verdict.Redeem(login, code, fingerprint))
                .orElseGet(() -> new Verdict.Refuse(Problem.NOT_OURS));
    }

    /** What already stands against a login in this browser, whose fingerprint is empty if it is not bound yet. */
    Optional<OAuthFailure> obstacle(Optional<String> browser) {
        return client.obstacle(browser.orElse(""));
    }

    /**
     * Redeems the code and asks who it is. The same callback arriving twice at once redeems once; later it is over (RFC 6749
     * section 4.1.2: a code is good once), unless RingCentral cannot have got the first.
     */
    CompletableFuture<SignedIn> redeem(Verdict.Redeem good, URI redirectUri) {
        return redemptions.join(
                good.fingerprint(),
                () -> client.redeem(good.code(), good.login(), redirectUri)
                        .whenComplete((tokens, thrown) -> remember(good.fingerprint(), thrown))
                        .thenCompose(tokens -> person(tokens)
                                .thenApply(
                                        person -> new SignedIn(tokens, person, good.fingerprint(), clock.instant()))));
    }

    private void remember(String fingerprint, @Nullable Throwable thrown) {
        if (thrown == null
                || OAuthFailure.in(thrown).filter(OAuthFailure::isUnheard).isEmpty()) {
            redeemed.add(fingerprint);
        }
    }

    /** How often a callback came while its code was being redeemed, since the start. */
    public long joins() {
        return redemptions.joins();
    }

    /** The person's name is a nicety: only a token that RingCentral itself refuses stops the login here. */
    private CompletableFuture<Person> person(Tokens tokens) {
        return client.person(tokens).exceptionallyCompose(thrown -> {
            Optional<OAuthFailure> nicety =
                    OAuthFailure.in(thrown).filter(failure -> failure.reason() != OAuthFailure.Reason.SIGN_IN_AGAIN);
            if (nicety.isPresent()) {
                LOG.warn(
                        "The profile could not be read, the login goes on without it: {}",
                        nicety.get().getMessage());
                return CompletableFuture.completedFuture(Person.UNKNOWN);
            }
            revocations.add(tokens);
            return CompletableFuture.failedFuture(thrown);
        });
    }
}
