package io.github.inpagelogin.proxy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.TestKeys;
import io.github.inpagelogin.api.BearerCalls;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.http.Breaker;
import io.github.inpagelogin.http.JettyHttpStreams;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.session.FreshTokens;
import io.github.inpagelogin.session.Revocations;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.SecurityHeaders;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The proxy alone in a container, somebody signed in, and a server behind it that does as it is told. */
final class Bench implements AutoCloseable {
    static final URI SITE = URI.create("https://phone.example.com");
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A request as it came to the server behind. */
    record Seen(String method, URI uri, Headers headers) {
        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final FakeOAuthClient ringCentral = new FakeOAuthClient();
    final TestClock clock = new TestClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer upstream;
    private final URI origin;
    private final JettyHttpStreams streams = new JettyHttpStreams(Duration.ofSeconds(5));
    private final Breaker breaker = Breaker.forResources(clock);
    private final Server server;
    private final ServerConnector connector;
    private final String cookie;
    private volatile HttpHandler answer = exchange -> exchange.sendResponseHeaders(204, -1);

    Bench(Duration timeout) {
        this(timeout, null);
    }

    /** A bench in front of another server. */
    Bench(Duration timeout, @Nullable URI other) {
        try {
            upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            upstream.setExecutor(threads);
            upstream.createContext("/", exchange -> {
                seen.add(new Seen(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders()));
                answer.handle(exchange);
                exchange.close();
            });
            upstream.start();
            origin = other == null
                    ? URI.create("http://localhost:" + upstream.getAddress().getPort())
                    : other;
            server = new Server(new QueuedThreadPool(12, 4));
            connector = new ServerConnector(server, 1, 1);
            connector.setHost("localhost");
            server.addConnector(connector);
            server.setHandler(context(timeout));
            server.start();
            cookie = request("/sign-in", CLIENT, HttpRequest.newBuilder());
        } catch (Exception e) {
            throw new IllegalStateException("The bench does not start", e);
        }
    }

    private ServletContextHandler context(Duration timeout) {
        Revocations revocations = new Revocations(ringCentral);
        Sessions sessions = new Sessions(
                new Settings.SessionLife(Duration.ofHours(1), Duration.ofHours(12)),
                revocations,
                TestKeys.some(),
                new SecureRandom(),
                clock);
        BearerCalls calls = new BearerCalls(new FreshTokens(sessions, ringCentral, revocations, clock));
        Events events = new Events(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), clock);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        ServletHolder proxy = new ServletHolder(new ProxyServlet(
                new ProxyServlet.Upstream(origin(), breaker.watchingStreams(streams), timeout),
                SITE,
                sessions,
                new PageOwner("/widget/", alias -> "rc-widget-" + alias),
                calls,
                events));
        proxy.setAsyncSupported(true);
        context.addFilter(
                new FilterHolder(new SecurityHeaders(null, List.of("'none'"), true)),
                "/*",
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        context.addServlet(proxy, "/proxy/restapi/*");
        context.addServlet(proxy, "/proxy/media/*");
        context.addServlet(new ServletHolder(new AsyncReply()), AsyncReply.PATH);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, AsyncReply.PATH);
        context.setErrorHandler(errors);
        context.addServlet(new ServletHolder(signIn(sessions)), "/sign-in");
        return context;
    }

    @SuppressWarnings("serial") // Never serialized.
    private HttpServlet signIn(Sessions sessions) {
        return new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                sessions.begin(
                        request,
                        new SignedIn(
                                Grants.tokens("first", clock.instant().plusSeconds(3600)),
                                new Person("Ada", "101"),
                                "ada",
                                clock.instant()));
            }
        };
    }

    private String request(String path, HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.uri(url(path)).build(), java.net.http.HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    /** The server behind. */
    URI origin() {
        return origin;
    }

    URI url(String path) {
        return URI.create("http://localhost:" + connector.getLocalPort() + path);
    }

    int port() {
        return connector.getLocalPort();
    }

    String cookie() {
        return cookie;
    }

    /** What the server behind answers from now on. */
    Bench answers(HttpHandler handler) {
        answer = handler;
        return this;
    }

    /** The server behind answers {@code status} and these bytes. */
    Bench answers(int status, String type, byte[] body) {
        return answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** A request of the person who is signed in, as the widget sends it. */
    HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(url(path))
                .timeout(Duration.ofSeconds(60))
                .header("Cookie", cookie)
                .header("Client-Id", "")
                .header("X-User-Agent", "RingCentralEmbeddable/3");
    }

    /** Threads of the container that are doing something. */
    int busyThreads() {
        return server.getThreadPool() instanceof QueuedThreadPool pool ? pool.getUtilizedThreads() : -1;
    }

    static void drain(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        streams.close();
        upstream.stop(0);
        threads.shutdownNow();
    }
}
