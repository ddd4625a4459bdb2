package io.github.inpagelogin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.inpagelogin.e2e.SelfSigned;
import io.github.inpagelogin.http.HttpFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that answer before they have heard everything, or stop in the middle. */
@Timeout(60)
class JettyHttpStreamsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] UPLOAD = new byte[20_000_000];

    /** Twice what Linux keeps for a socket at most: what is encrypted costs time. */
    private static final byte[] UPLOAD_BY_TLS = new byte[8_000_000];

    /** Whether the head of the answer or the end of the connection is noticed first is for chance to say. */
    private static final int OFTEN = 50;

    @AutoClose
    private final JettyHttpStreams streams = new JettyHttpStreams(LONG, LONG, new SslContextFactory.Client(true));

    private static StreamedCall upload(URI uri) {
        return upload(uri, UPLOAD);
    }

    private static StreamedCall upload(URI uri, byte[] body) {
        return new StreamedCall("POST", uri, Map.of(), new StreamedCall.Body(ByteSource.of(body), body.length), LONG);
    }

    private static void refuseUnread(Socket connection) throws IOException {
        refuse(connection);
        connection.close();
    }

    private static void refuse(Socket connection) throws IOException {
        RawServer.readHead(connection);
        RawServer.write(connection, "HTTP/1.1 413 Large\r\nContent-Length: 9\r\nConnection: close\r\n\r\ntoo large");
    }

    /** The same by TLS, which ends what it says; the connection is closed below it, with the upload unread. */
    private static void refuseUnreadByTls(SSLContext context, Socket connection) throws IOException {
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(connection, null, connection.getPort(), false);
        tls.setUseClientMode(false);
        // AES-GCM is slow where the JVM has no second compiler, as in these tests.
        tls.setEnabledCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256"});
        refuse(tls);
        tls.shutdownOutput();
        connection.close();
    }

    private static String text(ByteSource body) throws Exception {
        CompletableFuture<String> text = new CompletableFuture<>();
        gather(body, new ByteArrayOutputStream(), text);
        return text.get(20, SECONDS);
    }

    private static void gather(ByteSource body, ByteArrayOutputStream all, CompletableFuture<String> text) {
        try {
            for (ByteBuffer bytes = body.read(); bytes != null; bytes = body.read()) {
                if (!bytes.hasRemaining()) {
                    text.complete(all.toString(UTF_8));
                    return;
                }
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                all.writeBytes(copy);
            }
            body.whenReadable(() -> gather(body, all, text));
        } catch (IOException e) {
            text.completeExceptionally(e);
        }
    }

    private Kind failure(StreamedCall call) {
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> streams.open(call).get(20, SECONDS));
        return assertInstanceOf(HttpFailure.class, failure.getCause()).kind();
    }

    @Test
    void anAnswerIsHeardThoughTheServerClosesWhileTheRequestIsBeingSent() throws Exception {
        try (RawServer server = new RawServer(JettyHttpStreamsTest::refuseUnread)) {
            for (int i = 0; i < OFTEN; i++) {
                StreamedAnswer answer = streams.open(upload(server.uri("/"))).get(20, SECONDS);
                assertEquals(413, answer.status());
                assertEquals("too large", text(answer.body()));
            }
        }
    }

    @Test
    void anAnswerIsHeardByTlsToo() throws Exception {
        SSLContext context = SelfSigned.forAllTests();
        try (RawServer server = new RawServer(connection -> refuseUnreadByTls(context, connection))) {
            URI uri = URI.create("https://localhost:" + server.port() + "/");
            for (int i = 0; i < OFTEN; i++) {
                StreamedAnswer answer = streams.open(upload(uri, UPLOAD_BY_TLS)).get(20, SECONDS);
                assertEquals(413, answer.status());
                assertEquals("too large", text(answer.body()));
            }
        }
    }

    @Test
    void theNextRequestGoesByAnotherConnection() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            if (RawServer.readHead(connection).startsWith("GET")) {
                RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            } else {
                RawServer.write(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            }
            connection.close();
        })) {
            for (int i = 0; i < OFTEN; i++) {
                StreamedAnswer refused = streams.open(upload(server.uri("/"))).get(20, SECONDS);
                assertEquals(404, refused.status());
                assertEquals("", text(refused.body()));
                refused.body().cancel();
                StreamedCall next = new StreamedCall("GET", server.uri("/"), Map.of(), null, LONG);
                assertEquals("ok", text(streams.open(next).get(20, SECONDS).body()));
            }
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsNotConnected() throws Exception {
        try (RawServer plain = new RawServer(connection -> {
            RawServer.write(connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.shutdownOutput();
        })) {
            URI uri = URI.create(plain.uri("/").toString().replace("http:", "https:"));
            assertEquals(Kind.NOT_CONNECTED, failure(new StreamedCall("GET", uri, Map.of(), null, LONG)));
        }
    }

    @Test
    void aServerThatClosesWithoutAnAnswerBreaksTheCall() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            RawServer.readHead(connection);
            connection.close();
        })) {
            for (int i = 0; i < OFTEN; i++) {
                assertEquals(Kind.BROKEN, failure(upload(server.uri("/"))));
            }
        }
    }

    @Test
    void aSenderThatGivesUpBreaksTheCall() throws Exception {
        ByteSource givesUp = new ByteSource() {
            @Override
            public ByteBuffer read() throws IOException {
                throw new IOException("The browser is gone");
            }

            @Override
            public void whenReadable(Runnable action) {
                action.run();
            }

            @Override
            public void cancel() {}
        };
        try (RawServer server = new RawServer(connection -> RawServer.readHead(connection))) {
            StreamedCall.Body body = new StreamedCall.Body(givesUp, 10);
            assertEquals(Kind.BROKEN, failure(new StreamedCall("POST", server.uri("/"), Map.of(), body, LONG)));
        }
    }

    @Test
    void aServerThatNeitherReadsNorAnswersIsGivenUp() throws Exception {
        try (JettyHttpStreams impatient =
                        new JettyHttpStreams(LONG, Duration.ofMillis(300), new SslContextFactory.Client());
                RawServer server = new RawServer(RawServer::readHead)) {
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> impatient.open(upload(server.uri("/"))).get(20, SECONDS));
            assertEquals(
                    Kind.TIMED_OUT,
                    assertInstanceOf(HttpFailure.class, failure.getCause()).kind());
        }
    }

    @Test
    void anAnswerThatStopsInTheMiddleBreaks() throws Exception {
        try (JettyHttpStreams impatient =
                        new JettyHttpStreams(LONG, Duration.ofMillis(300), new SslContextFactory.Client());
                RawServer server = new RawServer(connection -> {
                    RawServer.readHead(connection);
                    RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                })) {
            StreamedCall call = new StreamedCall("GET", server.uri("/"), Map.of(), null, LONG);
            StreamedAnswer answer = impatient.open(call).get(20, SECONDS);
            ExecutionException failure = assertThrows(ExecutionException.class, () -> text(answer.body()));
            assertInstanceOf(IOException.class, failure.getCause());
        }
    }
}
