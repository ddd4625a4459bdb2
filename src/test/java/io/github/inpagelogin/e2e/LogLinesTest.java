package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One event is one line, which says whose it is on whatever thread it is written. */
class LogLinesTest {
    @AutoClose
    private final Console console = new Console();

    @AutoClose
    private final World world = World.start(
            "widget.mode",
            "proxy",
            "widget.hosting",
            "pass-through",
            "app.base-url",
            ProxiedWidget.SITE,
            "session.lifetime",
            "PT2H",
            "ops.log-format",
            "json");

    private final Visitor visitor = world.visitor();

    @Test
    void aLoginIsOneLine() throws NoSuchAlgorithmException {
        Page back = visitor.get(visitor.callback("login", world.ada())).expect(303);
        assertEquals(List.of("login success"), events(back));
        assertEquals(tag(), lines(back).get(0).getJsonObject("mdc").getString("session"));
        assertTrue(pairs(lines(back).get(0)).getOrDefault("durationMs", "").matches("[0-9]+"));
    }

    @Test
    void aLoginThatIsRefusedIsOneLineToo() {
        assertEquals(List.of("login not_ours"), events(visitor.get("oauth/callback?state=x")));
        String callback = visitor.callback("login", world.ada());
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).malformed();
        Page failed = visitor.get(callback).expect(502);
        assertEquals(List.of("login unreadable"), events(failed));
    }

    @Test
    void whatIsWrongWithARequestIsOneLine() {
        assertEquals(List.of("problem not_found"), events(visitor.get("nothing")));
    }

    @Test
    void aRefreshBelongsToTheRequestThatNeededIt() throws NoSuchAlgorithmException {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        Page page = visitor.get("app").expect(200);
        assertEquals(List.of("refresh success"), events(page));
        assertEquals(tag(), lines(page).get(0).getJsonObject("mdc").getString("session"));
        assertEquals(List.of(), events(visitor.get("app").expect(200)));
    }

    @Test
    void oneWhoseAnswerIsLostIsTwo() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).cutAfterProcessing();
        Page page = visitor.get("app").expect(200);
        List<String> events = events(page);
        assertEquals(2, events.size(), events.toString());
        assertEquals("refresh success", events.get(1));
    }

    @Test
    void oneBehindThePageIsALineOfTheRequestThatBeganItAlsoIfItFails() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofMinutes(55));
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).fail(503, "server_error", "CMN-201", "Later");
        Page page = visitor.get("app").expect(200);
        Polling.until(() -> !events(page).isEmpty());
        assertEquals(List.of("refresh try_later"), events(page));
    }

    @Test
    void aSessionThatEndsByItselfLeavesTheLineOfItsRevocation() throws NoSuchAlgorithmException {
        visitor.logIn(world.ada()).expect(200);
        String session = tag();
        world.clock().advance(Duration.ofHours(3));
        Page page = visitor.get("app").expect(303);
        Polling.until(() -> !events(page).isEmpty());
        assertEquals(List.of("revocation success"), events(page));
        assertEquals(session, lines(page).get(0).getJsonObject("mdc").getString("session"));
    }

    @Test
    void soDoesOneInTheMiddleOfAProxiedRequestAndItsFailure() {
        visitor.logIn(world.ada());
        world.standIn().knobs().expireAccessTokens();
        Page page = visitor.get(EXTENSION, asWidget()).expect(200);
        assertEquals(List.of("refresh success"), events(page));

        world.clock().advance(Duration.ofMinutes(2));
        world.standIn().knobs().expireAccessTokens();
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).fail(503, "server_error", "CMN-201", "Later");
        page = visitor.get(EXTENSION, asWidget()).expect(503);
        assertEquals(List.of("refresh try_later", "proxy-failure busy"), events(page));
    }

    @Test
    void aSignOutIsTwoEventsOfOneRequest() throws NoSuchAlgorithmException {
        visitor.logIn(world.ada());
        String session = tag();
        Page page = visitor.signOut().expect(303);
        assertEquals(List.of("logout success", "revocation success"), events(page));
        for (JsonObject line : lines(page)) {
            assertEquals(session, line.getJsonObject("mdc").getString("session"));
        }
    }

    private List<String> events(Page page) {
        return lines(page).stream()
                .map(LogLinesTest::pairs)
                .map(pairs -> pairs.get("event") + " " + pairs.get("outcome"))
                .toList();
    }

    /** The lines of the request that {@code page} answers. */
    private List<JsonObject> lines(Page page) {
        return console.json().stream()
                .filter(line ->
                        line.getJsonObject("mdc").getString("requestId", "").equals(page.header("X-Request-Id")))
                .toList();
    }

    private static Map<String, String> pairs(JsonObject line) {
        return line.getJsonArray("kvpList").stream()
                .map(JsonValue::asJsonObject)
                .flatMap(pair -> pair.keySet().stream().map(key -> Map.entry(key, pair.getString(key))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }

    /** The session's tag: of its id, without the name of the node that Jetty adds in the cookie. */
    private String tag() throws NoSuchAlgorithmException {
        String id =
                String.valueOf(visitor.cookies().get("__Host-in-page-login")).replaceFirst("\\..*", "");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, 12);
    }
}
