package io.github.inpagelogin.standin;

import org.jspecify.annotations.Nullable;

/**
 * An app registered at RingCentral.
 *
 * @param secret none for a client-side app, which must use PKCE instead
 */
record Client(String id, @Nullable String secret, String name) {

    boolean isPublic() {
        return secret == null;
    }

    @Override
    public String toString() {
        return id;
    }
}
