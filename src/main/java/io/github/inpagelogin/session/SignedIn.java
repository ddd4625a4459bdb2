package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a session holds: one person, signed in at RingCentral. Immutable; {@link Sessions} puts a new one in place of the
 * old. {@link #toString} names neither token nor person.
 *
 * @param login the fingerprint of the login that began the session, by which its callback is known when it comes again
 * @param since when the person signed in
 */
public record SignedIn(Tokens tokens, Person person, String login, Instant since) implements Serializable {
    private static final long serialVersionUID = 1L;

    SignedIn with(Tokens newer) {
        return new SignedIn(newer, person, login, since);
    }

    @Override
    public String toString() {
        return "SignedIn[since=" + since + ", " + tokens + "]";
    }
}
