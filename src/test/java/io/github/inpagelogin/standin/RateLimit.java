package io.github.inpagelogin.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Requests per person, app, group and minute; a request inside the penalty starts the penalty again. */
final class RateLimit {
    static final Duration WINDOW = Duration.ofSeconds(60);

    /** RingCentral's groups that the stand-in's endpoints belong to. */
    enum Group {
        AUTH(5),
        HEAVY(10),
        MEDIUM(40),
        LIGHT(50);

        final int limit;

        Group(int limit) {
            this.limit = limit;
        }
    }

    private record Key(Group group, String ownerId, String clientId) {}

    private static final class Usage {
        private Instant windowEnd = Instant.MIN;
        private Instant penaltyEnd = Instant.MIN;
        private int count;
    }

    private final Map<Key, Usage> usages = new HashMap<>();
    private final Clock clock;
    private boolean on = true;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    synchronized void set(boolean enabled) {
        on = enabled;
        usages.clear();
    }

    /** Counts a request; answers the headers that say how much is left. */
    synchronized Map<String, String> count(Group group, Person person, Client client) {
        if (!on) {
            return Map.of();
        }
        Usage usage = usages.computeIfAbsent(new Key(group, person.ownerId(), client.id()), key -> new Usage());
        Instant now = clock.instant();
        if (!now.isBefore(usage.windowEnd)) {
            usage.windowEnd = now.plus(WINDOW);
            usage.count = 0;
        }
        if (now.isBefore(usage.penaltyEnd) || usage.count >= group.limit) {
            usage.penaltyEnd = now.plus(WINDOW);
            Map<String, String> headers = new HashMap<>(headers(group, 0));
            headers.put("Retry-After", Long.toString(WINDOW.toSeconds()));
            throw Refusal.throttled(headers);
        }
        usage.count++;
        return headers(group, group.limit - usage.count);
    }

    private static Map<String, String> headers(Group group, int remaining) {
        return Map.of(
                "X-Rate-Limit-Group", group.name().toLowerCase(Locale.ROOT),
                "X-Rate-Limit-Limit", Integer.toString(group.limit),
                "X-Rate-Limit-Remaining", Integer.toString(remaining),
                "X-Rate-Limit-Window", Long.toString(WINDOW.toSeconds()));
    }
}
