package io.github.inpagelogin.http;

import static io.github.inpagelogin.http.Calls.LONG;
import static io.github.inpagelogin.http.Calls.answerTo;
import static io.github.inpagelogin.http.Calls.failureOf;
import static io.github.inpagelogin.http.Calls.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.inpagelogin.http.HttpFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JettyHttpSenderTest {
    private static final int LIMIT = 10_000;
    private static final String SECRET = "s3cr3t-token";

    private final JettyHttpSender sender = new JettyHttpSender(Duration.ofSeconds(2), LONG, LIMIT);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.start();
    }

    @AfterEach
    void stop() {
        sender.close();
        server.stop(0);
    }

    @Test
    void theAnswerHasStatusBodyAndHeadersByLowerCaseName() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Request-ID", "first");
            exchange.getResponseHeaders().add("X-Request-ID", "second");
            answer(exchange, 418, "a pot of töä".getBytes(UTF_8));
        });

        HttpAnswer answer = answerTo(sender, get(uri("/")));

        assertEquals(418, answer.status());
        assertArrayEquals("a pot of töä".getBytes(UTF_8), answer.body());
        assertEquals("first", answer.header("x-request-id").orElseThrow());
        assertFalse(answer.headers().containsKey("X-Request-ID"));
        assertEquals("418 (14 bytes)", answer.toString());
    }

    @Test
    void anAnswerWithoutABodyHasAnEmptyOne() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 204, new byte[0]));
        assertEquals(0, answerTo(sender, get(uri("/"))).body().length);
    }

    @Test
    void theRequestArrivesAsItWasGiven() throws Exception {
        AtomicReference<String> line = new AtomicReference<>();
        List<Headers> headers = new CopyOnWriteArrayList<>();
        AtomicReference<byte[]> body = new AtomicReference<>();
        server.createContext("/", exchange -> {
            line.set(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
            headers.add(exchange.getRequestHeaders());
            body.set(exchange.getRequestBody().readAllBytes());
            answer(exchange, 200, new byte[0]);
        });
        Map<String, String> sent = Map.of(
                "Authorization", "Bearer " + SECRET, "Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");

        answerTo(sender, new HttpCall("POST", uri("/a%20b/~?q=%26&r"), sent, "grant=x&y=%C3%A4".getBytes(UTF_8), LONG));

        assertEquals("POST /a%20b/~?q=%26&r", line.get());
        assertEquals("grant=x&y=%C3%A4", new String(body.get(), UTF_8));
        assertEquals(List.of("Bearer " + SECRET), headers.get(0).get("Authorization"));
        assertEquals(
                List.of("application/x-www-form-urlencoded;charset=UTF-8"),
                headers.get(0).get("Content-Type"));
        assertEquals(List.of("in-page-login"), headers.get(0).get("User-Agent"));
        assertFalse(headers.get(0).containsKey("Accept-Encoding"));
    }

    @Test
    void aLineBreakInAHeaderCannotAddAHeader() throws Exception {
        List<Headers> headers = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            headers.add(exchange.getRequestHeaders());
            answer(exchange, 200, new byte[0]);
        });

        answerTo(sender, new HttpCall("GET", uri("/"), Map.of("X-One", "1\r\nX-Two: 2"), new byte[0], LONG));

        assertFalse(headers.get(0).containsKey("X-Two"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswer(int status) throws Exception {
        AtomicInteger followed = new AtomicInteger();
        server.createContext("/elsewhere", exchange -> {
            followed.incrementAndGet();
            answer(exchange, 200, new byte[0]);
        });
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, status, new byte[0]);
        });

        HttpAnswer answer = answerTo(sender, get(uri("/")));

        assertEquals(status, answer.status());
        assertEquals("/elsewhere", answer.header("location").orElseThrow());
        assertEquals(0, followed.get());
    }

    @Test
    void aChallengeIsAnAnswerWithItsBodyWhateverItsHeaders() throws Exception {
        byte[] large = new byte[LIMIT];
        AtomicInteger calls = new AtomicInteger();
        server.createContext("/", exchange -> {
            if (calls.getAndIncrement() == 0) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            }
            answer(exchange, 401, large);
        });

        assertEquals(LIMIT, answerTo(sender, get(uri("/"))).body().length);
        assertEquals(LIMIT, answerTo(sender, get(uri("/"))).body().length);
        assertEquals(2, calls.get());
    }

    @Test
    void cookiesAreNotKept() throws Exception {
        AtomicReference<List<String>> cookies = new AtomicReference<>();
        server.createContext("/", exchange -> {
            cookies.set(exchange.getRequestHeaders().get("Cookie"));
            exchange.getResponseHeaders().add("Set-Cookie", "RCRoutingKey=1; Path=/");
            answer(exchange, 200, new byte[0]);
        });

        answerTo(sender, get(uri("/")));
        answerTo(sender, get(uri("/")));

        assertEquals(null, cookies.get());
    }

    @Test
    void aBodyOfTheLimitIsReadAndOneByteMoreIsTooLarge() throws Exception {
        server.createContext("/exact", exchange -> answer(exchange, 200, new byte[LIMIT]));
        server.createContext("/more", exchange -> answer(exchange, 200, new byte[LIMIT + 1]));
        server.createContext("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                for (int i = 0; i < 1000; i++) {
                    exchange.getResponseBody().write(new byte[LIMIT]);
                }
            }
        });

        assertEquals(LIMIT, answerTo(sender, get(uri("/exact"))).body().length);
        assertEquals(Kind.TOO_LARGE, failureOf(sender, get(uri("/more"))).kind());
        assertEquals(Kind.TOO_LARGE, failureOf(sender, get(uri("/chunked"))).kind());
    }

    @Test
    void anEncodedBodyIsNotDecodedSoThatTheLimitHolds() throws Exception {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(encoded)) {
            gzip.write(new byte[100 * LIMIT]);
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer(exchange, 200, encoded.toByteArray());
        });

        HttpAnswer answer = answerTo(sender, get(uri("/")));

        assertArrayEquals(encoded.toByteArray(), answer.body());
        assertEquals("gzip", answer.header("content-encoding").orElseThrow());
    }

    @Test
    void aPooledConnectionThatTheServerClosesIsClosedAtOnceAndNotUsedAgain() throws Exception {
        Semaphore closedByClient = new Semaphore(0);
        try (RawServer once = new RawServer(connection -> {
            RawServer.readHead(connection);
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.shutdownOutput();
            while (connection.getInputStream().read() >= 0) {}
            closedByClient.release();
        })) {
            for (int i = 0; i < 20; i++) {
                assertEquals(200, answerTo(sender, get(once.uri("/"))).status());
                assertTrue(closedByClient.tryAcquire(5, SECONDS));
            }
        }
    }

    @Test
    void fiveHundredCallsWaitAtOnceOnAFewThreads() throws Exception {
        int calls = 500;
        List<HttpExchange> waiting = new ArrayList<>();
        AtomicInteger threads = new AtomicInteger();
        server.createContext("/", exchange -> {
            waiting.add(exchange);
            if (waiting.size() == calls) {
                threads.set(threadsOfSender().size());
                for (HttpExchange each : waiting) {
                    answer(each, 200, new byte[0]);
                }
            }
        });
        List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(sender.send(get(uri("/" + i))));
        }
        for (CompletableFuture<HttpAnswer> answer : answers) {
            assertEquals(200, answer.get(10, SECONDS).status());
        }
        assertTrue(threads.get() > 0 && threads.get() <= 20, () -> threads + " threads");
    }

    @Test
    void sendingDoesNotWaitForTheConnection() throws Exception {
        try (RawServer silent = new RawServer(RawServer::readHead)) {
            CompletableFuture<HttpAnswer> answer = sender.send(get(silent.uri("/")));
            assertFalse(answer.isDone());
        }
    }

    @Test
    void closingEndsItsThreads() throws Exception {
        JettyHttpSender other = new JettyHttpSender(LONG, LONG, LIMIT);
        failureOf(other, get(URI.create("http://nowhere.invalid/")));
        List<Thread> threads = threadsOfSender();

        other.close();
        sender.close();

        assertFalse(threads.isEmpty());
        for (Thread thread : threads) {
            assertTrue(thread.isDaemon());
            thread.join(5_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void aCallNeedsATimeOut() {
        assertThrows(IllegalArgumentException.class, () -> get(URI.create("http://localhost/"), Duration.ZERO));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static List<Thread> threadsOfSender() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("http-sender"))
                .toList();
    }
}
