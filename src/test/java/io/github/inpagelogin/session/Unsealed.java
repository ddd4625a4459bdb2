package io.github.inpagelogin.session;

import io.github.inpagelogin.NoRandomness;
import io.github.inpagelogin.config.SiteKeys;

/** What sessions hold, for tests that have the keys. */
public final class Unsealed {
    private Unsealed() {}

    /** Who is signed in, as the attribute of a session says. */
    public static SignedIn signedIn(Object attribute, SiteKeys keys) {
        try {
            return new SessionSeal(keys, new NoRandomness()).open((byte[]) attribute);
        } catch (UnreadableSession e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
