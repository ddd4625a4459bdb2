package io.github.inpagelogin.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.inpagelogin.config.SiteKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a session holds, encrypted: whoever reads a container's session store finds no token, code or name in it. The bytes
 * are a mark with the version, the time since when the tokens are held, the id of the key, a nonce, and what AES-256-GCM
 * made of {@link SessionContent} (NIST SP 800-38D); all of the head is authenticated. By mark and time a database tells newer
 * tokens from older ones ({@code webapp-config/sql}). The first of the site's keys seals, all of them open. Thread-safe.
 */
final class SessionSeal {
    /** The mark, seven letters and the version: nothing else in a stored session looks like it. */
    private static final long MARK = 0x49_50_4C_6F_67_69_6E_01L;

    private static final int KEY_ID_AT = Long.BYTES + Long.BYTES;
    private static final int HEAD_BYTES = KEY_ID_AT + Integer.BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final int sealingId;
    private final SecretKeySpec sealing;
    private final SecureRandom random;

    SessionSeal(SiteKeys siteKeys, SecureRandom random) {
        for (byte[] key : siteKeys.deriveAll("session")) {
            keys.putIfAbsent(idOf(key), new SecretKeySpec(key, "AES"));
        }
        Map.Entry<Integer, SecretKeySpec> first = keys.entrySet().iterator().next();
        this.sealingId = first.getKey();
        this.sealing = first.getValue();
        this.random = random;
    }

    /** A name for the key that tells nothing of it. */
    private static int idOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return ByteBuffer.wrap(mac.doFinal("key id".getBytes(US_ASCII))).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    byte[] seal(SignedIn signedIn) {
        byte[] content = SessionContent.write(signedIn);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = ByteBuffer.allocate(HEAD_BYTES + NONCE_BYTES + content.length + TAG_BYTES)
                .putLong(MARK)
                .putLong(signedIn.tokensSince().toEpochMilli())
                .putInt(sealingId)
                .put(nonce)
                .array();
        try {
            cipher(Cipher.ENCRYPT_MODE, sealing, sealed)
                    .doFinal(content, 0, content.length, sealed, HEAD_BYTES + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A session cannot be sealed", e);
        }
    }

    /**
     * What {@link #seal} made {@code sealed} of, on this node or another one.
     *
     * @throws UnreadableSession if it did not, or with a key that this site has no more
     */
    SignedIn open(byte[] sealed) throws UnreadableSession {
        if (sealed.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES
                || ByteBuffer.wrap(sealed).getLong() != MARK) {
            throw new UnreadableSession("it is of another version");
        }
        SecretKeySpec key = keys.get(ByteBuffer.wrap(sealed).getInt(KEY_ID_AT));
        if (key == null) {
            throw new UnreadableSession("it was sealed with a secret that is not in app.secret");
        }
        int start = HEAD_BYTES + NONCE_BYTES;
        try {
            return SessionContent.read(
                    cipher(Cipher.DECRYPT_MODE, key, sealed).doFinal(sealed, start, sealed.length - start));
        } catch (AEADBadTagException e) {
            throw new UnreadableSession("it was changed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A session cannot be opened", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, sealed, HEAD_BYTES, NONCE_BYTES));
        cipher.updateAAD(sealed, 0, HEAD_BYTES);
        return cipher;
    }
}
