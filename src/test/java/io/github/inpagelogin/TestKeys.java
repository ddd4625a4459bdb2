package io.github.inpagelogin;

import io.github.inpagelogin.config.Secret;
import io.github.inpagelogin.config.SiteKeys;
import java.util.Arrays;

/** The keys of a site, for tests. */
public final class TestKeys {
    /** A secret that does not matter. */
    public static final String SECRET = "a-secret-of-the-tests-0123456789-abcdef";

    private TestKeys() {}

    /** The keys of {@link #SECRET}. */
    public static SiteKeys some() {
        return of(SECRET);
    }

    /** The keys that these secrets give. */
    public static SiteKeys of(String... secrets) {
        return SiteKeys.from(Arrays.stream(secrets).map(Secret::new).toList(), new NoRandomness());
    }
}
