package io.github.inpagelogin.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A RingCentral to develop and test against, on loopback, with invented people, no account and no internet. It refuses
 * what RingCentral refuses. Started by tests on a free port, beside the app by {@code mvn jetty:run}, or by
 * {@link #main}. What it serves is in {@link Endpoint}; what it can be made to do, in {@link Knobs}.
 */
public final class StandIn implements AutoCloseable {
    /** A client-side app: no secret, PKCE required. */
    public static final String CLIENT_ID = "stand-in-public";
    /** A server-side app: HTTP Basic required. */
    public static final String CONFIDENTIAL_CLIENT_ID = "stand-in-confidential";

    public static final String CONFIDENTIAL_CLIENT_SECRET = "stand-in-client-secret";

    private static final int DEFAULT_PORT = 9100;
    /** Of those that come all at once none is to try again. */
    private static final int LONGEST_BACKLOG = 4_096;

    private static final AtomicInteger threadNumber = new AtomicInteger();

    private final Secrets secrets = new Secrets();
    private final Clients clients = new Clients();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(daemon());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon());
    private final Codes codes;
    private final Knobs knobs;
    private final Counters counters;

    private StandIn(HttpServer server, Clock clock) {
        this.server = server;
        String origin = "http://localhost:" + server.getAddress().getPort();
        Grants grants = new Grants(secrets, clock);
        this.codes = new Codes(secrets, clock);
        Consents consents = new Consents();
        this.knobs = new Knobs(grants, consents, new RateLimit(clock));
        this.counters = new Counters(grants);
        Pages pages = new Pages(clients, knobs);
        Browsers browsers = new Browsers(secrets, knobs);
        Cors cors = new Cors(clients, Set.of(origin, origin.replace("localhost", "127.0.0.1")));
        Rest rest = new Rest(grants, knobs.limits(), new CallLog(knobs, origin, clock), origin);
        Router router = new Router(browsers, pages, cors, new ServedFiles(origin))
                .authorize(new Authorize(clients, consents, browsers, new Issue(codes, grants), pages))
                .tokens(
                        new TokenEndpoint(clients, codes, grants, knobs, clock),
                        new RevokeEndpoint(clients, grants, knobs.limits()))
                .rest(rest)
                .widgetRest(new WidgetRest(rest, secrets));
        server.setExecutor(threads);
        server.createContext("/", new Front(router, cors, knobs, counters, new Front.Later(threads, timer)));
    }

    /**
     * Starts a stand-in on loopback.
     *
     * @param port 0 for a free one
     * @throws java.net.BindException if the port is taken
     */
    public static StandIn start(int port, Clock clock) throws IOException {
        // Read once by the JDK's server; without it an answer on a kept connection waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Of more idle connections than this it closes one at once, under the next request that is on its way already.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_BACKLOG);
        StandIn standIn = new StandIn(server, clock);
        standIn.allowRedirectUri(standIn.widgetUrl().resolve("redirect.html"));
        standIn.allowRedirectUri(standIn.newWidgetUrl().resolve("redirect.html"));
        server.start();
        return standIn;
    }

    /** {@code http://localhost:PORT}; 127.0.0.1 answers too. */
    public URI origin() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Where the stand-in widget of the old generation is, ending with a slash. */
    public URI widgetUrl() {
        return origin().resolve("/widget/old/");
    }

    /** Where the stand-in widget of the new generation is, ending with a slash. */
    public URI newWidgetUrl() {
        return origin().resolve("/widget/new/");
    }

    /** Registers a redirect URI, compared byte for byte, with both clients. */
    public void allowRedirectUri(URI uri) {
        clients.allow(uri);
    }

    public Knobs knobs() {
        return knobs;
    }

    public Counters counters() {
        return counters;
    }

    /** Every code, access token, refresh token and login cookie ever issued. */
    public Set<String> issuedSecrets() {
        return secrets.issued();
    }

    /** The PKCE verifiers with which codes were redeemed. */
    public Set<String> codeVerifiers() {
        return codes.verifiers();
    }

    public List<Person> people() {
        return People.ALL;
    }

    /** So many others, who can log in as well. */
    public List<Person> crowd(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(People::ofTheCrowd).toList();
    }

    /** Ends everything at once, the requests that hang too. */
    @Override
    public void close() {
        timer.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }

    private static ThreadFactory daemon() {
        return work -> {
            Thread thread = new Thread(work, "stand-in-" + threadNumber.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code [port] [redirect-uri ...]}: serves until it is killed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
        try (StandIn standIn = start(port, Clock.systemUTC())) {
            for (int i = 1; i < args.length; i++) {
                standIn.allowRedirectUri(URI.create(args[i]));
            }
            System.out.println(standIn.description());
            Thread.currentThread().join();
        }
    }

    private String description() {
        StringBuilder text = new StringBuilder("Stand-in RingCentral: no real account, no internet\n");
        text.append("  server  ").append(origin()).append('\n');
        text.append("  widget  ").append(widgetUrl()).append('\n');
        text.append("  widget  ").append(newWidgetUrl()).append('\n');
        text.append("  client  ").append(CLIENT_ID).append(" (no secret, PKCE)\n");
        text.append("  client  ").append(CONFIDENTIAL_CLIENT_ID);
        text.append(" (secret ").append(CONFIDENTIAL_CLIENT_SECRET).append(")\n");
        for (Person person : people()) {
            text.append("  person  ").append(person.username()).append(" / ").append(person.password());
            text.append("  ").append(person.name()).append('\n');
        }
        return text.toString();
    }
}
