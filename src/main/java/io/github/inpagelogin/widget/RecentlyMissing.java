package io.github.inpagelogin.widget;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names that the upstream has no file for, so that it is not asked each time. In memory, few, not for long. Thread-safe. */
final class RecentlyMissing {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Map<String, Instant> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String name, Instant now) {
        names.put(name, now.plus(LIFE));
    }

    synchronized boolean contains(String name, Instant now) {
        return now.isBefore(names.getOrDefault(name, Instant.MIN));
    }
}
