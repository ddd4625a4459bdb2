package io.github.inpagelogin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, on the loopback interface, with the same JVM options as all others. */
final class ServerProcess implements AutoCloseable {
    /** The JDK's client would keep connections longer than the provider does, and take one that is just being closed. */
    private static final String KEEP_ALIVE = "-Djdk.httpclient.keepalive.timeout=10";

    private static final List<String> OPTIONS = List.of("-XX:+UseG1GC", "-Xms1g", "-Xmx1g", KEEP_ALIVE);
    /** Further JVM options, such as {@code -XX:StartFlightRecording}. */
    private static final String[] FOR_A_PROFILER =
            System.getProperty("bench.options", "").isBlank()
                    ? new String[0]
                    : System.getProperty("bench.options").split(" ", -1);

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long LONGEST_STOP_SECONDS = 30;

    private final Process process;
    private final int port;
    private final long launchedNanos;
    private final PrintStream orders;
    private final BufferedReader answers;

    private ServerProcess(Process process, int port, long launchedNanos) {
        this.process = process;
        this.port = port;
        this.launchedNanos = launchedNanos;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Launches {@code main} with a free port and these arguments; what it logs goes to {@code log}. */
    static ServerProcess launch(Class<?> main, Path log, String... arguments) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of(FOR_A_PROFILER));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), Integer.toString(port)));
        command.addAll(List.of(arguments));
        long launched = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ServerProcess(process, port, launched);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Waits until {@code path} is answered with {@code status}, and tells how long after the launch that was. */
    Duration firstAnswer(String path, int status) throws IOException {
        while (System.nanoTime() - launchedNanos < LONGEST_START.toNanos() && process.isAlive()) {
            try (Browser browser = new Browser(port)) {
                if (browser.get(path).status() == status) {
                    return Duration.ofNanos(System.nanoTime() - launchedNanos);
                }
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IOException("The server does not start; its log is in target/bench");
    }

    /** Often enough to see the first answer to a few milliseconds, and seldom enough to leave it the CPU. */
    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    /** Waits until it takes orders. */
    ServerProcess ready() throws IOException {
        String line = answers.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("The server does not start; its log is in target/bench");
        }
        return this;
    }

    /** What it answers to {@code order}; see {@link Control}. */
    long ask(String order) throws IOException {
        orders.println(order);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The server has ended; its log is in target/bench");
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
