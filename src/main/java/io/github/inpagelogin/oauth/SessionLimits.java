package io.github.inpagelogin.oauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What RingCentral said, along with tokens, of its own session: {@code session_expires_in} and
 * {@code session_idle_timeout}, which not every token answer has.
 *
 * @param endsAt when the session ends whatever the person does; null if RingCentral did not tell
 * @param idleTimeout how long it lasts without activity; null if RingCentral did not tell
 */
public record SessionLimits(
        @Nullable Instant endsAt, @Nullable Duration idleTimeout) {
    /** RingCentral told nothing. */
    public static final SessionLimits NONE = new SessionLimits(null, null);

    /** What was told last of each: this, or else {@code before}. */
    SessionLimits orElse(SessionLimits before) {
        return new SessionLimits(
                endsAt == null ? before.endsAt : endsAt, idleTimeout == null ? before.idleTimeout : idleTimeout);
    }
}
