package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.inpagelogin.NoRandomness;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.oauth.CodeHandoff;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.SessionLimits;
import io.github.inpagelogin.oauth.Tokens;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionSealTest {
    private static final String OLD = "the-old-secret-of-the-test-0123456789-a";
    private static final String NEW = "the-new-secret-of-the-test-9876543210-b";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");

    /**
     * Written by version 1.0.0. Sessions of that version lie in stores: whatever changes here, this must be read, and
     * mean what it says in {@link #everything()}.
     */
    private static final String WRITTEN_BY_1_0_0 =
            "49504c6f67696e01000001a217b9281b05ae8d030000000000000000000000001dd455dae890b825449bee35b22151d1c014"
                    + "c0bdb0fb4ccaebd58e98cd0e550300f2ceec8d62137167a9486a20b92aefa3555f641109992a1d4d492fa2208a157893927c"
                    + "35ccb8b711580284b4d538e64c8d5d8ffa80c08336d611fe2b2d046e19bed851c391ce6e421d68dff97da668bda7849f536d"
                    + "4ab60ec5184961d342978f241508107bf1e69125bccd965becb3b1cd2484edee0d1a5a7f8c48fa33e1bd41770b100d3d5f78"
                    + "b495bb4954bd56ace6ca664f9cb846ee1afcf2f6178f0f06e7986ee33e55994b6217e7b6aa8d0d258fb954649932fe7b8168"
                    + "30e02c03781bf339a43f241b4122f8dcffc15d9a3b7ab6de942ce8df0152fd96acbcb6575c1d28e7fdffd7812041e032f752"
                    + "0268a9d1faf7ac7781edd38f8cc007cbf98c545b6b03d98c4b4adebbfae0051307642842e6f6e0b2d5cdbaeea25111f36709"
                    + "9c6703c837b8a022689642af79c0007c1c036483f65a101880a777761d75c882d93b67921822f4275713222ae3a5665310d6"
                    + "05a66a3b38";

    private final SessionSeal seal = new SessionSeal(TestKeys.of(OLD), new SecureRandom());

    private static SignedIn everything() {
        Tokens tokens = new Tokens(
                "access-token-1",
                NOW.plusSeconds(3600),
                "refresh-token-1",
                NOW.plusSeconds(604_800),
                "ReadAccounts ReadCallLog",
                "62264425101",
                "endpoint-1",
                new SessionLimits(NOW.plusSeconds(86_400), Duration.ofMinutes(30)));
        CodeHandoff handoff = new CodeHandoff(
                "code-1", "verifier-1", URI.create("https://phone.example.com/oauth/widget-callback"), "state-1", NOW);
        return new SignedIn(
                tokens,
                new Person("Zoë O'Neil", "103"),
                "login-1",
                NOW.minusSeconds(900),
                "0123456789abcdef",
                NOW.minusSeconds(30),
                NOW.minusSeconds(60),
                NOW.plusSeconds(3000),
                new WidgetGrant(handoff, NOW.minusSeconds(5), true));
    }

    static List<SignedIn> examples() {
        SignedIn least =
                new SignedIn(Grants.withoutRefresh(NOW), new Person("", null), "login", NOW).begun("alias", NOW);
        return List.of(
                everything(),
                everything().withoutHandoff(),
                least,
                least.with(WidgetGrant.begun(NOW)),
                new SignedIn(Grants.tokens("x".repeat(100_000), NOW), new Person("あ", ""), "", NOW));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatWasSealedOpens(SignedIn signedIn) throws UnreadableSession {
        assertEquals(signedIn, seal.open(seal.seal(signedIn)));
        SessionSeal otherNode = new SessionSeal(TestKeys.of(OLD), new SecureRandom());
        assertEquals(signedIn, otherNode.open(seal.seal(signedIn)));
    }

    @Test
    void whatVersion1_0_0WroteOpens() throws UnreadableSession {
        assertEquals(everything(), seal.open(HexFormat.of().parseHex(WRITTEN_BY_1_0_0)));
    }

    @Test
    void itIsWrittenAsBefore() {
        byte[] written = new SessionSeal(TestKeys.of(OLD), new NoRandomness()).seal(everything());
        assertEquals(WRITTEN_BY_1_0_0, HexFormat.of().formatHex(written));
    }

    @Test
    void nothingOfItCanBeReadWithoutTheKey() {
        String text = new String(seal.seal(everything()), StandardCharsets.ISO_8859_1);
        for (String secret :
                List.of("token-1", "62264425101", "O'Neil", "code-1", "verifier-1", "ReadAccounts", "login")) {
            assertFalse(text.contains(secret), secret);
        }
    }

    @Test
    void twoSealsOfTheSameAreDifferent() {
        assertFalse(Arrays.equals(seal.seal(everything()), seal.seal(everything())));
    }

    @Test
    void whoeverChangesABitOfItIsNoticed() {
        byte[] sealed = seal.seal(everything());
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(UnreadableSession.class, () -> seal.open(changed), "byte " + i);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(UnreadableSession.class, () -> seal.open(cut), "length " + length);
        }
    }

    @Test
    void aKeyTakesThePlaceOfAnotherInThreeSteps() throws UnreadableSession {
        SessionSeal first = new SessionSeal(TestKeys.of(OLD, NEW), new SecureRandom());
        SessionSeal second = new SessionSeal(TestKeys.of(NEW, OLD), new SecureRandom());
        SessionSeal third = new SessionSeal(TestKeys.of(NEW), new SecureRandom());
        byte[] byOld = first.seal(everything());
        byte[] byNew = second.seal(everything());
        for (SessionSeal node : List.of(first, second)) {
            assertEquals(everything(), node.open(byOld));
            assertEquals(everything(), node.open(byNew));
        }
        assertEquals(everything(), seal.open(byOld));
        assertEquals(everything(), third.open(byNew));
        UnreadableSession tooSoon = assertThrows(UnreadableSession.class, () -> third.open(byOld));
        assertEquals("it was sealed with a secret that is not in app.secret", tooSoon.getMessage());
    }

    @Test
    void theTimeOfTheTokensStandsInFrontForDatabases() {
        ByteBuffer head = ByteBuffer.wrap(seal.seal(everything()));
        byte[] mark = new byte[8];
        head.get(mark);
        assertEquals("IPLogin\u0001", new String(mark, StandardCharsets.US_ASCII));
        assertEquals(NOW.minusSeconds(60).toEpochMilli(), head.getLong());
        ByteBuffer ofTheLogin = ByteBuffer.wrap(seal.seal(examples().get(2)));
        assertEquals(NOW.toEpochMilli(), ofTheLogin.getLong(8));
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws UnreadableSession {
        byte[] content = SessionContent.write(everything());
        byte[] more = ByteBuffer.allocate(content.length + 11)
                .putInt(25 << 24 | 3)
                .put(new byte[] {1, 2, 3})
                .putInt(255 << 24)
                .put(content)
                .array();
        assertEquals(everything(), SessionContent.read(more));
    }

    @Test
    void whatHasNoTokenIsNoSession() {
        UnreadableSession empty = assertThrows(UnreadableSession.class, () -> SessionContent.read(new byte[0]));
        assertEquals("it has no ACCESS_TOKEN", empty.getMessage());
        byte[] content = SessionContent.write(everything());
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            try {
                assertFalse(SessionContent.read(cut).equals(everything()));
            } catch (UnreadableSession e) {
                assertFalse(String.valueOf(e.getMessage()).contains("token-1"));
            }
        }
    }

    @Test
    void everyFieldIsFoundByItsNumber() {
        assertArrayEquals(
                Field.values(),
                IntStream.rangeClosed(1, Field.values().length)
                        .mapToObj(number -> Field.of(number).orElseThrow())
                        .toArray());
        for (Field field : Field.values()) {
            assertEquals(field, Field.of(field.number()).orElseThrow());
        }
        assertFalse(Field.of(0).isPresent());
        assertFalse(Field.of(Field.values().length + 1).isPresent());
    }
}
