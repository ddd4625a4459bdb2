package io.github.inpagelogin.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many sessions are alive: those that this node has met and not seen the end of. A session that came from elsewhere,
 * as after a restart, counts from its first request on; one that ended elsewhere, until it would have ended without any
 * further request. Thread-safe.
 */
final class SessionsAlive {
    /** So often those that are over are forgotten, whether anybody wants to know the number or not. */
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant nextSweep;

    SessionsAlive(Clock clock) {
        this.clock = clock;
        this.nextSweep = clock.instant().plus(SWEEP);
    }

    /** The session of this id has had a request; without another one it is over at {@code end}. */
    void met(String id, Instant end) {
        ends.put(id, end);
        if (!clock.instant().isBefore(nextSweep)) {
            sweep();
        }
    }

    /** The session of this id has ended. */
    void ended(String id) {
        ends.remove(id);
    }

    /** How many there are now. */
    int count() {
        sweep();
        return ends.size();
    }

    /** How many are remembered, those that are over included. */
    int remembered() {
        return ends.size();
    }

    private void sweep() {
        Instant now = clock.instant();
        nextSweep = now.plus(SWEEP);
        ends.values().removeIf(end -> !now.isBefore(end));
    }
}
