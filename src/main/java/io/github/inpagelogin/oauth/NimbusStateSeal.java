package io.github.inpagelogin.oauth;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Seals a {@link LoginState} into the {@code state} parameter: a JWE (RFC 7516), {@code dir} with {@code A256GCM}. Who
 * has no key can neither read nor make one, so nothing has to be kept for a person who has not signed in. Thread-safe.
 */
public final class NimbusStateSeal {
    /** What the rest of a sealed login leaves for the return path, so that {@code state} stays below 512 characters. */
    public static final int LONGEST_RETURN_PATH = 180;

    private static final int LONGEST_STATE = 512;
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    private static final Pattern SHAPE =
            Pattern.compile(HEADER.toBase64URL() + "\\.\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}");
    private static final JsonProvider JSON = JsonProvider.provider();

    private final List<byte[]> keys;

    /** Seals with the first of {@code keys}, and opens with each of them; 256 bits each. */
    public NimbusStateSeal(List<byte[]> keys) {
        this.keys = keys.stream().map(byte[]::clone).toList();
    }

    /** The value of the {@code state} parameter for {@code login}: shorter than 512 characters, all of them URL-safe. */
    public String seal(LoginState login) {
        JsonObject content = JSON.createObjectBuilder()
                .add("v", login.codeVerifier())
                .add("b", login.browser())
                .add("p", login.returnPath())
                .add("x", login.expiresAt().getEpochSecond())
                .add("r", login.restarted())
                .add("s", login.switching())
                .build();
        try {
            JWEObject jwe = new JWEObject(HEADER, new Payload(content.toString().getBytes(StandardCharsets.UTF_8)));
            jwe.encrypt(new DirectEncrypter(keys.get(0)));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("A login cannot be sealed", e);
        }
    }

    /** The login in {@code state}, expired or not; empty if this site did not seal it or it was changed since. */
    public Optional<LoginState> open(String state) {
        // The SDK's parser fails in more ways than it declares; it sees no header but ours.
        if (state.length() > LONGEST_STATE || !SHAPE.matcher(state).matches()) {
            return Optional.empty();
        }
        try {
            JWEObject jwe = JWEObject.parse(state);
            if (!isCanonical(jwe.getCipherText()) || !isCanonical(jwe.getAuthTag())) {
                return Optional.empty();
            }
            return keys.stream()
                    .filter(key -> isDecrypted(jwe, key))
                    .findFirst()
                    .flatMap(key -> Json.object(jwe.getPayload().toBytes()))
                    .flatMap(NimbusStateSeal::login);
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** The state does not say which key sealed it: it must stay short. */
    private static boolean isDecrypted(JWEObject jwe, byte[] key) {
        try {
            jwe.decrypt(new DirectDecrypter(key));
            return true;
        } catch (JOSEException anotherKey) {
            return false;
        }
    }

    /** Whether {@code part} is the one way to write its bytes (RFC 4648 section 3.5): a login has one text only. */
    private static boolean isCanonical(Base64URL part) {
        return Base64URL.encode(part.decode()).equals(part);
    }

    /** The login in {@code content}; empty if another version of this site sealed something else under the same key. */
    private static Optional<LoginState> login(JsonObject content) {
        try {
            return Optional.of(new LoginState(
                    content.getString("v"),
                    content.getString("b"),
                    content.getString("p"),
                    Instant.ofEpochSecond(content.getJsonNumber("x").longValueExact()),
                    content.getBoolean("r"),
                    content.getBoolean("s")));
        } catch (NullPointerException | ClassCastException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
