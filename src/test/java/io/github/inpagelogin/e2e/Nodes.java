package io.github.inpagelogin.e2e;

import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two nodes, each a real server that was installed as README says, that share one table of sessions, and a stand-in
 * RingCentral. Requests are given to the nodes in turn, as a balancer does that knows nothing of sessions. Thread-safe.
 */
final class Nodes implements AutoCloseable {
    static final String ADDRESS = ProxiedWidget.SITE;

    private final SessionTable sessions;
    private final StandIn standIn;
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Nodes(SessionTable sessions) throws IOException {
        this.sessions = sessions;
        this.standIn = PhoneSite.standIn();
    }

    /** How one node is installed. */
    interface Kind {
        /**
         * Installs one.
         *
         * @param folder an empty one, for this node alone
         */
        Installation install(Path folder) throws IOException;
    }

    /**
     * Starts all of them. What was started ends with them, or if one does not start.
     *
     * @param folder an empty one
     * @param sessions the table, which is closed with the nodes
     * @param mode how the widget gets signed in
     */
    static Nodes start(Kind kind, Path folder, SessionTable sessions, String mode) throws IOException {
        Nodes nodes = new Nodes(sessions);
        try {
            nodes.startIn(folder, kind, mode);
            return nodes;
        } catch (IOException | RuntimeException | AssertionError e) {
            nodes.close();
            throw e;
        }
    }

    private void startIn(Path folder, Kind kind, String mode) throws IOException {
        Map<String, String> settings = PhoneSite.settingsWithWidget(standIn);
        settings.putAll(sessions.environment());
        settings.put("widget.mode", mode);
        // A machine that has much else to do is no RingCentral in trouble.
        settings.put("ringcentral.timeout", "PT60S");
        for (String name : List.of("one", "other")) {
            nodes.add(Node.start(kind.install(Files.createDirectory(folder.resolve(name))), settings));
        }
        nodes.forEach(Node::awaitReady);
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
        nodes.forEach(Node::close);
        standIn.close();
        sessions.close();
    }
}
