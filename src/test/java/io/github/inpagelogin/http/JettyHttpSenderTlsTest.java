package io.github.inpagelogin.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.inpagelogin.http.HttpFailure.Kind;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JettyHttpSenderTlsTest {
    private static final String PASSWORD = "password";
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    private static Path directory;

    private static KeyStore keys;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        keys = selfSignedFor("localhost");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(keys)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aTrustedCertificateOfTheHostNameIsAccepted() throws Exception {
        try (JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000, trusting(keys))) {
            assertEquals(
                    204, sender.send(get("https://localhost")).get(10, SECONDS).status());
        }
    }

    @Test
    void aTrustedCertificateOfAnotherHostNameIsNotConnected() throws Exception {
        try (JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000, trusting(keys))) {
            assertEquals(Kind.NOT_CONNECTED, failureOf(sender, get("https://127.0.0.1")));
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsNotConnected() throws Exception {
        try (JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000)) {
            assertEquals(Kind.NOT_CONNECTED, failureOf(sender, get("https://localhost")));
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsNotConnected() throws Exception {
        try (RawServer plain = new RawServer(connection -> {
                    RawServer.write(connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
                    connection.shutdownOutput();
                });
                JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000)) {
            assertEquals(Kind.NOT_CONNECTED, failureOf(sender, get(URI.create("https://127.0.0.1:" + plain.port()))));
        }
    }

    @Test
    void aConnectionClosedWithinTheHandshakeIsNotConnected() throws Exception {
        try (RawServer closing = new RawServer(connection -> {
                    connection.shutdownOutput();
                });
                JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000)) {
            assertEquals(Kind.NOT_CONNECTED, failureOf(sender, get(URI.create("https://127.0.0.1:" + closing.port()))));
        }
    }

    @Test
    void aConnectionResetWithinTheHandshakeIsNotConnected() throws Exception {
        try (RawServer resetting = new RawServer(connection -> {
                    connection.getInputStream().read();
                    connection.setSoLinger(true, 0);
                    connection.close();
                });
                JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000)) {
            assertEquals(
                    Kind.NOT_CONNECTED, failureOf(sender, get(URI.create("https://127.0.0.1:" + resetting.port()))));
        }
    }

    @Test
    void aConnectionCutAfterTheHandshakeIsBroken() throws Exception {
        server.createContext("/cut", HttpExchange::close);
        try (JettyHttpSender sender = new JettyHttpSender(LONG, LONG, 1_000, trusting(keys))) {
            URI cut = URI.create("https://localhost:" + server.getAddress().getPort() + "/cut");
            assertEquals(Kind.BROKEN, failureOf(sender, get(cut)));
        }
    }

    private static HttpCall get(String origin) {
        return get(URI.create(origin + ':' + server.getAddress().getPort() + '/'));
    }

    private static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Map.of(), new byte[0], LONG);
    }

    private static Kind failureOf(HttpSender sender, HttpCall call) {
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> sender.send(call).get(10, SECONDS));
        return assertInstanceOf(HttpFailure.class, failure.getCause()).kind();
    }

    private static SslContextFactory.Client trusting(KeyStore certificates) {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setTrustStore(certificates);
        return tls;
    }

    private static SSLContext serving(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** A key pair made by the JDK's own tool: no key lies in the repository. */
    private static KeyStore selfSignedFor(String host) throws Exception {
        Path file = directory.resolve("keys.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process keytool = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertEquals(0, keytool.waitFor(), () -> "see " + directory);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
