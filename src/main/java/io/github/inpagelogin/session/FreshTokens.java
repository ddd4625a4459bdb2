package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the person who is signed in, refreshed when it is time: fresh, use; refresh under way, join; look again;
 * refresh once. Shortly before their end ({@link RefreshAhead}) tokens are refreshed in the background, and whoever asks
 * meanwhile gets the old ones at once; where sessions are in a store, one request stays until the new ones are kept.
 * Thread-safe.
 */
public final class FreshTokens {
    /** A token this close to its end may be dead on arrival. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** A refresh ahead of time that failed is tried again after this: longer than RingCentral's penalty of a minute. */
    private static final Duration TURN = Duration.ofMinutes(2);

    /** Tokens that are refused again and again are refreshed so seldom: RingCentral allows five requests a minute. */
    private static final Duration APART = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FreshTokens.class);

    private final Sessions sessions;
    private final OAuthClient client;
    private final Revocations revocations;
    private final Clock clock;
    private final SingleFlight<Tokens> refreshes = new SingleFlight<>();

    public FreshTokens(Sessions sessions, OAuthClient client, Revocations revocations, Clock clock) {
        this.sessions = sessions;
        this.client = client;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * The tokens of whoever is signed in, fresh. Fails with an {@link OAuthFailure}: a rejected refresh has ended the
     * session, an unavailable RingCentral has not. Tokens that are being refreshed ahead of their end may be refused by
     * RingCentral a moment later: {@link #refreshed} gives those that took their place.
     */
    public CompletableFuture<Tokens> of(HttpServletRequest request) {
        Optional<Sessions.Slot> slot = sessions.slot(request);
        Optional<SignedIn> signedIn = slot.flatMap(Sessions.Slot::read);
        if (signedIn.isEmpty()) {
            return CompletableFuture.failedFuture(OAuthFailure.sessionOver());
        }
        Tokens held = signedIn.get().tokens();
        if (!isFresh(held)) {
            return replaced(slot.get(), held);
        }
        if (signedIn.get().isRefreshDue(clock.instant()) && slot.get().takeTurnToRefresh(TURN)) {
            CompletableFuture<Tokens> newer = replaced(slot.get(), held);
            if (sessions.areShared()) {
                return newer.exceptionallyCompose(thrown -> isRejection(thrown)
                        ? CompletableFuture.failedFuture(thrown)
                        : CompletableFuture.completedFuture(held));
            }
        }
        return CompletableFuture.completedFuture(held);
    }

    /**
     * Tokens in place of {@code failed}, which RingCentral has refused although they had not expired: those that another
     * request has fetched since, else refreshed ones. The same again if they were refreshed within the last minute. Fails as
     * {@link #of} does.
     */
    public CompletableFuture<Tokens> refreshed(HttpServletRequest request, Tokens failed) {
        return sessions.slot(request)
                .map(slot -> replaced(slot, failed)
                        // Who joined a refresh for reasons of time may have been given the refused ones.
                        .thenCompose(tokens -> tokens.isSameAs(failed)
                                ? replaced(slot, failed)
                                : CompletableFuture.completedFuture(tokens)))
                .orElseGet(() -> CompletableFuture.failedFuture(OAuthFailure.sessionOver()));
    }

    /** How often somebody came while the tokens of their session were being refreshed, since the start. */
    public long joins() {
        return refreshes.joins();
    }

    /** Fresh tokens in place of {@code old}, for this session; one refresh for all who ask at once. */
    private CompletableFuture<Tokens> replaced(Sessions.Slot slot, Tokens old) {
        return refreshes
                .join(slot.key(), () -> replace(slot, old))
                // Some containers give each request a session of its own, and a store has the last that was written.
                .thenApply(newer -> slot.keep(old, newer).orElse(newer))
                .whenComplete((tokens, failure) -> tellMistake(failure));
    }

    /** Nobody may be waiting; what RingCentral has to do with is reported by the client. */
    private static void tellMistake(@Nullable Throwable failure) {
        if (failure != null && OAuthFailure.in(failure).isEmpty()) {
            LOG.error("Tokens could not be refreshed", failure);
        }
    }

    private CompletableFuture<Tokens> replace(Sessions.Slot slot, Tokens old) {
        return slot.read()
                .filter(signedIn ->
                        isFresh(signedIn.tokens()) && (!signedIn.tokens().isSameAs(old) || isJustRefreshed(signedIn)))
                .map(signedIn -> CompletableFuture.completedFuture(signedIn.tokens()))
                .orElseGet(() -> refresh(slot));
    }

    /** If such tokens are refused, others would be as well, and asking for them would use up RingCentral's patience. */
    private boolean isJustRefreshed(SignedIn signedIn) {
        Instant at = signedIn.refreshedAt();
        return at != null && clock.instant().isBefore(at.plus(APART));
    }

    private boolean isFresh(Tokens tokens) {
        return tokens.isFresh(clock.instant(), MARGIN);
    }

    private CompletableFuture<Tokens> refresh(Sessions.Slot slot) {
        Optional<Tokens> held = slot.read().map(SignedIn::tokens);
        if (held.isEmpty()) {
            return CompletableFuture.failedFuture(OAuthFailure.sessionOver());
        }
        Tokens spent = held.get();
        return client.refresh(spent)
                .exceptionallyCompose(thrown -> again(spent, thrown))
                .exceptionallyCompose(thrown -> endIfRejected(slot, spent, thrown))
                .thenApply(newer -> keep(slot, spent, newer));
    }

    /** If the answer was lost: RingCentral gives the same pair to the same refresh token once more. */
    private CompletableFuture<Tokens> again(Tokens spent, Throwable thrown) {
        if (OAuthFailure.in(thrown).filter(OAuthFailure::isAnswerLost).isEmpty()) {
            return CompletableFuture.failedFuture(thrown);
        }
        return client.refresh(spent);
    }

    /** Ends the session, unless another node was quicker and it holds other tokens by now. */
    private static CompletableFuture<Tokens> endIfRejected(Sessions.Slot slot, Tokens spent, Throwable thrown) {
        if (!isRejection(thrown)) {
            return CompletableFuture.failedFuture(thrown);
        }
        Optional<Tokens> others = slot.read().map(SignedIn::tokens).filter(held -> !held.isSameAs(spent));
        if (others.isPresent()) {
            return CompletableFuture.completedFuture(others.get());
        }
        var unused = slot.end();
        return CompletableFuture.failedFuture(thrown);
    }

    /**
     * Keeps what was refreshed. A person who signed out meanwhile must not leave a live token behind. A session that is out
     * of reach, because the request has ended that began the refresh, lives: its next refresh gives the same pair.
     */
    private Tokens keep(Sessions.Slot slot, Tokens spent, Tokens newer) {
        Optional<Tokens> held = slot.keep(spent, newer);
        if (held.isEmpty() && slot.hasEnded()) {
            revocations.add(newer);
            throw OAuthFailure.sessionOver();
        }
        return held.orElse(newer);
    }

    private static boolean isRejection(Throwable thrown) {
        return OAuthFailure.in(thrown)
                .filter(failure -> switch (failure.reason()) {
                    case SIGN_IN_AGAIN, ACCOUNT, DENIED -> true;
                    case TRY_LATER, NO_ANSWER, UNREADABLE, OUR_FAULT, PERMISSION, NOT_FOUND -> false;
                })
                .isPresent();
    }
}
