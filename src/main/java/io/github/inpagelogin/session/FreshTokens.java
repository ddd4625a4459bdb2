package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The tokens of the person who is signed in, refreshed if they have expired: fresh, use; refresh under way, join; look
 * again; refresh once. Thread-safe.
 */
public final class FreshTokens {
    /** A token this close to its end may be dead on arrival. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final OAuthClient client;
    private final Clock clock;
    private final SingleFlight<Tokens> refreshes = new SingleFlight<>();

    public FreshTokens(Sessions sessions, OAuthClient client, Clock clock) {
        this.sessions = sessions;
        this.client = client;
        this.clock = clock;
    }

    /**
     * The tokens of whoever is signed in, fresh. Fails with an {@link OAuthFailure}: a rejected refresh has ended the
     * session, an unavailable RingCentral has not.
     */
    public CompletableFuture<Tokens> of(HttpServletRequest request) {
        return sessions.slot(request)
                .map(slot -> fresh(slot)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> refreshes.join(slot.key(), () -> refresh(slot))))
                .orElseGet(() -> CompletableFuture.failedFuture(OAuthFailure.sessionOver()));
    }

    /**
     * Tokens in place of {@code failed}, which RingCentral has refused although they had not expired: those that another
     * request has fetched since, else refreshed ones. Fails as {@link #of} does.
     */
    public CompletableFuture<Tokens> refreshed(HttpServletRequest request, Tokens failed) {
        return sessions.slot(request)
                .map(slot -> refreshes
                        .join(slot.key(), () -> replace(slot, failed))
                        // Who joined a refresh for reasons of time may have been given the refused ones.
                        .thenCompose(tokens -> isSame(tokens, failed)
                                ? refreshes.join(slot.key(), () -> replace(slot, failed))
                                : CompletableFuture.completedFuture(tokens)))
                .orElseGet(() -> CompletableFuture.failedFuture(OAuthFailure.sessionOver()));
    }

    private CompletableFuture<Tokens> replace(Sessions.Slot slot, Tokens failed) {
        return fresh(slot)
                .filter(tokens -> !isSame(tokens, failed))
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> renew(slot));
    }

    private static boolean isSame(Tokens one, Tokens other) {
        return one.accessToken().equals(other.accessToken());
    }

    private Optional<Tokens> fresh(Sessions.Slot slot) {
        return slot.read().map(SignedIn::tokens).filter(tokens -> tokens.isFresh(clock.instant(), MARGIN));
    }

    private CompletableFuture<Tokens> refresh(Sessions.Slot slot) {
        Optional<Tokens> renewedMeanwhile = fresh(slot);
        if (renewedMeanwhile.isPresent()) {
            return CompletableFuture.completedFuture(renewedMeanwhile.get());
        }
        return renew(slot);
    }

    private CompletableFuture<Tokens> renew(Sessions.Slot slot) {
        Optional<SignedIn> signedIn = slot.read().filter(s -> s.tokens().refreshToken() != null);
        if (signedIn.isEmpty()) {
            slot.end();
            return CompletableFuture.failedFuture(OAuthFailure.sessionOver());
        }
        return client.refresh(signedIn.get().tokens()).whenComplete((newer, failure) -> {
            if (failure == null) {
                keep(slot, newer);
            } else if (isRejection(failure)) {
                slot.end();
            }
        });
    }

    /** Keeps what was refreshed; a person who signed out meanwhile must not leave a live token behind. */
    private void keep(Sessions.Slot slot, Tokens newer) {
        if (slot.getAndUpdate(signedIn -> signedIn.with(newer, clock.instant())).isEmpty()) {
            var unused = client.revoke(newer);
            throw OAuthFailure.sessionOver();
        }
    }

    private static boolean isRejection(Throwable thrown) {
        return OAuthFailure.in(thrown)
                .filter(failure -> switch (failure.reason()) {
                    case SIGN_IN_AGAIN, ACCOUNT, DENIED -> true;
                    case TRY_LATER, NO_ANSWER, UNREADABLE, OUR_FAULT -> false;
                })
                .isPresent();
    }
}
