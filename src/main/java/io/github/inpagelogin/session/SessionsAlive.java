package io.github.inpagelogin.session;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many sessions are alive: those that this node has met and not seen the end of. A session that came from elsewhere,
 * as after a restart, counts from its first request on; one that ended elsewhere, until its idle time is over. Thread-safe.
 */
public final class SessionsAlive implements HttpSessionListener, HttpSessionIdListener {
    private final Map<String, Instant> lastUsed = new ConcurrentHashMap<>();
    private final Duration idleTimeout;
    private final Clock clock;

    SessionsAlive(Duration idleTimeout, Clock clock) {
        this.idleTimeout = idleTimeout;
        this.clock = clock;
    }

    /** The session of this id has had a request. */
    void used(String id) {
        lastUsed.put(id, clock.instant());
    }

    /** How many there are now. */
    public int count() {
        Instant now = clock.instant();
        lastUsed.values().removeIf(at -> !now.isBefore(at.plus(idleTimeout)));
        return lastUsed.size();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        lastUsed.remove(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        lastUsed.remove(oldSessionId);
    }
}
