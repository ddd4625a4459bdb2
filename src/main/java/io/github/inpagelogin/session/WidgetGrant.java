package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.CodeHandoff;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the last silent authorization for the widget.
 *
 * @param handoff the code for the widget; null if RingCentral gave none, or once the page has fetched it
 * @param at when the answer came; when the browser was sent, if none did
 * @param answered whether RingCentral sent the browser back
 */
public record WidgetGrant(@Nullable CodeHandoff handoff, Instant at, boolean answered) {
    /** The browser is on its way to RingCentral. */
    public static WidgetGrant begun(Instant at) {
        return new WidgetGrant(null, at, false);
    }

    /** The browser is back, with a code or without. */
    public static WidgetGrant answered(@Nullable CodeHandoff handoff, Instant at) {
        return new WidgetGrant(handoff, at, true);
    }

    /** Whether {@code newer} brings no code while the one of this is still good: an attempt that fails spoils nothing. */
    boolean outlasts(WidgetGrant newer) {
        return handoff != null && newer.handoff == null && newer.at.isBefore(handoff.expiresAt());
    }

    /** The same without its code, which was given out. */
    WidgetGrant used() {
        return new WidgetGrant(null, at, answered);
    }
}
