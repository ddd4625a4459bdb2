package io.github.inpagelogin.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image without Docker: the steps of its stage, its user, its command, its health check and its stop signal, in a scratch
 * directory. Only the port is another one.
 */
class ContainerImageIT {
    private static final String PORT = "8080";
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(3);

    @TempDir
    private static Path root;

    private static Dockerfile dockerfile;
    private static ScratchImage image;
    private static Path java;

    private final Path log = Path.of("target", "container-image.log").toAbsolutePath();
    private @Nullable Process running;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        dockerfile = Dockerfile.lastStage();
        java = java(dockerfile.only("FROM").arguments());
        image = new ScratchImage(dockerfile, root, java);
        image.build();
        makeReadable();
    }

    @AfterEach
    void end() {
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Test
    void theImagesProcessIsHealthyWritesOnlyToItsTemporaryDirectoryAndStopsAtTheSignal() throws Exception {
        List<String> files = files();
        try (SilentRingCentral provider = new SilentRingCentral()) {
            URI site = start(
                    List.of(),
                    Map.of(
                            "RINGCENTRAL_SERVER",
                            provider.url(),
                            "RINGCENTRAL_CLIENT_ID",
                            "a-client",
                            "APP_SECRET",
                            secret()));
            assertEquals(files, files(), "nothing is written outside " + image.temporary());
            CompletableFuture<HttpResponse<String>> login = provider.logIn(site);
            stop();
            HttpResponse<String> page = login.get(1, TimeUnit.SECONDS);
            assertEquals(503, page.statusCode());
            assertTrue(page.body().contains("RingCentral is not answering at present"), page.body());
        }
        List<String> complaints = complaints();
        assertEquals(1, complaints.size(), complaints::toString);
        assertTrue(
                complaints.get(0).matches(".* event=login outcome=no_answer .* code=stopping .*"),
                complaints::toString);
    }

    /** As {@code compose.yaml} starts one of several nodes: its sessions are in PostgreSQL, whose password is in a file. */
    @Test
    void aNodeKeepsItsSessionsInPostgresql() throws Exception {
        List<String> files = files();
        try (ComposedDatabase database = ComposedDatabase.start(image.temporary())) {
            URI site = start(database.nodesArguments(), database.nodesEnvironment(secret()));
            assertEquals(files, files(), "nothing is written outside " + image.temporary());
            HttpRequest asSomebody = HttpRequest.newBuilder(site.resolve("/app"))
                    .header("Cookie", "in-page-login=of-nobody")
                    .header("Accept", "text/html")
                    .build();
            assertEquals(
                    303,
                    HttpClient.newHttpClient()
                            .send(asSomebody, BodyHandlers.discarding())
                            .statusCode());
            assertTrue(database.asked("jettysessions"), "the session was looked for in the table");
            stop();
        }
        assertEquals(List.of(), complaints());
    }

    /** Starts the image's process with these arguments, and has its health checked; the address of its front page. */
    private URI start(List<String> arguments, Map<String, String> environment) throws Exception {
        String port = freePort();
        List<String> command = new ArrayList<>(asUser(dockerfile.only("USER").arguments()));
        command.addAll(dockerfile.only("ENTRYPOINT").command());
        command.addAll(arguments);
        command.add("jetty.http.port=" + port);
        ProcessBuilder start = image.process(command);
        start.environment().putAll(environment);
        long begun = System.nanoTime();
        running = start.redirectOutput(log.toFile()).start();
        awaitHealthy(image, dockerfile.only("HEALTHCHECK"), port);
        System.out.printf(
                "healthy after %,d ms on %s%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun), java);
        return URI.create("http://127.0.0.1:" + port);
    }

    private void stop() throws IOException, InterruptedException {
        Process process = Objects.requireNonNull(running);
        String signal = dockerfile.only("STOPSIGNAL").arguments().replaceFirst("^SIG", "");
        Process kill = new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid())).start();
        assertEquals(0, kill.waitFor());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not stop");
        assertEquals(ENDED_BY_SIGTERM, process.exitValue());
    }

    /** Not even where Jetty would give it one: a name would be in cookies, which other nodes would then send anew. */
    @Test
    void aNodeHasNoNameOfItsOwn() throws IOException {
        List<String> command = new ArrayList<>(dockerfile.only("ENTRYPOINT").command());
        command.addAll(List.of("--module=in-page-login-nodes", "--list-config"));
        ProcessBuilder listing = image.process(command);
        listing.environment().put("JETTY_WORKER_INSTANCE", "one-of-many");
        String config = new String(listing.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(config.matches("(?s).* jetty\\.sessionIdManager\\.workerName = *\\n.*"), config);
    }

    private static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The Java that the image is based on, if this machine has it where Debian keeps it; else the one that is running. */
    private static Path java(String base) throws IOException {
        Matcher version = Pattern.compile("eclipse-temurin:(\\d+)-jre").matcher(base);
        assertTrue(version.matches(), base);
        try (Stream<Path> homes =
                Files.exists(Path.of("/usr/lib/jvm")) ? Files.list(Path.of("/usr/lib/jvm")) : Stream.of()) {
            return homes.filter(home -> home.getFileName().toString().matches("temurin-" + version.group(1) + "-.*"))
                    .findFirst()
                    .orElse(Path.of(System.getProperty("java.home")))
                    .resolve(Path.of("bin", "java"));
        }
    }

    /** What root has made is the image's; whoever is not root makes it read-only instead and goes on as it is. */
    private static void makeReadable() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!isRoot()) {
            for (String directory : List.of("opt", "var", "usr")) {
                Process chmod = new ProcessBuilder(
                                "chmod", "-R", "a-w", root.resolve(directory).toString())
                        .start();
                assertEquals(0, chmod.waitFor());
            }
        }
    }

    private static List<String> asUser(String user) {
        String[] ids = user.split(":", 2);
        return isRoot()
                ? List.of(
                        "setpriv",
                        "--reuid",
                        ids[0],
                        "--regid",
                        ids[1],
                        "--clear-groups",
                        "--no-new-privs",
                        "--bounding-set=-all")
                : List.of();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.startsWith(root.resolve("tmp")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private void awaitHealthy(ScratchImage image, Dockerfile.Instruction check, String port) throws Exception {
        List<String> command = check.command().stream()
                .map(word -> word.replace("127.0.0.1/" + PORT, "127.0.0.1/" + port))
                .toList();
        assertFalse(command.equals(check.command()), "the health check asks port " + PORT);
        long end = System.nanoTime() + LONGEST_NANOS;
        while (image.process(command).start().waitFor() != 0) {
            assertTrue(Objects.requireNonNull(running).isAlive(), "it has ended, see target/container-image.log");
            assertTrue(System.nanoTime() < end, "it does not get healthy, see target/container-image.log");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** What it has to complain of, now that it has stopped. Of Jetty's JSP engine it is known that it warns of three schemas that no JSP needs. */
    private List<String> complaints() throws IOException {
        String text = Files.readString(log);
        assertTrue(text.contains("-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"), text);
        assertTrue(text.contains("Stopped oeje10w.WebAppContext"), text);
        return text.lines()
                .filter(line -> line.matches(".*(WARN|ERROR|Exception|\\tat ).*"))
                .filter(line -> !line.contains(":WARN :oatud.DigesterFactory:"))
                // The login's page is there. On a busy machine Jetty was seen to say too late that it is done with it.
                .filter(line -> !line.contains("Stopping: not every request could be answered"))
                .toList();
    }
}
