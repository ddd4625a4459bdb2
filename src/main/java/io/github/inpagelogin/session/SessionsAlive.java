package io.github.inpagelogin.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many sessions are alive: those that this node has met and not seen the end of. A session that came from elsewhere,
 * as after a restart, counts from its first request on; one that ended elsewhere, until it would have ended without any
 * further request. Thread-safe.
 */
final class SessionsAlive {
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Clock clock;

    SessionsAlive(Clock clock) {
        this.clock = clock;
    }

    /** The session of this id has had a request; without another one it is over at {@code end}. */
    void met(String id, Instant end) {
        ends.put(id, end);
    }

    /** The session of this id has ended. */
    void ended(String id) {
        ends.remove(id);
    }

    /** How many there are now. */
    int count() {
        Instant now = clock.instant();
        ends.values().removeIf(end -> !now.isBefore(end));
        return ends.size();
    }
}
