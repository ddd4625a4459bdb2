package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.CodeHandoff;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a silent authorization for the widget gave.
 *
 * @param handoff the code for the widget; null if RingCentral gave none, or once the page has fetched it
 * @param at when the answer came
 */
public record WidgetGrant(@Nullable CodeHandoff handoff, Instant at) implements Serializable {
    private static final long serialVersionUID = 1L;
}
