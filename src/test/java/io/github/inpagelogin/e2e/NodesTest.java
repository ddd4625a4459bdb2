package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Several sites behind one address, and sites that have nothing to do with each other. */
class NodesTest {
    private static final String ADDRESS = "https://phone.example.com";

    @AutoClose
    private static final World world = World.start("app.base-url", ADDRESS);

    private final Visitor visitor = world.visitor();

    private Site node(String... changes) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ringcentral.server",
                world.standIn().origin().toString(),
                "ringcentral.client-id",
                StandIn.CLIENT_ID,
                "widget.mode",
                "sso",
                "app.base-url",
                ADDRESS,
                "app.secret",
                World.APP_SECRET));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return Site.start(world.clock(), settings);
    }

    /** Takes the callback of a login that was begun at the world's own site to another one. */
    private Wire.Reply finishAt(Site site) throws Exception {
        URI callback = URI.create(visitor.callback("login?return_to=/app/adapter", world.ada()));
        String binding = "__Host-in-page-login-browser";
        try (Wire wire = new Wire(site.url())) {
            return wire.ask(
                    "GET " + callback.getRawPath() + "?" + callback.getRawQuery(),
                    "Host: phone.example.com",
                    "Accept: text/html",
                    "Cookie: " + binding + "=" + visitor.cookies().get(binding));
        }
    }

    @Test
    void anyNodeFinishesALoginThatAnotherBegan() throws Exception {
        try (Site other = node()) {
            Wire.Reply reply = finishAt(other);
            assertEquals(303, reply.status(), reply.body());
            assertEquals("/app/adapter", reply.header("location"));
            assertTrue(reply.header("set-cookie").startsWith("__Host-in-page-login="));
            assertEquals(1, other.sessions());
        }
    }

    @Test
    void aLoginOfASiteWithAnotherKeyOrAnotherClientIsNotOurs() throws Exception {
        long redemptions = world.redemptions();
        try (Site otherKey = node("app.secret", "another-secret-0123456789-zyxwvutsrqpon");
                Site otherClient = node(
                        "ringcentral.client-id",
                        StandIn.CONFIDENTIAL_CLIENT_ID,
                        "ringcentral.client-secret",
                        StandIn.CONFIDENTIAL_CLIENT_SECRET);
                Site otherServer = node("ringcentral.server", "http://127.0.0.1:9")) {
            assertEquals(400, finishAt(otherKey).status());
            assertEquals(400, finishAt(otherClient).status());
            assertEquals(400, finishAt(otherServer).status());
        }
        assertEquals(redemptions, world.redemptions());
    }
}
