package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The page with the recent calls, in a browser without JavaScript. */
class CallsPageTest {
    @AutoClose
    private static final World world = World.start();

    @AutoClose
    private final WebClient browser = world.browser();

    private final Faults faults = world.standIn().knobs().on(Endpoint.CALL_LOG);

    @AfterEach
    void calm() {
        world.calm();
    }

    private HtmlPage logIn() throws IOException {
        return Screen.logIn(browser, world, world.ada());
    }

    private HtmlPage open(String address) throws IOException {
        return Screen.open(browser, world.address().resolve(address));
    }

    private HtmlPage openCalls() throws IOException {
        logIn();
        return open("app/calls");
    }

    /** The calls on the page, each on one line. */
    static List<String> calls(HtmlPage page) {
        return page.<DomElement>getByXPath("//li[@class='call']").stream()
                .map(call -> call.asNormalizedText().replaceAll("\\s+", " "))
                .toList();
    }

    private static JsonArray oneCall(String name, String number, String word) {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("type", word)
                        .add("direction", word)
                        .add("result", word)
                        .add("startTime", word)
                        .add(
                                "from",
                                Json.createObjectBuilder().add("name", name).add("phoneNumber", number)))
                .build();
    }

    @Test
    void theNavigationLeadsToTheCallsTheNewestFirst() throws IOException {
        HtmlPage page = Screen.press(logIn(), "Calls");
        assertEquals("/app/calls", page.getUrl().getFile());
        assertEquals("Recent calls", Screen.heading(page));
        List<String> calls = calls(page);
        assertEquals(25, calls.size());
        assertTrue(calls.get(0).startsWith("+14155550101 Incoming call, Voicemail "), calls.get(0));
        Instant newest = world.clock().instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(13));
        assertTrue(Screen.html(page).contains("<time datetime=\"" + newest + "\">"), Screen.html(page));
        assertTrue(calls.stream().anyMatch(call -> call.contains("Outgoing call, Call connected")), calls.toString());
        assertTrue(calls.stream().anyMatch(call -> call.contains("Incoming call, Missed")), calls.toString());
        assertTrue(calls.stream().anyMatch(call -> call.matches(".*Lasted \\d min \\d+ s.*")), calls.toString());
        assertEquals("page", page.getAnchorByText("Calls").getAttribute("aria-current"));
    }

    @Test
    void olderCallsAreALinkAwayAndSoAreNewerOnes() throws IOException {
        HtmlPage newest = openCalls();
        assertFalse(Screen.hasLink(newest, "Newer calls"));
        HtmlPage older = Screen.press(newest, "Older calls");
        assertEquals("/app/calls?page=2", older.getUrl().getFile());
        assertEquals(12, calls(older).size());
        assertFalse(Screen.hasLink(older, "Older calls"));
        assertEquals(calls(newest), calls(Screen.press(older, "Newer calls")));
        HtmlPage beyond = open("app/calls?page=9");
        assertTrue(beyond.asNormalizedText().contains("There are no older calls within the last 30 days."));
        assertEquals(calls(newest), calls(Screen.press(beyond, "Newest calls")));
    }

    @Test
    void whereThereWasNoCallThePageSaysSo() throws IOException {
        world.standIn().knobs().calls(JsonValue.EMPTY_JSON_ARRAY);
        HtmlPage page = openCalls();
        assertEquals(200, Screen.status(page));
        assertTrue(page.asNormalizedText().contains("There was no call within the last 30 days."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "10000", ""})
    void aPageThatIsNoNumberIsNotAskedFor(String page) throws IOException {
        logIn();
        long asked = world.standIn().counters().of(Endpoint.CALL_LOG);
        assertEquals(400, Screen.status(open("app/calls?page=" + page)));
        assertEquals(asked, world.standIn().counters().of(Endpoint.CALL_LOG));
    }

    @Test
    void whatACallerIsCalledStaysText() throws IOException {
        String hostile = "</li><script>alert(1)</script><img src=x onerror=alert(1)>\"'&${7*7}#{7*7}";
        world.standIn().knobs().calls(oneCall(hostile, "+1<b>2</b>", "\"><svg onload=alert(1)>"));
        HtmlPage page = openCalls();
        assertEquals(1, calls(page).size());
        assertTrue(
                calls(page).get(0).startsWith(hostile + " +1<b>2</b> "),
                calls(page).get(0));
        assertTrue(
                calls(page).get(0).contains("At an unknown time"), calls(page).get(0));
        assertNull(page.getFirstByXPath("//main//img | //main//script[not(@src)] | //svg[@onload] | //li//b"));
    }

    @Test
    void aCallLogWithoutAnEndIsShownAsFarAsItWasAskedFor() throws IOException {
        JsonArrayBuilder many = Json.createArrayBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.add(Json.createObjectBuilder());
        }
        world.standIn().knobs().calls(many.build());
        HtmlPage page = openCalls();
        assertEquals(25, calls(page).size());
        assertTrue(
                calls(page).get(0).startsWith("Unknown number call At an unknown time"),
                calls(page).get(0));
        assertTrue(Screen.hasLink(page, "Older calls"));
    }

    @Test
    void aTokenThatRingCentralHasExpiredIsRefreshedOnce() throws IOException {
        logIn();
        world.standIn().knobs().expireAccessTokens();
        long redemptions = world.redemptions();
        assertEquals(25, calls(open("app/calls")).size());
        assertEquals(25, calls(open("app/calls")).size());
        assertEquals(redemptions + 1, world.redemptions());
    }

    @Test
    void whoIsNotSignedInLogsInFirstAndComesBack() throws IOException {
        HtmlPage login = open("app/calls?page=2");
        HtmlPage page = Screen.passProvider(login, world.ada());
        assertEquals("/app/calls?page=2", page.getUrl().getFile());
        assertEquals(12, calls(page).size());
    }

    @Test
    void whoCalledIsNotInTheLog() throws IOException {
        Logger ours = (Logger) LoggerFactory.getLogger("io.github.inpagelogin");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        ours.setLevel(Level.DEBUG);
        log.start();
        ours.addAppender(log);
        try {
            world.standIn().knobs().calls(oneCall("Mia Laurent", "+14155550199", "Inbound"));
            assertTrue(Screen.html(openCalls()).contains("Mia Laurent"));
            faults.truncated();
            assertEquals(502, Screen.status(open("app/calls")));
        } finally {
            ours.detachAppender(log);
            ours.setLevel(null);
        }
        String all = log.list.stream()
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy())
                .collect(Collectors.joining("\n"));
        assertTrue(all.contains("calls"), all);
        assertFalse(all.contains("Mia") || all.contains("4155550199"), all);
    }

    @Test
    void noBrowserKeepsThePage() {
        Visitor visitor = world.visitor();
        visitor.logIn(world.ada());
        Page page = visitor.get("app/calls").expect(200);
        assertEquals("no-store", page.header("Cache-Control"));
        assertTrue(page.header("Content-Security-Policy").contains("script-src 'self'; "));
    }
}
