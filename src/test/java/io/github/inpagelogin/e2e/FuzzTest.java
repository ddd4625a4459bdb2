package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Query strings that nobody would write, each sent as it is: the same ones in every run. */
class FuzzTest {
    private static final String MARK = "zq9Xmark";
    private static final List<String> NAMES = List.of(
            "state", "code", "iss", "return_to", "prompt", "expires_in", "signed-out", "", "%73tate", "state[]", "a");
    private static final List<String> PIECES = List.of(
            MARK,
            "<script>" + MARK + "</script>",
            "%3Cscript%3E" + MARK + "%3C%2Fscript%3E",
            "\"'><img src=x onerror=" + MARK + ">",
            "%22%27%3E%3Cimg%20src=x%3E" + MARK,
            "${" + MARK + "}",
            "%0d%0aSet-Cookie:%20in-page-login=" + MARK,
            "%0D%0ALocation:%20https://evil.example/" + MARK,
            "//evil.example/" + MARK,
            "/%5Cevil.example",
            "https://evil.example/" + MARK,
            "/app?" + MARK,
            "/app/adapter",
            "%",
            "%%",
            "%z",
            "%u0041",
            "%00",
            "%ff%fe",
            "%c0%af",
            "%f0%9f%98",
            "%ed%a0%80",
            "\u00ff\u00fe\u0080",
            "\t",
            "\u0001\u007f",
            "+",
            ";",
            "=",
            "&",
            "&&=&",
            "?",
            "..",
            "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..",
            "eyJhbGciOiJub25lIn0.e30.",
            ".",
            "....",
            "login",
            "null",
            "-1",
            "A".repeat(600),
            "%41".repeat(700),
            "x".repeat(9_000));

    /** Where somebody who is signed in goes on to. */
    private static final Pattern LOCAL = Pattern.compile("/app[!-~]*");

    @AutoClose
    private static final World world = World.start();

    private static final Visitor owner = world.visitor();
    private static List<String> realStates = List.of();

    @BeforeAll
    static void beginLogins() {
        realStates = List.of(
                owner.get("login").sent("state"),
                owner.get("login?return_to=/app/adapter").sent("state"),
                owner.get("login?prompt=login").sent("state"));
    }

    /** Some parameters of some pieces; now and then a real sealed login among them. */
    private static String query(Random random) {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            query.append(pick(NAMES, random)).append(random.nextInt(12) == 0 ? "" : "=");
            for (int j = random.nextInt(4); j > 0; j--) {
                query.append(pick(PIECES, random));
            }
            query.append('&');
        }
        if (random.nextInt(4) == 0) {
            query.append("state=").append(spoilt(pick(realStates, random), random));
        }
        return query.toString();
    }

    private static String spoilt(String state, Random random) {
        int at = random.nextInt(state.length());
        return switch (random.nextInt(5)) {
            case 0 -> state.substring(0, at);
            case 1 -> state.substring(0, at) + 'A' + state.substring(at + 1);
            case 2 -> state + state;
            default -> state;
        };
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void send(Wire wire, int requests, int seed, String... headers) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < requests; i++) {
            String target = (random.nextBoolean() ? "/login?" : "/oauth/callback?")
                    + query(random).replace(' ', '+');
            assertHarmless(wire.ask("GET " + target, headers), target);
        }
    }

    private static void assertHarmless(Wire.Reply reply, String target) {
        assertTrue(reply.status() < 500, () -> reply.status() + " for " + target);
        assertFalse(reply.body().contains(MARK), () -> target + " is shown: " + reply.body());
        String cookie = reply.header("set-cookie");
        assertTrue(cookie.isEmpty() || cookie.startsWith("in-page-login-browser="), target);
        String location = reply.header("location");
        assertTrue(
                location.isEmpty()
                        || LOCAL.matcher(location).matches()
                        || location.startsWith(world.standIn().origin() + "/restapi/oauth/authorize?"),
                () -> target + " leads to " + location);
        // The way back of somebody who is signed in may have any query; no other header has anything of the input.
        assertTrue(
                reply.headers().stream()
                        .noneMatch(line -> line.contains(MARK)
                                && !line.startsWith("location: /app?")
                                && !line.startsWith("location: /app/adapter?")),
                target);
    }

    @Test
    void aStrangersQueryNeverBreaksAnythingNeverSignsInAndIsNeverShown() throws IOException {
        try (Wire wire = new Wire(world.site().url())) {
            send(wire, Thorough.times(2_000, 7_500), 17, "Accept: text/html");
            send(wire, 1_000, 18, "Accept: application/json");
        }
        assertEquals(0, world.site().sessions());
    }

    @Test
    void neitherDoesOneFromABrowserThatHasBegunALogin() throws IOException {
        try (Wire wire = new Wire(world.site().url())) {
            String cookie = "in-page-login-browser=" + owner.cookies().get("in-page-login-browser");
            send(wire, 1_500, 19, "Accept: text/html", "Cookie: " + cookie);
        }
        assertEquals(0, world.site().sessions());
    }

    @Test
    void whoIsSignedInIsNeverLedAwayNorSignedOut() throws IOException {
        owner.logIn(world.ada()).expect(200);
        String cookie = "Cookie: in-page-login=" + owner.cookies().get("in-page-login");
        Random random = new Random(20);
        try (Wire wire = new Wire(world.site().url())) {
            for (int i = 0; i < 1_000; i++) {
                String target = (random.nextBoolean() ? "/login?return_to=" : "/oauth/callback?")
                        + query(random).replace(' ', '+');
                assertHarmless(wire.ask("GET " + target, cookie, "Accept: text/html"), target);
            }
        }
        assertTrue(owner.isSignedIn());
        owner.signOut();
    }
}
