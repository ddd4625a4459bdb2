package io.github.inpagelogin.session;

import io.github.inpagelogin.config.SiteKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for people by which pages and the widget's storage tell one from another, and by which nobody learns who it is:
 * keyed hashes of the owner id, by the first secret in {@code app.secret}. A session keeps the one that it began with.
 * Thread-safe.
 */
final class Aliases {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;

    private final SecretKeySpec key;

    Aliases(SiteKeys keys) {
        this.key = new SecretKeySpec(keys.derive("widget prefix"), ALGORITHM);
    }

    /** The alias of the person of this id: sixteen hexadecimal digits. */
    String of(String ownerId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(ownerId.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
