package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** One of several nodes: a server that was installed, and that can be killed, stopped and started again. Thread-safe. */
final class Node implements AutoCloseable {
    private final Installation installation;
    private final Map<String, String> settings;
    private volatile long killedAt;
    private volatile boolean wasKilled;
    private volatile long readyAt;
    private volatile boolean isReady;
    private volatile RunningServer server;

    private Node(Installation installation, Map<String, String> settings) throws IOException {
        this.installation = installation;
        this.settings = settings;
        this.server = installation.runWith("", settings);
    }

    /** Starts a node, which may not be ready yet, with these settings in its environment. */
    static Node start(Installation installation, Map<String, String> settings) throws IOException {
        return new Node(installation, settings);
    }

    /** Where it listens, with a slash at the end. */
    URI url() {
        return server.url();
    }

    /** Ends it as a lost machine ends: with SIGKILL, in the middle of everything. */
    void kill() {
        killedAt = System.nanoTime();
        wasKilled = true;
        isReady = false;
        server.kill();
    }

    /** Stops it by its own command; it must have had nothing to complain of. */
    void stop() throws IOException {
        isReady = false;
        server.stop();
    }

    /** Whether it was killed since {@code nanos}, of {@link System#nanoTime}. */
    boolean wasKilledSince(long nanos) {
        return wasKilled && killedAt - nanos >= 0;
    }

    /** Whether it served at {@code nanos}, of {@link System#nanoTime}: then nothing excuses it but a kill since. */
    boolean wasReadyAt(long nanos) {
        return isReady && nanos - readyAt >= 0;
    }

    /** Starts it again, where it was. */
    void restart() throws IOException {
        server = installation.runWith("", settings);
    }

    /** Waits until it answers that it can serve. */
    void awaitReady() {
        server.ready();
        readyAt = System.nanoTime();
        isReady = true;
    }

    @Override
    public void close() {
        server.close();
    }
}
