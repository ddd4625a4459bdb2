package io.github.inpagelogin.oauth;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, as RingCentral's extension resource names them. {@link #toString} does not, for logs.
 *
 * @param name empty if RingCentral did not tell
 * @param extensionNumber null if RingCentral did not tell, or the extension has none
 * @param mainNumber the number of the account that the extension is of, E.164; null if RingCentral did not tell
 */
public record Person(
        String name,
        @Nullable String extensionNumber,
        @Nullable String mainNumber) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A person of whom only the token is known, because the profile could not be read. */
    public static final Person UNKNOWN = new Person("", null);

    /** Somebody whose account's number is not known. */
    public Person(String name, @Nullable String extensionNumber) {
        this(name, extensionNumber, null);
    }

    /** The same person, of the account with this number; null if RingCentral did not tell. */
    public Person withMainNumber(@Nullable String number) {
        return new Person(name, extensionNumber, number);
    }

    @Override
    public String toString() {
        return "Person";
    }
}
