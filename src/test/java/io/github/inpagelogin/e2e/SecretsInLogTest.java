package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.config.SiteKeys;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Whatever an operator turns on, no secret and no person is in the output: the log as it ships, told everything by
 * {@code ops.log-level} and by the name of every logger there is, while everything happens that can.
 */
class SecretsInLogTest {
    private static final LoggerContext LOGGING = (LoggerContext) LoggerFactory.getILoggerFactory();
    private static final Logger OURS = LOGGING.getLogger(SecretsInLogTest.class);

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void nothingSecretAndNobodyIsInIt(String format) {
        String[] verbose = {"ops.log-level", "debug", "ops.log-format", format};
        try (Console console = new Console()) {
            for (WholeStory story : List.of(WholeStory.inCodeMode(verbose), WholeStory.inProxyMode(verbose))) {
                try (World world = story.world) {
                    tellEverything();
                    story.tell();
                    OURS.debug("the last line");
                    Set<String> secrets = secrets(story);
                    assertTrue(secrets.size() > 30, "there is something to look for");
                    assertEquals(
                            List.of(),
                            found(secrets, console.text()),
                            world.address().toString());
                }
            }
            assertEquals("json".equals(format), console.text().contains("{\"event\":\"logout\"}"));
            assertTrue(console.text().contains("the last line"), "the details of our own code are there");
        }
    }

    @Test
    void aSecretThatIsPlantedInItIsFound() {
        try (Console console = new Console();
                World world = World.startConfidential()) {
            Visitor visitor = world.visitor();
            visitor.logIn(world.ada());
            String cookie = String.valueOf(visitor.cookies().get("in-page-login"));
            String token = world.standIn().issuedSecrets().iterator().next();
            Set<String> secrets = secrets(world, visitor);
            assertEquals(List.of(), found(secrets, console.text()));
            for (String planted : List.of(
                    cookie,
                    cookie.replaceFirst("[.].*", ""),
                    token,
                    World.APP_SECRET,
                    world.ada().name())) {
                OURS.info("here it is: {}", planted);
                assertTrue(found(secrets, console.text()).contains(planted), "a planted secret");
            }
        }
    }

    /** What the filter is for. Also: the search above does see what Jetty's client says. */
    @Test
    void withoutTheFilterTheHttpClientWouldTellTheClientSecret() {
        try (Console console = new Console();
                World world = World.startConfidential()) {
            LOGGING.getTurboFilterList().clear();
            forgetWhatWasSet();
            LOGGING.getLogger("org.eclipse.jetty.client").setLevel(Level.DEBUG);
            LOGGING.getLogger("org.eclipse.jetty.http").setLevel(Level.DEBUG);
            Visitor visitor = world.visitor();
            visitor.logIn(world.ada());
            List<String> told = found(secrets(world, visitor), console.text());
            assertTrue(told.contains(basic()), told.size() + " secrets told");
        }
    }

    private static void tellEverything() {
        LOGGING.getLoggerList().forEach(logger -> logger.setLevel(Level.TRACE));
    }

    /** Has everything set up again when the console is closed, the filter too: that is done when the level is another one. */
    private static void forgetWhatWasSet() {
        LOGGING.putProperty("ops.log-level", "none");
    }

    private static Set<String> secrets(WholeStory story) {
        return secrets(story.world, story.visitor);
    }

    private static Set<String> secrets(World world, Visitor visitor) {
        Set<String> secrets = new HashSet<>(world.standIn().issuedSecrets());
        for (Page page : visitor.history()) {
            secrets.add(page.sent("state"));
            secrets.add(page.sent("code"));
            secrets.add(Page.parameter(page.body(), "code_verifier").replaceFirst("\".*", ""));
            page.headers().allValues("Set-Cookie").stream()
                    .flatMap(cookie -> HttpCookie.parse(cookie).stream())
                    .map(HttpCookie::getValue)
                    // Jetty's session cookie has the node's name after the id.
                    .flatMap(value -> Stream.of(value, value.replaceFirst("[.]\\w+$", "")))
                    .forEach(secrets::add);
        }
        secrets.remove("");
        secrets.addAll(keys(world));
        secrets.add(StandIn.CONFIDENTIAL_CLIENT_SECRET);
        secrets.add(basic());
        for (Person person : List.of(world.ada(), world.luis())) {
            secrets.addAll(
                    List.of(person.name(), person.email(), person.password(), person.ownerId(), person.mainNumber()));
        }
        return secrets;
    }

    /** The client's authentication as it goes over the wire (RFC 7617). */
    private static String basic() {
        String basic = StandIn.CONFIDENTIAL_CLIENT_ID + ":" + StandIn.CONFIDENTIAL_CLIENT_SECRET;
        return Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    }

    /** What is set and what is made of it. */
    private static List<String> keys(World world) {
        SiteKeys keys = TestKeys.of(World.APP_SECRET);
        List<String> texts = new ArrayList<>(List.of(World.APP_SECRET));
        for (String purpose : List.of(
                "widget prefix",
                "session",
                "login state " + world.standIn().origin() + " " + StandIn.CONFIDENTIAL_CLIENT_ID,
                "widget state " + world.standIn().origin() + " " + StandIn.CLIENT_ID)) {
            byte[] key = keys.derive(purpose);
            texts.add(HexFormat.of().formatHex(key));
            texts.add(Base64.getEncoder().withoutPadding().encodeToString(key));
            texts.add(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
        }
        return texts;
    }

    private static List<String> found(Set<String> secrets, String text) {
        String plain = text.replace("\\/", "/");
        return secrets.stream().filter(plain::contains).collect(Collectors.toList());
    }
}
