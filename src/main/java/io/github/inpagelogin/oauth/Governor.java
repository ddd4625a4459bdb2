package io.github.inpagelogin.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Keeps RingCentral's token endpoint from being asked before RingCentral wants to be: a request within a penalty would begin
 * the penalty again. What it keeps is bounded; if it has to forget, RingCentral says it once more. Thread-safe.
 */
public final class Governor {
    /** Who has to wait, among those of one app. */
    record Party(String clientId, Kind kind, String id) {
        enum Kind {
            /** Everybody: RingCentral has had enough of this site's address. */
            APP,
            /** A person, by the id of the extension. */
            OWNER,
            /** The same as far as it is about refreshing, which alone may be asked again after a failure. */
            REFRESH,
            /** A person of whom only the browser is known, by its fingerprint. */
            BROWSER
        }

        static Party everybody(String clientId) {
            return new Party(clientId, Kind.APP, "");
        }

        /** Without the id: it is a person's. */
        @Override
        public String toString() {
            return kind.name();
        }
    }

    /** A wait, and how many refreshes in a row have failed without a word on how long to wait. */
    private record Wait(Instant end, int untold) {}

    /**
     * RingCentral's advice where its answer has none, after a 408, a 500 or a time-out: again after ten seconds, three times.
     * The same after what makes no sense, or is the fault of this site's settings: at once it would be no better. Nobody is
     * kept waiting for that: it is the next page that tries again. A code is redeemed once and never again.
     */
    private static final Duration APART = Duration.ofSeconds(10);

    private static final int TIMES = 3;

    /** After those three: a new window of RingCentral's rate limit. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** RingCentral's code for a limit of the address that requests come from. */
    private static final String TOO_MANY_FROM_ADDRESS = "CMN-310";

    private static final int MOST = 10_000;

    private final Clock clock;
    private final AtomicLong heldBack = new AtomicLong();
    private final Map<Party, Wait> waits = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Party, Wait> eldest) {
            return size() > MOST;
        }
    };

    public Governor(Clock clock) {
        this.clock = clock;
    }

    /** How often something was not asked because it was too early, since the start. */
    public long heldBack() {
        return heldBack.get();
    }

    /** Makes {@code call}, or fails with what {@link #refusal} says; remembers what RingCentral answers about waiting. */
    <T> CompletableFuture<T> ask(Party party, Supplier<CompletableFuture<T>> call) {
        Optional<OAuthFailure> refusal = refusal(party);
        return refusal.isPresent()
                ? CompletableFuture.failedFuture(refusal.get())
                : call.get().whenComplete((answer, thrown) -> {
                    if (thrown == null) {
                        forget(party);
                    } else {
                        OAuthFailure.in(thrown)
                                .filter(Governor::wantsAPause)
                                .ifPresent(failure -> remember(party, failure));
                    }
                });
    }

    /**
     * Not after a rejection, which ends it; nor where RingCentral was not reached, or its answer lost on the way, after which
     * it is asked once more.
     */
    private static boolean wantsAPause(OAuthFailure failure) {
        return switch (failure.reason()) {
            case TRY_LATER, OUR_FAULT -> true;
            case UNREADABLE -> !failure.isAnswerLost();
            case NO_ANSWER -> failure.isTimeOut();
            case DENIED, SIGN_IN_AGAIN, ACCOUNT, PERMISSION, NOT_FOUND -> false;
        };
    }

    /** Why {@code party} may not ask now, and for how long; counted as held back. Empty if it may. */
    Optional<OAuthFailure> refusal(Party party) {
        Optional<Duration> left = left(Party.everybody(party.clientId())).or(() -> left(party));
        left.ifPresent(wait -> heldBack.incrementAndGet());
        return left.map(OAuthFailure::tooEarly);
    }

    private synchronized Optional<Duration> left(Party party) {
        Wait wait = waits.get(party);
        if (wait == null || !clock.instant().isBefore(wait.end())) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), wait.end());
        return Optional.of(Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds()));
    }

    /** What went well ends a row of failures; but not a wait, which another call may have been told meanwhile. */
    private synchronized void forget(Party party) {
        if (left(party).isEmpty()) {
            waits.remove(party);
        }
    }

    private synchronized void remember(Party party, OAuthFailure failure) {
        Optional<Duration> told = failure.retryAfter();
        if (told.isPresent()) {
            boolean everybody = failure.code().equals(TOO_MANY_FROM_ADDRESS);
            put(everybody ? Party.everybody(party.clientId()) : party, told.get(), 0);
        } else if (party.kind() == Party.Kind.REFRESH) {
            Wait before = waits.get(party);
            int untold = before == null ? 1 : before.untold() + 1;
            put(party, untold > TIMES ? WINDOW : APART, untold > TIMES ? 0 : untold);
        }
    }

    private void put(Party party, Duration duration, int untold) {
        Instant end = clock.instant().plus(duration);
        // Taken out first: the youngest is to be the last that is forgotten.
        Wait before = waits.remove(party);
        waits.put(party, new Wait(before != null && before.end().isAfter(end) ? before.end() : end, untold));
    }
}
