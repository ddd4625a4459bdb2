package io.github.inpagelogin.http;

import static io.github.inpagelogin.http.Calls.LONG;
import static io.github.inpagelogin.http.Calls.failureOf;
import static io.github.inpagelogin.http.Calls.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JettyHttpSenderFailureTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int LIMIT = 10_000;
    private static final String SECRET = "s3cr3t-token";

    private final JettyHttpSender sender = new JettyHttpSender(Duration.ofSeconds(2), LONG, LIMIT);

    @AfterEach
    void stop() {
        sender.close();
    }

    @Test
    void aServerThatNeverAnswersTimesOut() throws Exception {
        try (RawServer silent = new RawServer(RawServer::readHead)) {
            long start = System.nanoTime();
            HttpFailure failure = failureOf(sender, get(silent.uri("/"), SHORT));
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            assertEquals(Kind.TIMED_OUT, failure.kind());
            assertTrue(taken.compareTo(SHORT.multipliedBy(5)) < 0, () -> "took " + taken);
        }
    }

    @Test
    void theTimeOutIsForTheWholeAnswerNotForEachByte() throws Exception {
        try (RawServer slow = new RawServer(connection -> {
            RawServer.readHead(connection);
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst bytes");
        })) {
            assertEquals(
                    Kind.TIMED_OUT, failureOf(sender, get(slow.uri("/"), SHORT)).kind());
        }
    }

    @Test
    void aSilenceThatIsTooLongEndsACallBeforeItsTimeIsOver() throws Exception {
        for (String begun : new String[] {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst bytes"}) {
            try (JettyHttpSender impatient = new JettyHttpSender(LONG, SHORT, LIMIT);
                    RawServer silent = new RawServer(connection -> {
                        RawServer.readHead(connection);
                        RawServer.write(connection, begun);
                    })) {
                long start = System.nanoTime();
                assertEquals(
                        Kind.TIMED_OUT,
                        failureOf(impatient, get(silent.uri("/"), LONG)).kind());
                assertTrue(System.nanoTime() - start < LONG.toNanos() / 2);
            }
        }
    }

    @Test
    void aServerThatDripsIsNeverSilentAndGetsNoMoreThanTheWholeTime() throws Exception {
        // Fifty times as long as the pause between two bytes: a busy machine makes that longer.
        Duration silence = Duration.ofSeconds(1);
        try (JettyHttpSender sender = new JettyHttpSender(LONG, silence, LIMIT);
                RawServer dripping = new RawServer(connection -> {
                    RawServer.readHead(connection);
                    RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n");
                    while (true) {
                        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                        RawServer.write(connection, ".");
                    }
                })) {
            long start = System.nanoTime();
            Duration time = silence.multipliedBy(2);
            assertEquals(
                    Kind.TIMED_OUT,
                    failureOf(sender, get(dripping.uri("/"), time)).kind());
            assertTrue(System.nanoTime() - start >= time.toNanos() * 9 / 10);
        }
    }

    @Test
    void aRefusedConnectionIsNotConnected() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        HttpCall call = get(URI.create("http://127.0.0.1:" + port + "/"));
        assertEquals(Kind.NOT_CONNECTED, failureOf(sender, call).kind());
    }

    @Test
    void anUnknownHostIsNotConnected() throws Exception {
        HttpCall call = get(URI.create("http://nowhere.invalid/"));
        assertEquals(Kind.NOT_CONNECTED, failureOf(sender, call).kind());
    }

    @Test
    void anAddressThatDoesNotAcceptIsNotConnectedAfterTheConnectTimeOut() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JettyHttpSender impatient = new JettyHttpSender(SHORT, LONG, LIMIT)) {
            List<Socket> filling = new ArrayList<>();
            try {
                fillBacklog(full, filling);
                HttpCall call = get(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"));
                assertEquals(Kind.NOT_CONNECTED, failureOf(impatient, call).kind());
            } finally {
                for (Socket socket : filling) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void aConnectionCutBeforeTheAnswerIsBroken() throws Exception {
        try (RawServer cutting = new RawServer(connection -> {
            RawServer.readHead(connection);
            connection.close();
        })) {
            assertEquals(Kind.BROKEN, failureOf(sender, get(cutting.uri("/"))).kind());
        }
    }

    @Test
    void aConnectionResetWithinTheAnswerIsBroken() throws Exception {
        try (RawServer cutting = new RawServer(connection -> {
            RawServer.readHead(connection);
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst bytes");
            connection.setSoLinger(true, 0);
            connection.close();
        })) {
            assertEquals(Kind.BROKEN, failureOf(sender, get(cutting.uri("/"))).kind());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 banana OK\r\n\r\n",
                "\u0015\u0003\u0001\u0000\u0002\u0002P"
            })
    void whatIsNotHttpIsBroken(String garbage) throws Exception {
        try (RawServer odd = new RawServer(connection -> {
            RawServer.readHead(connection);
            RawServer.write(connection, garbage);
            connection.close();
        })) {
            assertEquals(Kind.BROKEN, failureOf(sender, get(odd.uri("/"))).kind());
        }
    }

    @Test
    void headersWithoutEndAreNotReadForEver() throws Exception {
        try (RawServer endless = new RawServer(connection -> {
            RawServer.readHead(connection);
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(1_000_000));
        })) {
            assertEquals(Kind.BROKEN, failureOf(sender, get(endless.uri("/"))).kind());
        }
    }

    @Test
    void closingFailsWhatIsInFlightAndWhatComesAfter() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer silent = new RawServer(connection -> {
            RawServer.readHead(connection);
            arrived.countDown();
        })) {
            CompletableFuture<HttpAnswer> inFlight = sender.send(get(silent.uri("/")));
            assertTrue(arrived.await(5, SECONDS));

            sender.close();

            assertEquals(Kind.BROKEN, failureOf(inFlight).kind());
            assertEquals(
                    Kind.NOT_CONNECTED, failureOf(sender, get(silent.uri("/"))).kind());
        }
    }

    @Test
    void nothingThatPrintsACallOrAFailureShowsHeadersQueryOrBody() throws Exception {
        try (RawServer echoing = new RawServer(connection -> {
            String head = RawServer.readHead(connection);
            RawServer.write(connection, "HTTP/1.1 " + SECRET + "\r\n" + head);
            connection.close();
        })) {
            HttpCall call = new HttpCall(
                    "POST",
                    echoing.uri("/token%0A?code=" + SECRET),
                    Map.of("Authorization", SECRET),
                    SECRET.getBytes(UTF_8),
                    LONG);

            HttpFailure failure = failureOf(sender, call);

            assertEquals("BROKEN", failure.getMessage());
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertFalse(cause.toString().contains(SECRET), cause.toString());
            }
            assertEquals("POST /token%0A", call.toString());
        }
    }

    /** Connects until the kernel no longer takes connections for {@code listener}, which never accepts. */
    private static void fillBacklog(ServerSocket listener, List<Socket> filling) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            filling.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new AssertionError("the backlog never filled");
    }
}
