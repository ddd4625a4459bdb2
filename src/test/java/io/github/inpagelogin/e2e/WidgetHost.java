package io.github.inpagelogin.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A site that embeds the stand-in widget: its front page notes every message in {@code seen}. Below {@code /widget/} it
 * serves the widget itself, and {@code /proxy/} is a server in between, with the access token that it was given.
 */
final class WidgetHost implements AutoCloseable {
    private static final List<String> PASSED_ON = List.of("Content-Type", "Content-Security-Policy");

    private final HttpServer server;
    private final String scheme;
    private final StandIn standIn;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String embed = "";
    private volatile @Nullable String accessToken;

    private WidgetHost(HttpServer server, String scheme, StandIn standIn) {
        this.server = server;
        this.scheme = scheme;
        this.standIn = standIn;
        server.createContext("/", exchange -> answer(exchange, 200, "text/html", page()));
        server.createContext("/callback", exchange -> answer(exchange, 200, "text/plain", "Signed in"));
        server.createContext("/widget/", exchange -> send(exchange, widget(exchange)));
        server.createContext("/proxy/", this::proxy);
        // A browser keeps connections that it does not use yet: with one thread for all, each of them would stop the
        // rest.
        server.setExecutor(threads);
        server.start();
    }

    static WidgetHost http(StandIn standIn) throws IOException {
        return new WidgetHost(HttpServer.create(loopback(), 0), "http", standIn);
    }

    static WidgetHost https(StandIn standIn, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new WidgetHost(server, "https", standIn);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI url(String path) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + '/')
                .resolve(path);
    }

    /** What the front page has in its body from now on. */
    void embed(String html) {
        embed = html;
    }

    /** Whom the server in between signs in: whoever this token is of, or nobody. */
    void session(@Nullable String token) {
        accessToken = token;
    }

    /** What the server in between was asked since the last call. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private String page() {
        return "<!DOCTYPE html><html><head><title>Host</title><link rel='icon' href='data:,'><script>var seen = [];"
                + "addEventListener('message', (event) => seen.push(JSON.stringify(event.data)));"
                + "</script></head><body>" + embed + "</body></html>";
    }

    private HttpRequest widget(HttpExchange exchange) {
        String file = exchange.getRequestURI().getPath().substring("/widget/".length());
        return HttpRequest.newBuilder(standIn.newWidgetUrl().resolve(file)).build();
    }

    private void proxy(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getPath().substring("/proxy".length());
        var headers = exchange.getRequestHeaders();
        asked.add(exchange.getRequestMethod() + ' ' + path + " client=" + headers.getFirst("Client-Id") + " type="
                + headers.getFirst("Content-Type") + " cookie=" + headers.containsKey("Cookie") + " agent="
                + headers.containsKey("X-User-Agent") + " authorization=" + headers.containsKey("Authorization"));
        String token = accessToken;
        if (!path.startsWith("/restapi/")) {
            answer(exchange, 200, "text/plain", uri.toString());
        } else if (token == null) {
            answer(exchange, 401, "application/json", "{}");
        } else {
            send(
                    exchange,
                    HttpRequest.newBuilder(standIn.origin().resolve(path))
                            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "Bearer " + token)
                            .build());
        }
    }

    private void send(HttpExchange exchange, HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            for (String name : PASSED_ON) {
                response.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            answer(exchange, response.statusCode(), null, response.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, @Nullable String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
