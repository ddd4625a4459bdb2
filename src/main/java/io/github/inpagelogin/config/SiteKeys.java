package io.github.inpagelogin.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this site, one for each purpose, all derived from {@code app.secret}. Whoever learns one of them learns
 * nothing of the others. Thread-safe.
 */
public final class SiteKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private SiteKeys(byte[] secret) {
        this.secret = secret;
    }

    /** Keys from {@code secret}; from random bytes, good until the next start, if there is none. */
    public static SiteKeys from(@Nullable Secret secret, SecureRandom random) {
        if (secret != null) {
            return new SiteKeys(secret.value().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SiteKeys(bytes);
    }

    /** The 256-bit key for {@code purpose}: HMAC-SHA256 as a pseudorandom function, the extract step of RFC 5869. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
