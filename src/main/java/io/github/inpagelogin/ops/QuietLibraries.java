package io.github.inpagelogin.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps what is not ours from logging below INFO, whatever level is set and wherever: the details of an HTTP client are
 * the headers that it sends, with tokens and the client secret in them. Thread-safe.
 */
public final class QuietLibraries extends TurboFilter {
    private static final String OURS = "io.github.inpagelogin.";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        boolean mayTell = level.isGreaterOrEqual(Level.INFO) || logger.getName().startsWith(OURS);
        return mayTell ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
