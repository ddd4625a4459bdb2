package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The page that tells a person how they are signed in, and nothing that is a secret. */
class StatusPageTest {
    @AutoClose
    private static final World world = World.start("widget.mode", "auto", "session.lifetime", "P2D");

    private final Visitor visitor = world.visitor();

    @AfterEach
    void signOut() {
        visitor.signOut();
    }

    @Test
    void aStrangerLogsInFirstAndAScriptIsTold() {
        assertEquals(
                "/login?return_to=%2Fapp%2Fstatus",
                visitor.get("app/status").expect(303).location());
        Page script = visitor.get("app/status", "Accept", "application/json").expect(401);
        assertTrue(script.body().contains("not_signed_in"), script.body());
    }

    @Test
    void itSaysWhoSinceWhenUntilWhenAndHowThePhoneGetsSignedIn() {
        visitor.logIn(world.ada());
        String page = visitor.get("app/status").expect(200).body();
        for (String said : new String[] {
            world.ada().name(),
            world.standIn().newWidgetUrl().toString(),
            "<code>code</code>, chosen by auto: the widget&#039;s client has no secret",
            time(world.clock().instant()),
            time(world.clock().instant().plus(Duration.ofDays(2))),
            " UTC</time>",
            "Not yet"
        }) {
            assertTrue(page.contains(said), said + " is not on\n" + page);
        }
    }

    @Test
    void itSaysWhenTheTokenWasRefreshed() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        visitor.get("app").expect(200);
        String refreshed = time(world.clock().instant());
        world.clock().advance(Duration.ofMinutes(5));
        String page = visitor.get("app/status").expect(200).body();
        assertTrue(page.contains(refreshed), page);
        assertFalse(page.contains("Not yet"), page);
    }

    @Test
    void noSecretIsOnItNorInWhatScriptsAreToldOfTheSession() {
        visitor.logIn(world.ada());
        Set<String> secrets = new HashSet<>(world.standIn().issuedSecrets());
        secrets.addAll(visitor.cookies().values());
        secrets.add(World.APP_SECRET);
        visitor.history().forEach(page -> secrets.add(page.sent("state")));
        secrets.remove("");
        assertTrue(secrets.size() > 5, "there is something to look for");
        String shown = visitor.get("app/status").expect(200).body()
                + visitor.get("session", "Accept", "application/json")
                        .expect(200)
                        .body();
        for (String secret : secrets) {
            assertFalse(shown.contains(secret), secret);
        }
        assertFalse(shown.contains(world.ada().ownerId()), "an alias stands for the person's id");
    }

    @Test
    void itsHeadersAreThoseOfAPageWithoutTheWidget() {
        visitor.logIn(world.ada());
        Page page = visitor.get("app/status").expect(200);
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("script-src 'self';") && policy.contains("frame-src 'none';"), policy);
        assertFalse(policy.contains(world.standIn().origin().toString()), policy);
        assertTrue(page.header("Permissions-Policy").startsWith("microphone=()"));
        assertEquals("no-store", page.header("Cache-Control"));
    }

    private static String time(Instant at) {
        return "<time datetime=\"" + at + "\">";
    }
}
