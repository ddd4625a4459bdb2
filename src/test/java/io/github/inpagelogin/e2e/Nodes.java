package io.github.inpagelogin.e2e;

import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two nodes, each in a process of its own, that share one table of sessions, and a stand-in RingCentral. Requests are given
 * to the nodes in turn, as a balancer does that knows nothing of sessions. Thread-safe.
 */
final class Nodes implements AutoCloseable {
    static final String ADDRESS = "https://phone.example.com";

    private final SessionTable sessions;
    private final StandIn standIn;
    private final List<Node> nodes;
    private final AtomicInteger turn = new AtomicInteger();

    private Nodes(SessionTable sessions, StandIn standIn, List<Node> nodes) {
        this.sessions = sessions;
        this.standIn = standIn;
        this.nodes = nodes;
    }

    /**
     * Starts all of them.
     *
     * @param main the class that serves one node
     * @param folder an empty one
     */
    static Nodes start(Class<?> main, Path folder, SessionTable sessions) throws IOException {
        StandIn standIn = StandIn.start(0, Clock.systemUTC());
        standIn.knobs().rateLimit(false);
        standIn.allowRedirectUri(URI.create(ADDRESS + "/oauth/callback"));
        Map<String, String> settings = new HashMap<>(sessions.environment());
        settings.put("RINGCENTRAL_SERVER", standIn.origin().toString());
        settings.put("RINGCENTRAL_CLIENT_ID", StandIn.CLIENT_ID);
        settings.put("WIDGET_MODE", "sso");
        settings.put("APP_BASE_URL", ADDRESS);
        settings.put("APP_SECRET", World.APP_SECRET);
        Node one = Node.start(main, base(folder.resolve("one")), settings);
        Node other = Node.start(main, base(folder.resolve("other")), settings);
        Nodes started = new Nodes(sessions, standIn, List.of(one, other));
        started.all().forEach(Node::awaitReady);
        return started;
    }

    private static Path base(Path base) throws IOException {
        Path war = Path.of(System.getProperty("war", "target/in-page-login.war"));
        Files.createDirectories(base.resolve("webapps"));
        Files.createSymbolicLink(base.resolve("webapps/in-page-login.war"), war.toAbsolutePath());
        return base;
    }

    SessionTable sessions() {
        return sessions;
    }

    StandIn standIn() {
        return standIn;
    }

    Node one() {
        return nodes.get(0);
    }

    Node other() {
        return nodes.get(1);
    }

    List<Node> all() {
        return nodes;
    }

    /** Whose turn it is. */
    Node next() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    /** The node that is not {@code node}. */
    Node except(Node node) {
        return node == one() ? other() : one();
    }

    /** A browser whose requests to the site go to the nodes in turn. */
    Visitor visitor() {
        return new Visitor(URI.create(ADDRESS + "/"), uri -> at(next(), uri));
    }

    /** The same browser, whose requests go to {@code node} alone. */
    Visitor at(Node node, Visitor visitor) {
        Visitor same = new Visitor(URI.create(ADDRESS + "/"), uri -> at(node, uri));
        same.cookies().putAll(visitor.cookies());
        return same;
    }

    /** Where {@code uri}, if it is one of the site's, is at {@code node}. */
    static URI at(Node node, URI uri) {
        String text = uri.toString();
        return text.startsWith(ADDRESS) ? node.url().resolve(text.substring(ADDRESS.length() + 1)) : uri;
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        standIn.close();
        sessions.close();
    }
}
