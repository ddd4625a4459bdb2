package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Commands that a shell runs, with all the processes that come of them; what they print is kept in a file. */
final class ServerProcess implements AutoCloseable {
    /** To start a server takes a few seconds; on a machine that has much else to do, many. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // Whatever ends this JVM, no server outlives it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ServerProcess::close), "servers"));
    }

    private final Process shell;
    private final Path log;

    private ServerProcess(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
        RUNNING.add(this);
    }

    /**
     * Starts these lines; the first one that fails ends them.
     *
     * @param folder where they are run
     * @param environment variables besides those of this process
     * @param log the file that gets what they print, at its end
     */
    static ServerProcess start(List<String> lines, Path folder, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-u", "-c", String.join("\n", lines));
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ServerProcess(builder.start(), log);
    }

    /** Runs these lines to their end, which must be a good one. */
    static void run(List<String> lines, Path folder, Map<String, String> environment, Path log) throws IOException {
        try (ServerProcess process = start(lines, folder, environment, log)) {
            process.expectExit(0);
        }
    }

    /** Where commands are found: the Java that runs the tests comes first. */
    static String path() {
        return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    }

    /** What was printed so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** The Java process that was started: the one with the latest start, if there are several. */
    ProcessHandle java() {
        return Stream.concat(Stream.of(shell.toHandle()), shell.descendants())
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .max(Comparator.comparing(ServerProcess::begun))
                .orElseThrow(() -> new AssertionError("There is no Java process\n" + log()));
    }

    /** Waits until {@code condition} holds; the process must not end before. If it never does, the process is ended. */
    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (!shell.isAlive() || System.nanoTime() > end) {
                String why = shell.isAlive() ? "It does not happen\n" : "It ended by itself\n";
                close();
                fail(why + log());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Waits for the end, which must have this status; then no process is left. */
    void expectExit(int status) {
        List<ProcessHandle> all = shell.descendants().toList();
        try {
            assertTrue(shell.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS), () -> "It does not end\n" + log());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertTrue(shell.exitValue() == status, () -> "It ended with " + shell.exitValue() + "\n" + log());
        assertTrue(all.stream().noneMatch(ProcessHandle::isAlive), "processes are left");
    }

    /** Has it end by itself, as a program that would replace those of its processes that are killed; then ends what is left. */
    void end() {
        shell.destroy();
        try {
            if (!shell.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                fail("It does not end\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Ends what still runs, at once and with SIGKILL: when this returns, nothing of it is left. */
    @Override
    public void close() {
        // The latest first, so that each is missed by whoever started it, and does not stay as a zombie.
        List<ProcessHandle> all = Stream.concat(shell.descendants(), Stream.of(shell.toHandle()))
                .sorted(Comparator.comparing(ServerProcess::begun).reversed())
                .toList();
        for (ProcessHandle process : all) {
            process.destroyForcibly();
            process.onExit().join();
        }
        RUNNING.remove(this);
    }

    private static Instant begun(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
