package io.github.inpagelogin.session;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a session lasts: never longer than its tokens can be refreshed, and than the settings and RingCentral's own
 * session allow. Immutable.
 */
final class Lifetimes {
    /** Activity is noted this often at most, to spare session stores: a session may end so much early. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** Of a short idle time-out, no more than this part is lost by that. */
    private static final int PART_OF_IDLE_TIMEOUT = 10;

    /**
     * Of one callback that comes many times at once each begins a session, and the browser keeps one of them: the others are
     * not to last for days.
     */
    private static final Duration UNTIL_THE_FIRST_PAGE = Duration.ofMinutes(10);

    private final Settings.SessionLife settings;

    Lifetimes(Settings.SessionLife settings) {
        this.settings = settings;
    }

    /** When the session ends whatever the person does, by what is known now: a refresh may put it off. */
    Instant endOf(SignedIn signedIn) {
        Tokens tokens = signedIn.tokens();
        Duration lifetime = settings.lifetime();
        return earliest(
                tokens.endAt(),
                tokens.limits().endsAt(),
                lifetime == null ? null : signedIn.since().plus(lifetime));
    }

    /** Whether the session has ended, or nobody has used it for too long. */
    boolean isOver(SignedIn signedIn, Instant now) {
        boolean isIdle = idleTimeout(signedIn)
                .filter(idle -> !now.isBefore(lastUse(signedIn).plus(idle)))
                .isPresent();
        return isIdle || !now.isBefore(endOf(signedIn));
    }

    /** Whether it is time to note that the person is active. */
    boolean isActivityNews(SignedIn signedIn, Instant now) {
        Duration step = idleTimeout(signedIn)
                .map(idle -> idle.dividedBy(PART_OF_IDLE_TIMEOUT))
                .filter(part -> part.compareTo(NOTED_EVERY) < 0)
                .orElse(NOTED_EVERY);
        return signedIn.activeAt() == null || !now.isBefore(lastUse(signedIn).plus(step));
    }

    /** After how many seconds without any request the container may end the session; one at least, for 0 is never. */
    int containerTimeout(SignedIn signedIn, Instant now) {
        Duration left = Duration.between(now, endOf(signedIn));
        Duration unseen = signedIn.activeAt() == null ? UNTIL_THE_FIRST_PAGE : left;
        Duration longest =
                Collections.min(List.of(left, unseen, idleTimeout(signedIn).orElse(left)));
        return Math.toIntExact(Math.max(1, longest.toSeconds()));
    }

    private static Instant lastUse(SignedIn signedIn) {
        Instant activeAt = signedIn.activeAt();
        return activeAt == null ? signedIn.since() : activeAt;
    }

    private Optional<Duration> idleTimeout(SignedIn signedIn) {
        return Stream.of(
                        Optional.ofNullable(settings.idleTimeout()),
                        Optional.ofNullable(signedIn.tokens().limits().idleTimeout()))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    private static Instant earliest(Instant end, @Nullable Instant... others) {
        Instant earliest = end;
        for (Instant other : others) {
            if (other != null && other.isBefore(earliest)) {
                earliest = other;
            }
        }
        return earliest;
    }
}
