package io.github.inpagelogin.widget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether something is in trouble, the upstream or the disk: from the first failure to the next success. Told in the log
 * when it begins and when it is over, and not for each file. While it lasts the upstream is tried again only now and then.
 * Thread-safe.
 */
final class Incident {
    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String begun;
    private final String over;
    private @Nullable Instant lastFailure;

    /**
     * No trouble yet.
     *
     * @param begun what the log says when it begins; <code>{}</code> is why
     * @param over what it says when it is over
     */
    Incident(String begun, String over) {
        this.begun = begun;
        this.over = over;
    }

    synchronized void failed(Instant now, String why) {
        if (lastFailure == null) {
            LOG.warn(begun, why);
        }
        lastFailure = now;
    }

    synchronized void ended() {
        if (lastFailure != null) {
            LOG.info(over);
            lastFailure = null;
        }
    }

    /** Whether it failed a moment ago, so that there is no need to ask for what is here already. */
    synchronized boolean isFresh(Instant now) {
        return lastFailure != null && now.isBefore(lastFailure.plus(PAUSE));
    }
}
