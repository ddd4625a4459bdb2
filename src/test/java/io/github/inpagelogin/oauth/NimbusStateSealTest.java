package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NimbusStateSealTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final JWEHeader OURS = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private final byte[] key = key(7);
    private final NimbusStateSeal seal = new NimbusStateSeal(List.of(key));

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void whatIsSealedComesBackWhole(boolean restarted, boolean switching) {
        LoginState login = login("/app?x=1&y=%20", restarted, switching);
        assertEquals(Optional.of(login), seal.open(seal.seal(login)));
    }

    @Test
    void theSameLoginIsNeverSealedTheSameWayTwice() {
        assertNotEquals(seal.seal(login("/app")), seal.seal(login("/app")));
    }

    @Test
    void anExpiredLoginStillOpens() {
        LoginState old = new LoginState("v".repeat(43), "b".repeat(22), "/app", Instant.EPOCH, false, false);
        assertEquals(Optional.of(old), seal.open(seal.seal(old)));
    }

    @Test
    void nothingOfTheLoginCanBeReadInTheState() {
        String state = seal.seal(login("/a-path-of-ours"));
        String decoded = Arrays.stream(state.split("\\.", -1))
                .map(part -> new String(
                        java.util.Base64.getUrlDecoder().decode(part), java.nio.charset.StandardCharsets.ISO_8859_1))
                .reduce("", String::concat);
        assertFalse(decoded.contains("a-path-of-ours"));
        assertFalse(decoded.contains("vvvv"));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void theStateStaysBelow512CharactersForTheLongestReturnPath(boolean restarted, boolean switching) {
        for (String filler : new String[] {"a", "/", "%", "'", "~", "&"}) {
            String path = "/" + filler.repeat(NimbusStateSeal.LONGEST_RETURN_PATH - 1);
            String state = seal.seal(login(path, restarted, switching));
            assertTrue(state.length() < 512, () -> filler + ": " + state.length());
            assertTrue(state.matches("[A-Za-z0-9_.-]+"), "not URL-safe");
            assertEquals(path, seal.open(state).orElseThrow().returnPath());
        }
    }

    @Test
    void aStateThatIsChangedAtAnyPositionDoesNotOpen() {
        // Every length of ciphertext modulo three: the last character of a part may have bits that mean nothing.
        for (String path : new String[] {"/app", "/app1", "/app12"}) {
            String state = seal.seal(login(path));
            for (int i = 0; i < state.length(); i++) {
                for (char c : (ALPHABET + ".").toCharArray()) {
                    String changed = state.substring(0, i) + c + state.substring(i + 1);
                    assertTrue(
                            changed.equals(state) || seal.open(changed).isEmpty(),
                            "position " + i + " changed to " + c);
                }
            }
        }
    }

    @Test
    void aStateWithACharacterMoreOrLessDoesNotOpen() {
        String state = seal.seal(login("/app"));
        for (int i = 0; i <= state.length(); i++) {
            for (String more : new String[] {"A", ".", "=", "+", "/", " ", "\n", "\u0000", "é", "%41"}) {
                String changed = state.substring(0, i) + more + state.substring(i);
                assertTrue(seal.open(changed).isEmpty(), "inserted at " + i);
            }
        }
        for (int i = 0; i < state.length(); i++) {
            String dropped = state.substring(0, i) + state.substring(i + 1);
            assertTrue(seal.open(dropped).isEmpty(), "dropped at " + i);
            assertTrue(seal.open(state.substring(0, i)).isEmpty(), "truncated at " + i);
            assertTrue(i == 0 || seal.open(state.substring(i)).isEmpty(), "beheaded at " + i);
        }
    }

    @Test
    void partsOfTwoStatesDoNotMakeOne() {
        String[] one = seal.seal(login("/app")).split("\\.", -1);
        String[] other = seal.seal(login("/abc")).split("\\.", -1);
        for (int part = 2; part < one.length; part++) {
            String[] mixed = one.clone();
            mixed[part] = other[part];
            assertTrue(seal.open(String.join(".", mixed)).isEmpty(), "part " + part);
        }
    }

    @Test
    void aStateOfAnotherKeyDoesNotOpen() {
        String foreign = new NimbusStateSeal(List.of(key(8))).seal(login("/app"));
        assertTrue(seal.open(foreign).isEmpty());
    }

    @Test
    void aStateOfAnyOfItsKeysOpensAndTheFirstOneSeals() {
        NimbusStateSeal before = new NimbusStateSeal(List.of(key(8), key(9)));
        NimbusStateSeal after = new NimbusStateSeal(List.of(key(9), key(8)));
        assertEquals(login("/app"), after.open(before.seal(login("/app"))).orElseThrow());
        assertEquals(login("/app"), before.open(after.seal(login("/app"))).orElseThrow());
        NimbusStateSeal newOnly = new NimbusStateSeal(List.of(key(9)));
        assertTrue(newOnly.open(after.seal(login("/app"))).isPresent());
        assertTrue(newOnly.open(before.seal(login("/app"))).isEmpty());
    }

    @Test
    void theKeyIsCopiedSoThatNobodyCanChangeItLater() {
        byte[] given = key(9);
        NimbusStateSeal own = new NimbusStateSeal(List.of(given));
        String state = own.seal(login("/app"));
        Arrays.fill(given, (byte) 0);
        assertTrue(own.open(state).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "....",
                ".....",
                "a.b.c.d.e",
                "null",
                "{}",
                "eyJhbGciOiJub25lIn0..",
                "eyJhbGciOiJkaXIifQ....",
                "eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0....",
                "eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0..AAAA.AAAA.AAAA",
                "eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIiwiY3JpdCI6WyJ4Il19..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
                "\u0000\u0000.\u0000.\u0000.\u0000.\u0000",
                "💥.💥.💥.💥.💥",
                "<script>alert(1)</script>"
            })
    void garbageDoesNotOpen(String garbage) {
        assertTrue(seal.open(garbage).isEmpty());
    }

    @Test
    void anOverlongStateIsNotEvenLookedAt() {
        assertTrue(seal.open("a".repeat(10_000_000)).isEmpty());
        assertTrue(seal.open(".".repeat(513)).isEmpty());
    }

    @Test
    void aTokenThatIsNotEncryptedDoesNotOpen() throws JOSEException {
        Payload payload = new Payload(content());
        JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
        signed.sign(new MACSigner(key));
        assertTrue(seal.open(signed.serialize()).isEmpty());
        assertTrue(seal.open(new PlainObject(payload).serialize()).isEmpty());
    }

    @Test
    void whatIsEncryptedInAnotherWayWithTheSameKeyDoesNotOpen() throws JOSEException {
        JWEHeader otherEncryption = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256);
        assertTrue(seal.open(encrypt(otherEncryption, new DirectEncrypter(key), content()))
                .isEmpty());
        for (JWEAlgorithm algorithm : new JWEAlgorithm[] {JWEAlgorithm.A256KW, JWEAlgorithm.A256GCMKW}) {
            JWEHeader wrapping = new JWEHeader(algorithm, EncryptionMethod.A256GCM);
            assertTrue(
                    seal.open(encrypt(wrapping, new AESEncrypter(key), content()))
                            .isEmpty(),
                    algorithm.getName());
        }
        JWEHeader compressed = new JWEHeader.Builder(OURS)
                .compressionAlgorithm(CompressionAlgorithm.DEF)
                .build();
        assertTrue(seal.open(encrypt(compressed, new DirectEncrypter(key), content()))
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "[]",
                "{}",
                "null",
                "{\"v\":1}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":1,\"r\":false}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":null,\"x\":1,\"r\":false,\"s\":false}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":\"1\",\"r\":false,\"s\":false}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":1,\"r\":\"false\",\"s\":false}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":1.5,\"r\":false,\"s\":false}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":1e30,\"r\":false,\"s\":false}",
                "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":9223372036854775807,\"r\":false,\"s\":false}",
                "{\"v\":\"v\",\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":1,\"r\":false,\"s\":false}"
            })
    void aSealedContentThatIsNotALoginDoesNotOpen(String content) throws JOSEException {
        assertTrue(seal.open(encrypt(OURS, new DirectEncrypter(key), content)).isEmpty());
    }

    @Test
    void aSealedLoginOpensHoweverItWasMade() throws JOSEException {
        assertTrue(seal.open(encrypt(OURS, new DirectEncrypter(key), content())).isPresent());
    }

    @Test
    void aLoginDoesNotPrintItsSecrets() {
        String printed = login("/app").toString();
        assertFalse(printed.contains("vvv"));
        assertFalse(printed.contains("bbb"));
    }

    private static String encrypt(JWEHeader header, JWEEncrypter encrypter, String content) throws JOSEException {
        JWEObject jwe = new JWEObject(header, new Payload(content));
        jwe.encrypt(encrypter);
        return jwe.serialize();
    }

    private static String content() {
        return "{\"v\":\"v\",\"b\":\"b\",\"p\":\"/app\",\"x\":1,\"r\":false,\"s\":false}";
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private static LoginState login(String returnPath) {
        return login(returnPath, false, false);
    }

    private static LoginState login(String returnPath, boolean restarted, boolean switching) {
        Instant expiresAt = Instant.parse("2099-12-31T23:59:59Z");
        return new LoginState("v".repeat(43), "b".repeat(22), returnPath, expiresAt, restarted, switching);
    }
}
