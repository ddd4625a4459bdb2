package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session holds: one person, signed in at RingCentral. Immutable; {@link Sessions} puts a new one in place of the
 * old. {@link #toString} names neither token nor person.
 *
 * @param widgetGrant the last silent authorization for the widget; null if there was none, as in {@code sso} mode
 * @param login the fingerprint of the login that began the session, by which its callback is known when it comes again
 * @param since when the person signed in
 */
public record SignedIn(
        Tokens tokens,
        Person person,
        String login,
        Instant since,
        @Nullable WidgetGrant widgetGrant) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Somebody who has just signed in. */
    public SignedIn(Tokens tokens, Person person, String login, Instant since) {
        this(tokens, person, login, since, null);
    }

    SignedIn with(Tokens newer) {
        return new SignedIn(newer, person, login, since, widgetGrant);
    }

    /** The same, with a code for the widget no more: it was given out. */
    SignedIn withoutHandoff() {
        return widgetGrant == null ? this : with(widgetGrant.used());
    }

    SignedIn with(WidgetGrant newer) {
        return new SignedIn(tokens, person, login, since, newer);
    }

    @Override
    public String toString() {
        return "SignedIn[since=" + since + ", " + tokens + "]";
    }
}
