package io.github.inpagelogin.widget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the upstream is in trouble: from the first failure to the next answer. Told in the log when it begins and when
 * it is over, and not for each file. While it lasts the upstream is tried again only now and then. Thread-safe.
 */
final class Incident {
    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private @Nullable Instant lastFailure;

    synchronized void failed(Instant now, String why) {
        if (lastFailure == null) {
            LOG.warn("widget.url does not give the widget's files ({}): copies are served where there are any", why);
        }
        lastFailure = now;
    }

    synchronized void answered() {
        if (lastFailure != null) {
            LOG.info("widget.url gives the widget's files again");
            lastFailure = null;
        }
    }

    /** Whether it failed a moment ago, so that there is no need to ask for what is here already. */
    synchronized boolean isFresh(Instant now) {
        return lastFailure != null && now.isBefore(lastFailure.plus(PAUSE));
    }
}
