package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session holds: one person, signed in at RingCentral. Immutable; {@link Sessions} puts a new one in place of the
 * old. {@link #toString} names neither token nor person.
 *
 * @param login the fingerprint of the login that began the session, by which its callback is known when it comes again
 * @param since when the person signed in
 * @param alias what the pages and the widget's storage call the person ({@link Aliases}); empty before the session has begun
 * @param activeAt when the person last did something here, as far as it was noted; null if nobody has come back with this
 *     session since the sign-in
 * @param refreshedAt when the tokens were refreshed last; null if they are still those of the login
 * @param refreshFrom from when on the tokens are refreshed although they are good; null before the session has begun
 * @param widgetGrant the last silent authorization for the widget; null if there was none, as in {@code sso} mode
 */
public record SignedIn(
        Tokens tokens,
        Person person,
        String login,
        Instant since,
        String alias,
        @Nullable Instant activeAt,
        @Nullable Instant refreshedAt,
        @Nullable Instant refreshFrom,
        @Nullable WidgetGrant widgetGrant) {
    /** Somebody who has just signed in. */
    public SignedIn(Tokens tokens, Person person, String login, Instant since) {
        this(tokens, person, login, since, "", null, null, null, null);
    }

    /** When RingCentral gave the tokens: at the sign-in, or at the last refresh. */
    Instant tokensSince() {
        return refreshedAt == null ? since : refreshedAt;
    }

    /** Whether the tokens, good or not, are to be refreshed, and can be. */
    boolean isRefreshDue(Instant now) {
        return refreshFrom != null && tokens.refreshToken() != null && !now.isBefore(refreshFrom);
    }

    /**
     * The same with {@code newer}, which RingCentral gave for {@code spent} at this time. If somebody else was quicker and
     * neither of the two is held, what lasts longer stays.
     */
    SignedIn refreshed(Tokens spent, Tokens newer, Instant at, Instant nextRefresh) {
        boolean isNews = !tokens.isSameAs(newer)
                && (tokens.isSameAs(spent) || tokens.expiresAt().isBefore(newer.expiresAt()));
        return isNews
                ? new SignedIn(
                        newer.inSessionOf(tokens), person, login, since, alias, activeAt, at, nextRefresh, widgetGrant)
                : this;
    }

    /** The same in a session that begins now. */
    SignedIn begun(String newAlias, Instant nextRefresh) {
        return new SignedIn(tokens, person, login, since, newAlias, activeAt, refreshedAt, nextRefresh, widgetGrant);
    }

    SignedIn withRefreshFrom(Instant at) {
        return new SignedIn(tokens, person, login, since, alias, activeAt, refreshedAt, at, widgetGrant);
    }

    SignedIn withActivity(Instant at) {
        return new SignedIn(tokens, person, login, since, alias, at, refreshedAt, refreshFrom, widgetGrant);
    }

    /** The same, with a code for the widget no more: it was given out. */
    SignedIn withoutHandoff() {
        return widgetGrant == null ? this : holding(widgetGrant.used());
    }

    /** The same after another silent authorization for the widget, unless there is a code that outlasts it. */
    SignedIn with(WidgetGrant newer) {
        return widgetGrant != null && widgetGrant.outlasts(newer) ? this : holding(newer);
    }

    private SignedIn holding(WidgetGrant newer) {
        return new SignedIn(tokens, person, login, since, alias, activeAt, refreshedAt, refreshFrom, newer);
    }

    @Override
    public String toString() {
        return "SignedIn[since=" + since + ", " + tokens + "]";
    }
}
