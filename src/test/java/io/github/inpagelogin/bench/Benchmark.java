package io.github.inpagelogin.bench;

import static io.github.inpagelogin.bench.Results.APP;
import static io.github.inpagelogin.bench.Results.FLOOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** Measures the app and the floor in turn, round by round, and writes what came out to {@code target/bench}. */
final class Benchmark {
    /** The floor with the buffers that Jetty pools unless it is told not to. */
    private static final String POOLED = "floor, pooled";

    private static final Path FOLDER = Path.of("target", "bench");
    private static final Path PAGE = FOLDER.resolve("page.html");

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration PAGES = Duration.ofSeconds(5);
    /** Until the JVM's compilers have little left to do. */
    private static final Duration WARM_UP = Duration.ofSeconds(45);

    private static final int LOGINS = 3_000;
    private static final int SESSIONS = 20_000;
    private static final int PACED_PAGES_PER_SECOND = 200;
    private static final Duration PACED = Duration.ofSeconds(6);
    private static final int TWO_SECONDS = 2_000;
    private static final int EIGHT_SECONDS = 8_000;
    private static final Duration ALL_HAVE_COME = Duration.ofSeconds(5);
    private static final Duration STILL = Duration.ofMillis(2_500);
    private static final int[] WAITING = {1_000, 3_000};
    private static final int CALLS = 10_000;

    private final Results results = new Results();
    private final Load load = new Load();
    private final ServerProcess provider;
    private final String war;

    private Benchmark(ServerProcess provider, String war) {
        this.provider = provider;
        this.war = war;
    }

    /** Argument: the WAR. */
    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FOLDER);
        try (ServerProcess provider =
                ServerProcess.launch(FastProvider.class, log("provider")).ready()) {
            Benchmark benchmark = new Benchmark(provider, arguments[0]);
            benchmark.keepPage();
            benchmark.steady();
            benchmark.fresh();
            benchmark.clients();
            benchmark.load.close();
            benchmark.results.write(FOLDER, machine());
            String table = benchmark.results.table();
            Files.writeString(FOLDER.resolve("table.md"), table);
            System.out.println();
            System.out.println(table);
        }
    }

    private static Path log(String name) {
        return FOLDER.resolve(name.replace(", ", "-") + ".log");
    }

    private ServerProcess launch(String server) throws IOException {
        return switch (server) {
            case APP ->
                ServerProcess.launch(
                        AppServer.class, log(server), provider.url().toString(), war);
            default ->
                ServerProcess.launch(
                        FloorServer.class,
                        log(server),
                        provider.url().toString(),
                        PAGE.toString(),
                        Boolean.toString(server.equals(POOLED)));
        };
    }

    /** The floor answers with the very bytes of the app's page. */
    private void keepPage() throws IOException {
        try (ServerProcess app = launch(APP).ready();
                Browser browser = new Browser(app.port())) {
            browser.logIn();
            Files.write(PAGE, browser.body("/app"));
        }
    }

    /** Servers that have run for a while. */
    private void steady() throws IOException, InterruptedException {
        try (ServerProcess app = launch(APP).ready();
                ServerProcess floor = launch(FLOOR).ready();
                ServerProcess pooled = launch(POOLED).ready()) {
            Map<String, ServerProcess> servers = new LinkedHashMap<>();
            servers.put(APP, app);
            servers.put(FLOOR, floor);
            servers.put(POOLED, pooled);
            for (ServerProcess server : servers.values()) {
                load.pages(server.port(), WARM_UP);
                load.logins(server.port(), 2 * LOGINS);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
                    pages(server.getKey(), server.getValue());
                    logins(server.getKey(), server.getValue());
                }
                waiting(APP, app);
                waiting(FLOOR, floor);
            }
        }
    }

    private void pages(String name, ServerProcess server) throws IOException, InterruptedException {
        long cpu = server.ask("cpu");
        Latencies latencies = load.pages(server.port(), PAGES);
        double cpuMicros = (server.ask("cpu") - cpu) / 1e3;
        results.add("/app, per second", name, latencies.count() / (double) PAGES.toSeconds());
        results.add("/app, CPU (µs)", name, cpuMicros / latencies.count());
        results.add("/app, p99 (ms)", name, latencies.millis(0.99));
    }

    private void logins(String name, ServerProcess server) throws IOException, InterruptedException {
        long cpu = server.ask("cpu");
        long begin = System.nanoTime();
        load.logins(server.port(), LOGINS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuMicros = (server.ask("cpu") - cpu) / 1e3;
        results.add("complete logins, per second", name, LOGINS / seconds);
        results.add("complete login, CPU (µs)", name, cpuMicros / LOGINS);
    }

    private void waiting(String name, ServerProcess server) throws IOException, InterruptedException {
        Latencies quiet = Load.found(load.pacedPages(server.port(), PACED_PAGES_PER_SECOND, Duration.ZERO, PACED));
        results.add("/app, quiet, p99 (ms)", name, quiet.millis(0.99));
        results.add("/app, quiet, slowest (ms)", name, quiet.millis(1));
        for (int count : WAITING) {
            waiting(
                    name,
                    server,
                    new Wait(count + " logins come, wait and go on", TWO_SECONDS, Duration.ZERO, PACED),
                    count,
                    quiet);
            // All have come before, and all go on after it.
            waiting(name, server, new Wait(count + " logins wait", EIGHT_SECONDS, ALL_HAVE_COME, STILL), count, quiet);
        }
    }

    /**
     * Pages while logins wait.
     *
     * @param what what the table calls it
     * @param providerMillis how late the provider is
     * @param after when the first page is asked for, counted from the first login that comes back
     * @param time for how long pages are asked for
     */
    private record Wait(String what, int providerMillis, Duration after, Duration time) {}

    private void waiting(String name, ServerProcess server, Wait wait, int count, Latencies quiet)
            throws IOException, InterruptedException {
        try (WaitingLogins logins = new WaitingLogins(server.port(), count)) {
            List<Future<Latencies>> pages =
                    load.pacedPages(server.port(), PACED_PAGES_PER_SECOND, wait.after(), wait.time());
            provider.ask("delay " + wait.providerMillis());
            logins.comeBack();
            int lost = logins.lost();
            Latencies latencies = Load.found(pages);
            provider.ask("delay 0");
            String what = "/app, " + wait.what() + ", ";
            results.add(what + "p99 (ms)", name, latencies.millis(0.99));
            results.add(what + "p99 to quiet", name, latencies.millis(0.99) / quiet.millis(0.99));
            results.add(what + "slowest (ms)", name, latencies.millis(1));
            results.add(wait.what() + ", lost", name, lost);
        }
    }

    /** Servers that have just been started. */
    private void fresh() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : List.of(APP, FLOOR)) {
                try (ServerProcess server = launch(name)) {
                    Duration start = name.equals(APP)
                            ? server.firstAnswer("/health/live", 200)
                            : server.firstAnswer("/login", 302);
                    results.add("first answer after the start (ms)", name, (double) start.toMillis());
                    server.ready();
                    load.logins(server.port(), LOGINS);
                    long before = server.ask("heap");
                    load.logins(server.port(), SESSIONS);
                    long after = server.ask("heap");
                    results.add("live heap for each session (bytes)", name, (after - before) / (double) SESSIONS);
                }
            }
        }
    }

    private void clients() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String client : ClientCost.CLIENTS) {
                try (ServerProcess process = ServerProcess.launch(
                                ClientCost.class,
                                log("client"),
                                provider.url().toString(),
                                client,
                                Integer.toString(CALLS))
                        .ready()) {
                    process.ask("delay 0");
                    process.ask("delay 0");
                    long cpu = process.ask("cpu");
                    long after = process.ask("delay 0");
                    results.add("HTTP client, CPU for each call (µs)", client, (after - cpu) / 1e3 / CALLS);
                }
            }
        }
    }

    private static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("at", Instant.now().toString());
        machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("java", Runtime.version().toString());
        machine.put("vm", System.getProperty("java.vm.name"));
        machine.put("system", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
        machine.put("jetty", org.eclipse.jetty.util.Jetty.VERSION);
        return machine;
    }
}
