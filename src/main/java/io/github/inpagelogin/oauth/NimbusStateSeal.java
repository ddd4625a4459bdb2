package io.github.inpagelogin.oauth;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;

/**
 * Seals a {@link LoginState} into the {@code state} parameter: a JWE (RFC 7516), {@code dir} with {@code A256GCM}. Who
 * has no key can neither read nor make one, so nothing has to be kept for a person who has not signed in. Thread-safe.
 */
public final class NimbusStateSeal {
    /** What the rest of a sealed login leaves for the return path, so that {@code state} stays below 512 characters. */
    public static final int LONGEST_RETURN_PATH = 180;

    private static final int LONGEST_STATE = 512;
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    private static final JsonProvider JSON = JsonProvider.provider();

    private final byte[] key;

    /** Seals with {@code key}, 256 bits. */
    public NimbusStateSeal(byte[] key) {
        this.key = key.clone();
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
            jwe.encrypt(new DirectEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("A login cannot be sealed", e);
        }
    }

    /** The login in {@code state}, expired or not; empty if this site did not seal it or it was changed since. */
    public Optional<LoginState> open(String state) {
        if (state.length() > LONGEST_STATE) {
            return Optional.empty();
        }
        try {
            JWEObject jwe = JWEObject.parse(state);
            if (!HEADER.getAlgorithm().equals(jwe.getHeader().getAlgorithm())
                    || !HEADER.getEncryptionMethod().equals(jwe.getHeader().getEncryptionMethod())) {
                return Optional.empty();
            }
            jwe.decrypt(new DirectDecrypter(key));
            return Json.object(jwe.getPayload().toBytes()).map(NimbusStateSeal::login);
        } catch (ParseException | JOSEException | IllegalArgumentException | JsonException e) {
            return Optional.empty();
        }
    }

    private static LoginState login(JsonObject content) {
        return new LoginState(
                content.getString("v"),
                content.getString("b"),
                content.getString("p"),
                Instant.ofEpochSecond(content.getJsonNumber("x").longValueExact()),
                content.getBoolean("r"),
                content.getBoolean("s"));
    }
}
