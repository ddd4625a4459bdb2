package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.StoredSessions;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.Unsealed;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Several sites behind one address, and sites that have nothing to do with each other. */
class NodesTest {
    private static final String ADDRESS = "https://phone.example.com";

    @AutoClose
    private static final World world = World.start("app.base-url", ADDRESS);

    private final Visitor visitor = world.visitor();

    private Site node(String... changes) throws Exception {
        Map<String, String> settings = settings();
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return Site.start(world.clock(), settings);
    }

    private static Map<String, String> settings() {
        return new HashMap<>(Map.of(
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
    }

    /** One of the nodes that have the same sessions. */
    private Site nodeOf(ConcurrentMap<String, byte[]> sessions) throws Exception {
        return nodeOf(sessions, World.APP_SECRET);
    }

    private Site nodeOf(ConcurrentMap<String, byte[]> sessions, String secrets) throws Exception {
        return nodeOf(sessions, Map.of("app.secret", secrets));
    }

    private Site nodeOf(ConcurrentMap<String, byte[]> sessions, Map<String, String> changes) throws Exception {
        Map<String, String> settings = settings();
        settings.put("session.shared", "true");
        settings.putAll(changes);
        return Site.startNode(world.clock(), settings, sessions);
    }

    /** A browser whose requests a balancer gives to these nodes in turn. */
    private Visitor inTurn(Site... nodes) {
        AtomicInteger asked = new AtomicInteger();
        return new Visitor(world.address(), uri -> {
            String path = uri.toString();
            return path.startsWith(ADDRESS)
                    ? nodes[asked.getAndIncrement() % nodes.length].url(path.substring(ADDRESS.length() + 1))
                    : uri;
        });
    }

    /** The same browser, whose requests a balancer gives to {@code node}. */
    private Visitor at(Site node) {
        return at(node, visitor);
    }

    private static Visitor at(Site node, Visitor visitor) {
        Visitor same = new Visitor(world.address(), uri -> {
            String path = uri.toString();
            return path.startsWith(ADDRESS) ? node.url(path.substring(ADDRESS.length() + 1)) : uri;
        });
        same.cookies().putAll(visitor.cookies());
        return same;
    }

    private void logInAt(Site node) {
        Visitor there = at(node);
        there.logIn(world.ada()).expect(200);
        visitor.cookies().putAll(there.cookies());
    }

    private static Tokens tokensIn(ConcurrentMap<String, byte[]> sessions) {
        assertEquals(1, sessions.size());
        Object content = StoredSessions.content(sessions.values().iterator().next());
        return Unsealed.signedIn(content, TestKeys.of(World.APP_SECRET)).tokens();
    }

    private void assertIsGoodAtRingCentral(Tokens tokens) {
        world.visitor()
                .get(
                        world.standIn().origin() + "/restapi/v1.0/account/~/extension/~",
                        "Authorization",
                        "Bearer " + tokens.accessToken())
                .expect(200);
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
    void twoNodesThatRefreshOneSessionAtTheSameMomentGoOnWithTheSamePair() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        try (Site one = nodeOf(sessions);
                Site other = nodeOf(sessions)) {
            logInAt(one);
            Tokens first = tokensIn(sessions);
            long redemptions = world.redemptions();
            world.clock().advance(Duration.ofHours(1));
            Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
            token.hang();
            List<CompletableFuture<Page>> pages = Stream.of(one, other)
                    .map(this::at)
                    .map(browser -> CompletableFuture.supplyAsync(() -> browser.get("app")))
                    .toList();
            Polling.until(() -> token.hanging() == 2);
            token.release();
            pages.forEach(page -> page.join().expect(200));
            assertEquals(redemptions + 2, world.redemptions());
            Tokens second = tokensIn(sessions);
            assertFalse(second.isSameAs(first));
            assertIsGoodAtRingCentral(second);

            world.clock().advance(Duration.ofHours(1));
            at(other).get("app").expect(200);
            at(one).get("app").expect(200);
            assertEquals(redemptions + 3, world.redemptions(), "what one node has renewed is renewed for all");
            assertIsGoodAtRingCentral(tokensIn(sessions));
            at(one).signOut().expect(303);
            assertFalse(at(other).isSignedIn());
        }
    }

    /** Between requests the session is out of reach: what a refresh gave then would be lost, and with it the person. */
    @Test
    void aTokenIsRenewedBeforeItsEndByARequestThatStaysUntilTheNewOneIsKept() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        try (Site one = nodeOf(sessions);
                Site other = nodeOf(sessions)) {
            logInAt(one);
            Tokens first = tokensIn(sessions);
            long redemptions = world.redemptions();
            world.clock().advance(Duration.ofMinutes(55));
            Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
            token.hang();
            CompletableFuture<Page> page = CompletableFuture.supplyAsync(() -> at(one).get("app"));
            Polling.until(() -> token.hanging() == 1);
            assertTrue(tokensIn(sessions).isSameAs(first));
            assertFalse(page.isDone());
            token.release();
            page.join().expect(200);
            assertFalse(tokensIn(sessions).isSameAs(first));
            at(other).get("app").expect(200);
            assertEquals(redemptions + 1, world.redemptions());

            world.clock().advance(Duration.ofHours(3));
            at(other).get("app").expect(200);
            assertEquals(redemptions + 2, world.redemptions());
            assertIsGoodAtRingCentral(tokensIn(sessions));
            at(one).signOut().expect(303);
        }
    }

    @Test
    void aRenewalBeforeTheEndThatFailsLeavesThePersonTheOldToken() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        try (Site one = nodeOf(sessions)) {
            logInAt(one);
            Tokens first = tokensIn(sessions);
            world.clock().advance(Duration.ofMinutes(55));
            world.standIn().knobs().on(Endpoint.TOKEN).next(1).fail(500, "server_error", "CMN-201", "oops");
            at(one).get("app").expect(200);
            assertTrue(tokensIn(sessions).isSameAs(first));
            world.clock().advance(Duration.ofMinutes(3));
            at(one).get("app").expect(200);
            assertFalse(tokensIn(sessions).isSameAs(first));
            at(one).signOut().expect(303);
        }
    }

    @Test
    void inCodeModeEveryNodeHasTheCodeAndItIsGivenOutOnceAndNobodyReadsItInTheStore() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        Map<String, String> code = Map.of("widget.mode", "code");
        try (Site one = nodeOf(sessions, code);
                Site other = nodeOf(sessions, code)) {
            Visitor ada = inTurn(one, other);
            ada.logIn(world.ada()).expect(200);
            String stored = new String(sessions.values().iterator().next(), StandardCharsets.ISO_8859_1);
            String given = askForCode(ada);
            assertTrue(given.contains("\"callbackUri\":\"" + ADDRESS + "/oauth/widget-callback?code="), given);
            assertFalse(stored.contains(Page.parameter(given, "code")));
            assertFalse(stored.contains(Page.parameter(given, "code_verifier").replaceFirst("\".*", "")));
            for (int i = 0; i < 4; i++) {
                assertFalse(askForCode(ada).contains("callbackUri"), "given out twice");
            }
            ada.signOut().expect(303);
        }
    }

    private static String askForCode(Visitor visitor) {
        return visitor.askForWidgetCode(visitor.alias()).expect(200).body();
    }

    @Test
    void inProxyModeEveryNodePassesOnWithTheTokenThatAnotherHasRenewed() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        Map<String, String> proxy = Map.of("widget.mode", "proxy", "widget.hosting", "pass-through");
        try (Site one = nodeOf(sessions, proxy);
                Site other = nodeOf(sessions, proxy)) {
            Visitor ada = inTurn(one, other);
            ada.logIn(world.ada()).expect(200);
            Tokens first = tokensIn(sessions);
            long redemptions = world.redemptions();
            world.clock().advance(Duration.ofHours(1));
            for (int i = 0; i < 4; i++) {
                Page page = ada.get(ProxiedWidget.EXTENSION, ProxiedWidget.asWidget())
                        .expect(200);
                assertTrue(page.body().contains(world.ada().name()), page.body());
            }
            assertFalse(tokensIn(sessions).isSameAs(first));
            assertEquals(redemptions + 1, world.redemptions());
            ada.signOut().expect(303);
        }
    }

    @Test
    void aNodeThatStopsRevokesNothingThatItsStoreKeeps() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        long revocations = world.standIn().counters().of(Endpoint.REVOKE);
        try (Site one = nodeOf(sessions)) {
            logInAt(one);
        }
        assertEquals(revocations, world.standIn().counters().of(Endpoint.REVOKE));
        try (Site restarted = nodeOf(sessions)) {
            at(restarted).get("app").expect(200);
            at(restarted).signOut().expect(303);
        }
        assertEquals(revocations + 1, world.standIn().counters().of(Endpoint.REVOKE));
    }

    @Test
    void aSessionThatEndsByItsTimeIsRevokedThoughNobodyComesBackToIt() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        try (Site one = nodeOf(sessions)) {
            logInAt(one);
            int active = world.standIn().counters().activeSessions(world.ada().ownerId());
            sessions.put("of-nobody", StoredSessions.unreadable());
            one.endIdleSessions();
            assertEquals(1, sessions.size());
            Polling.until(() -> {
                // Jetty may still be about to write it, for the last request.
                sessions.replaceAll((id, bytes) -> StoredSessions.ended(bytes));
                one.endIdleSessions();
                return sessions.isEmpty();
            });
            Polling.until(
                    () -> world.standIn().counters().activeSessions(world.ada().ownerId()) == active - 1);
            assertFalse(at(one).isSignedIn());
        }
    }

    /** The new secret is added at the end, then moved to the front, then the old one is taken away. */
    @Test
    void aSecretTakesThePlaceOfAnotherAndNobodyIsSignedOut() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        String next = "next-secret-of-the-tests-9876543210-zyxwv";
        String alias;
        Visitor luis = world.visitor();
        String underWay;
        try (Site before = nodeOf(sessions)) {
            logInAt(before);
            alias = at(before).alias();
        }
        try (Site step1 = nodeOf(sessions, World.APP_SECRET + " " + next)) {
            assertEquals(alias, at(step1).alias());
            Visitor begun = at(step1, luis);
            underWay = begun.callback("login", world.luis());
            luis.cookies().putAll(begun.cookies());
        }
        try (Site step2 = nodeOf(sessions, next + " " + World.APP_SECRET)) {
            assertEquals(alias, at(step2).alias());
            Visitor finished = at(step2, luis);
            assertEquals("/app", finished.get(underWay).expect(303).location(), "a login that was under way");
            finished.signOut().expect(303);
            world.clock().advance(Duration.ofMinutes(2));
            at(step2).get("app").expect(200);
        }
        try (Site step3 = nodeOf(sessions, next)) {
            at(step3).get("app").expect(200);
            assertEquals(alias, at(step3).alias());
            at(step3).signOut().expect(303);
        }
    }

    @Test
    void aSessionThatCannotBeReadIsASignInPage() throws Exception {
        ConcurrentMap<String, byte[]> sessions = new ConcurrentHashMap<>();
        try (Site one = nodeOf(sessions);
                Site otherKey = nodeOf(sessions, "another-secret-0123456789-zyxwvutsrqpon")) {
            logInAt(one);
            assertTrue(at(otherKey).get("app").expect(303).location().contains("/login?return_to="));
            assertFalse(at(otherKey).isSignedIn());
            at(otherKey).get("").expect(200);
            at(one).get("app").expect(200);
            at(one).signOut().expect(303);
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
