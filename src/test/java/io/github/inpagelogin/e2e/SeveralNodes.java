package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import jakarta.json.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What holds on several nodes that share their sessions, whatever the server. */
final class SeveralNodes {
    private static final int PEOPLE = 50;

    /** Tokens this close to their end are refreshed before they are used: see {@code FreshTokens}. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final StandIn standIn;
    private final Map<Person, Visitor> crowd = new LinkedHashMap<>();

    SeveralNodes(Nodes nodes) {
        this.nodes = nodes;
        this.standIn = nodes.standIn();
    }

    /** One person, whose every request, from the first of the login on, goes to another node than the one before. */
    void onePersonGoesFromNodeToNode() throws SQLException {
        Person ada = standIn.people().get(0);
        Visitor person = nodes.visitor();
        person.logIn(ada).expect(200);
        List<String> cookies = person.history().stream()
                .flatMap(page -> page.headers().allValues("Set-Cookie").stream())
                .filter(cookie -> cookie.startsWith("__Host-in-page-login="))
                .toList();
        assertEquals(1, cookies.size(), "one session, whichever node answers");
        for (String attribute : List.of("Path=/", "Secure", "HttpOnly", "SameSite=Lax")) {
            assertTrue(cookies.get(0).contains(attribute), attribute);
        }
        for (int i = 0; i < 6; i++) {
            assertTrue(person.isSignedIn());
            assertTrue(person.get("app/status").expect(200).body().contains(ada.name()));
        }
        nobodyReadsTheTable(Set.of(ada));
        person.signOut().expect(303);
        for (Node node : nodes.all()) {
            assertFalse(nodes.at(node, person).isSignedIn());
        }
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
    }

    /**
     * In {@code code} mode: whichever node has got it gives it to whichever page asks, and nobody reads it meanwhile. Tomcat
     * stores a session when the answer is on its way already: for a moment another node may give it out once more.
     */
    void theWidgetsCodeIsGivenOut() throws SQLException {
        Person luis = standIn.people().get(1);
        Visitor person = nodes.visitor();
        person.logIn(luis).expect(200);
        nobodyReadsTheTable(Set.of(luis));
        assertTrue(askForCode(person).contains("\"callbackUri\":"));
        await(() -> !askForCode(person).contains("\"callbackUri\":"));
        person.signOut().expect(303);
    }

    private static String askForCode(Visitor person) {
        return person.askForWidgetCode(person.alias()).expect(200).body();
    }

    /** A node that stops, and one after the other all of them, revokes nothing: its sessions are in the table. */
    void aSessionOutlivesTheNodesThatStop() throws IOException {
        Person ada = standIn.people().get(0);
        Visitor person = nodes.visitor();
        person.logIn(ada).expect(200);
        long revocations = standIn.counters().of(Endpoint.REVOKE);
        for (Node node : nodes.all()) {
            node.stop();
            nodes.at(nodes.except(node), person).get("app").expect(200);
            node.restart();
            node.awaitReady();
        }
        assertEquals(revocations, standIn.counters().of(Endpoint.REVOKE));
        assertTrue(person.isSignedIn());
        person.signOut().expect(303);
        assertEquals(revocations + 1, standIn.counters().of(Endpoint.REVOKE));
    }

    /** What lies in the database is of no use without the keys. */
    private void nobodyReadsTheTable(Set<Person> people) throws SQLException {
        String bytes = nodes.sessions().bytes();
        assertTrue(bytes.contains("IPLogin"), "there are sessions");
        standIn.issuedSecrets().forEach(secret -> assertFalse(bytes.contains(secret), "a token or a code"));
        for (Person person : people) {
            assertFalse(bytes.contains(person.name()), "a name");
            assertFalse(bytes.contains(person.ownerId()), "an id");
        }
    }

    /** Fifty people; their access tokens end after about {@code first} or, of the other half, {@code second}. */
    void theCrowdLogsIn(Duration first, Duration second) {
        Instant begin = Instant.now();
        for (Person person : standIn.crowd(PEOPLE)) {
            Duration end = crowd.size() < PEOPLE / 2 ? first : second;
            long left =
                    Math.max(1, Duration.between(Instant.now(), begin.plus(end)).toSeconds());
            standIn.knobs().extraTokenField("expires_in", Json.createValue(MARGIN.toSeconds() + left));
            Visitor visitor = nodes.visitor();
            visitor.open(visitor.callback("login?return_to=/app/status", person))
                    .expect(200);
            crowd.put(person, visitor);
        }
        standIn.knobs().extraTokenField("expires_in", Json.createValue(3600));
    }

    /** They use the site while one node is killed and comes back, and then the other. */
    void nobodyIsSignedOutWhileNodesDie() throws IOException {
        long redeemed = standIn.counters().of(Endpoint.TOKEN);
        int sessions = standIn.counters().sessions();
        Traffic traffic = new Traffic(nodes);
        long begun = System.nanoTime();
        crowd.values().forEach(traffic::add);
        for (Node node : nodes.all()) {
            awaitAnswers(traffic, 300);
            node.kill();
            awaitAnswers(traffic, 300);
            node.restart();
            node.awaitReady();
        }
        awaitAnswers(traffic, 300);
        await(() -> standIn.counters().of(Endpoint.TOKEN) - redeemed >= PEOPLE);
        traffic.stop();
        long everyMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) * crowd.size() / traffic.answered();
        long refreshes = standIn.counters().of(Endpoint.TOKEN) - redeemed;
        System.out.printf(
                "%d people, each with an answer every %d ms: %d requests answered, %d in flight at a node that was killed, %d passed on, %d wrong; %d refreshes%n",
                crowd.size(),
                everyMillis,
                traffic.answered(),
                traffic.inFlight(),
                traffic.passedOn(),
                traffic.wrong().size(),
                refreshes);
        assertEquals(List.of(), traffic.wrong());
        assertEquals(sessions, standIn.counters().sessions(), "nobody had to log in again");
        assertTrue(refreshes >= PEOPLE, refreshes + " refreshes");
        assertTrue(refreshes <= 5L * PEOPLE, refreshes + " refreshes");
    }

    /** Waits until so many more requests are answered. */
    private static void awaitAnswers(Traffic traffic, int more) {
        int enough = traffic.answered() + more;
        await(() -> traffic.answered() >= enough);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it does not happen");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Each session has the tokens that RingCentral takes, on each node. */
    void noPairIsLost() throws SQLException {
        crowd.forEach((person, visitor) -> {
            assertEquals(1, standIn.counters().activeSessions(person.ownerId()));
            for (Node node : nodes.all()) {
                Visitor there = nodes.at(node, visitor);
                there.get("app/calls").expect(200);
                assertTrue(there.get("app/status").expect(200).body().contains(person.name()));
            }
        });
        nobodyReadsTheTable(crowd.keySet());
    }
}
