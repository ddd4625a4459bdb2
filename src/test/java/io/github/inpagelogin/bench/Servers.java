package io.github.inpagelogin.bench;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What the servers of the benchmark have in common. */
final class Servers {
    /** Connections that come all at once must not be refused. */
    private static final int BACKLOG = 4_096;

    private static final int THREADS = 50;

    private Servers() {}

    static QueuedThreadPool threads() {
        return new QueuedThreadPool(THREADS, 8);
    }

    static ServerConnector connector(Server server, int port, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("localhost");
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(120_000);
        return connector;
    }
}
