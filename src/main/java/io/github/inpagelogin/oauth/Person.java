package io.github.inpagelogin.oauth;

import org.jspecify.annotations.Nullable;

/**
 * Who signed in, as RingCentral's extension resource names them. {@link #toString} does not, for logs.
 *
 * @param name empty if RingCentral did not tell
 * @param extensionNumber null if RingCentral did not tell, or the extension has none
 */
public record Person(String name, @Nullable String extensionNumber) {
    /** A person of whom only the token is known, because the profile could not be read. */
    public static final Person UNKNOWN = new Person("", null);

    @Override
    public String toString() {
        return "Person";
    }
}
