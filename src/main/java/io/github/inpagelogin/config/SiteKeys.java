package io.github.inpagelogin.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of this site, one for each purpose and each secret in {@code app.secret}. Whoever learns one of them learns
 * nothing of the others. What is made here is made with the first secret; what any of them made is still understood, so
 * that one can take the place of another. Thread-safe.
 */
public final class SiteKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<byte[]> secrets;

    private SiteKeys(List<byte[]> secrets) {
        this.secrets = secrets;
    }

    /** Keys from {@code secrets}; from random bytes, good until the next start, if there are none. */
    public static SiteKeys from(List<Secret> secrets, SecureRandom random) {
        if (!secrets.isEmpty()) {
            return new SiteKeys(secrets.stream()
                    .map(secret -> secret.value().getBytes(StandardCharsets.UTF_8))
                    .toList());
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SiteKeys(List.of(bytes));
    }

    /** The 256-bit key for {@code purpose} that new things are made with. */
    public byte[] derive(String purpose) {
        return derive(secrets.get(0), purpose);
    }

    /** The keys for {@code purpose}, one for each secret: the one that new things are made with first. */
    public List<byte[]> deriveAll(String purpose) {
        return secrets.stream().map(secret -> derive(secret, purpose)).toList();
    }

    /** HMAC-SHA256 as a pseudorandom function, the extract step of RFC 5869. */
    private static byte[] derive(byte[] secret, String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
