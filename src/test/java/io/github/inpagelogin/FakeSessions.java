package io.github.inpagelogin;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The sessions of a container: made on demand, found by id, and of no use once they are ended. Thread-safe. */
public final class FakeSessions {
    private final Map<String, Session> live = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final boolean takingUpIds;
    private volatile HttpSessionListener listener = new HttpSessionListener() {};

    public FakeSessions() {
        this(false);
    }

    /**
     * The sessions of a container.
     *
     * @param takingUpIds whether a new session gets the id that the browser came with, as some containers do
     */
    public FakeSessions(boolean takingUpIds) {
        this.takingUpIds = takingUpIds;
    }

    /** From now on {@code listener} is told when a session ends, before it has, as containers do. */
    public FakeSessions listenedToBy(HttpSessionListener newListener) {
        listener = newListener;
        return this;
    }

    /** How often attributes were set. */
    public int writes() {
        return writes.get();
    }

    /** The ids of the sessions that have not ended. */
    public Set<String> ids() {
        return new HashSet<>(live.keySet());
    }

    @Nullable
    Session find(@Nullable String id) {
        return id == null ? null : live.get(id);
    }

    Session make(@Nullable String requestedId) {
        Session session = new Session(takingUpIds && requestedId != null ? requestedId : newId());
        live.put(session.getId(), session);
        return session;
    }

    private String newId() {
        return "session-" + made.incrementAndGet();
    }

    /** One session. It refuses attributes once it has ended, as the specification demands. */
    public final class Session implements HttpSession {
        private final Map<String, Object> attributes = new ConcurrentHashMap<>();
        private volatile String id;
        private volatile boolean ended;
        private volatile int maxInactiveInterval;

        private Session(String id) {
            this.id = id;
        }

        void changeId() {
            live.remove(id);
            id = newId();
            live.put(id, this);
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            requireLive();
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            requireLive();
            writes.incrementAndGet();
            attributes.put(name, value);
        }

        @Override
        public void invalidate() {
            requireLive();
            listener.sessionDestroyed(new HttpSessionEvent(this));
            ended = true;
            live.remove(id);
        }

        /** Takes this session out of memory; who asks for it next gets it from a store, as another object. */
        public void passivate() {
            Session stored = new Session(id);
            stored.attributes.putAll(attributes);
            live.put(id, stored);
            ended = true;
        }

        @Override
        public void setMaxInactiveInterval(int interval) {
            maxInactiveInterval = interval;
        }

        @Override
        public int getMaxInactiveInterval() {
            return maxInactiveInterval;
        }

        @Override
        public Enumeration<String> getAttributeNames() {
            requireLive();
            return Collections.enumeration(attributes.keySet());
        }

        @Override
        public void removeAttribute(String name) {
            requireLive();
            attributes.remove(name);
        }

        @Override
        public long getCreationTime() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getLastAccessedTime() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServletContext getServletContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isNew() {
            throw new UnsupportedOperationException();
        }

        private void requireLive() {
            if (ended) {
                throw new IllegalStateException("The session has ended");
            }
        }
    }
}
