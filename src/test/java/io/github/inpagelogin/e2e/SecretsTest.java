package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.StandIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No token, code, state, cookie or key is in the log or in anything that a browser is shown, whatever happens. */
class SecretsTest {
    @AutoClose
    private static final World world = World.startConfidential();

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.github.inpagelogin");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Visitor visitor = world.visitor();
    private final Set<String> cookies = new HashSet<>();

    @BeforeEach
    void listen() {
        ours.setLevel(Level.DEBUG);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        ours.setLevel(null);
    }

    @Test
    void nothingSecretIsLoggedOrShown() {
        liveThroughEverything();

        Set<String> secrets = new HashSet<>(world.standIn().issuedSecrets());
        Set<String> states = new HashSet<>();
        visitor.history().forEach(page -> states.add(page.sent("state")));
        states.remove("");
        secrets.addAll(states);
        secrets.addAll(cookies);
        secrets.add(World.APP_SECRET);
        secrets.add(StandIn.CONFIDENTIAL_CLIENT_SECRET);
        String basic = StandIn.CONFIDENTIAL_CLIENT_ID + ":" + StandIn.CONFIDENTIAL_CLIENT_SECRET;
        secrets.add(Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        assertTrue(secrets.size() > 20, "there is something to look for");

        assertTrue(log.list.stream().anyMatch(event -> event.getLevel() == Level.DEBUG), "the log is read");
        for (ILoggingEvent event : List.copyOf(log.list)) {
            assertNone(secrets, text(event));
        }
        for (Page page : visitor.history()) {
            if (page.uri().getPort() == world.site().url().getPort()) {
                assertNone(secrets, page.body());
                Set<String> notInLocation = new HashSet<>(secrets);
                if (page.location().startsWith(world.standIn().origin() + "/")) {
                    notInLocation.removeAll(states);
                }
                assertNone(notInLocation, page.location());
                assertNone(secrets, withoutCookiesAndLocation(page));
            }
        }
    }

    private static String text(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                + event.getMDCPropertyMap() + " " + thrown;
    }

    private static String withoutCookiesAndLocation(Page page) {
        return page.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("set-cookie")
                        && !header.getKey().equalsIgnoreCase("location"))
                .toList()
                .toString();
    }

    private static void assertNone(Set<String> secrets, String text) {
        Stream<String> found = secrets.stream().filter(text::contains);
        assertEquals(List.of(), found.toList(), text);
    }

    private void liveThroughEverything() {
        world.calm();
        for (Endpoint endpoint : List.of(Endpoint.TOKEN, Endpoint.EXTENSION)) {
            failInEveryWay(endpoint);
        }
        visitor.logIn(world.ada()).expect(200);
        keepCookies();
        visitor.get("app/adapter").expect(200);
        visitor.get("session").expect(200);
        visitor.get("metrics").expect(200);
        world.clock().advance(Duration.ofHours(1));
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).malformed();
        visitor.get("app").expect(200);
        visitor.get("app").expect(200);
        world.standIn().knobs().on(Endpoint.REVOKE).next(1).cutAfterProcessing();
        visitor.signOut().expect(303);
        assertFalse(visitor.isSignedIn());
        visitor.get("oauth/callback?code=x&state=y").expect(400);
        visitor.get("oauth/callback?error=access_denied&state="
                        + visitor.get("login").sent("state"))
                .expect(403);
        String late = visitor.callback("login", world.ada());
        world.clock().advance(Duration.ofMinutes(11));
        visitor.open(late);
        keepCookies();
        world.clock().advance(Duration.ofHours(1));
        world.standIn().knobs().endSessions();
        visitor.get("app").expect(303);
    }

    private void failInEveryWay(Endpoint endpoint) {
        for (int i = 0; i < 6; i++) {
            String callback = visitor.callback("login", world.ada());
            var faults = world.standIn().knobs().on(endpoint).next(1);
            switch (i) {
                case 0 -> faults.malformed();
                case 1 -> faults.truncated();
                case 2 -> faults.wrongContentType();
                case 3 -> faults.cutAfterProcessing();
                case 4 -> faults.fail(401, "invalid_token", "OAU-129", "oops");
                default -> faults.throttle(Duration.ofSeconds(1));
            }
            visitor.open(callback);
            keepCookies();
            visitor.signOut();
            // What RingCentral said about waiting is over.
            world.clock().advance(Duration.ofSeconds(1));
        }
    }

    private void keepCookies() {
        cookies.addAll(visitor.cookies().values());
    }
}
