package io.github.inpagelogin.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two nodes that answer everything but a callback: when they have got one, they close the connection. */
final class DyingNodes implements AutoCloseable {
    private final List<HttpServer> nodes = new ArrayList<>();
    private final List<String> callbacks = Collections.synchronizedList(new ArrayList<>());

    static DyingNodes start() throws IOException {
        DyingNodes started = new DyingNodes();
        started.add();
        started.add();
        return started;
    }

    private void add() throws IOException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", this::answer);
        node.start();
        nodes.add(node);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/oauth/callback")) {
            callbacks.add(exchange.getRequestURI().getQuery());
        } else {
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    List<Integer> ports() {
        return nodes.stream().map(node -> node.getAddress().getPort()).toList();
    }

    /** The queries of all callbacks that either of them has got. */
    List<String> callbacks() {
        return List.copyOf(callbacks);
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.stop(0));
    }
}
