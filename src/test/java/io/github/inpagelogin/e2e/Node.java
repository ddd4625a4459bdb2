package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One of several nodes: a server in a process of its own, which can be killed and started again. Thread-safe. */
final class Node implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String name;
    private final ProcessBuilder command;
    private final URI url;
    private final Path log;
    private volatile long killedAt;
    private volatile boolean wasKilled;
    private volatile long readyAt;
    private volatile boolean isReady;
    private volatile Process process;

    private Node(String name, ProcessBuilder command, URI url, Path log) throws IOException {
        this.name = name;
        this.command = command;
        this.url = url;
        this.log = log;
        this.process = command.start();
        // Whatever ends this JVM, no node outlives it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly(), name));
    }

    /**
     * Starts a node, which may not be ready yet.
     *
     * @param main the class that serves, told a port and {@code base}
     * @param base a folder for this node alone
     * @param settings what it finds in the environment
     */
    static Node start(Class<?> main, Path base, Map<String, String> settings) throws IOException {
        int port = freePort();
        Path log = base.resolve("node.log");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                Integer.toString(port),
                base.toString());
        command.environment().putAll(settings);
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Node(base.getFileName().toString(), command, URI.create("http://localhost:" + port + "/"), log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it listens, with a slash at the end. */
    URI url() {
        return url;
    }

    /** Ends it as a lost machine ends: with SIGKILL, in the middle of everything. */
    void kill() {
        killedAt = System.nanoTime();
        wasKilled = true;
        isReady = false;
        process.destroyForcibly().onExit().join();
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
        process = command.start();
    }

    /** Waits until it answers that it can serve. */
    void awaitReady() {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(name + " does not serve:\n" + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        readyAt = System.nanoTime();
        isReady = true;
    }

    private boolean answers() {
        HttpRequest probe = HttpRequest.newBuilder(url.resolve("health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return CLIENT.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed, over all its lives. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of its lines that tell of trouble. */
    List<String> complaints() {
        return log().lines()
                .filter(line -> line.contains(" WARN ")
                        || line.contains(" ERROR ")
                        || line.contains("SEVERE")
                        || line.contains("WARNING"))
                .toList();
    }

    @Override
    public void close() {
        kill();
    }
}
