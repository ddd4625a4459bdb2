package io.github.inpagelogin.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.http.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server behind that means ill, or is broken, and what of it gets to the browser: nothing that it could act on. */
@Timeout(60)
class HostileServerTest {
    private static final String REST = "GET /proxy/restapi/v1.0/account/~/extension/~";
    private static final String MEDIA = "GET /proxy/media/restapi/v1.0/account/~/message-store/1/content/2";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private volatile RawServer.Script script = connection -> {};
    private final RawServer server;
    private final Bench bench;

    HostileServerTest() throws IOException {
        server = new RawServer(connection -> script.run(connection));
        bench = new Bench(Duration.ofSeconds(2), server.uri(""));
    }

    private void serve(RawServer.Script script) {
        this.script = script;
    }

    /** Serves these bytes to every request, and closes or waits. */
    private void serve(String answer, boolean closes) {
        serve(connection -> {
            while (true) {
                RawServer.readHead(connection);
                RawServer.write(connection, answer);
                if (closes) {
                    connection.close();
                }
            }
        });
    }

    private Raw.Answer ask(String methodAndPath) throws IOException {
        try (Raw browser = new Raw(bench)) {
            return browser.send(methodAndPath).answer();
        }
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 300 Choices\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 301 Moved\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 303 Other\r\nLocation: /app\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 307 Again\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 308 Again\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 600 Beyond\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 999 Beyond\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 20 Short\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 2000 Long\r\nContent-Length: 0\r\n\r\n",
                OK + "Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello",
                OK + "Content-Length: -1\r\n\r\n",
                OK + "Content-Length: five\r\n\r\nhello",
                OK + "Content-Length: 99999999999999999999\r\n\r\nhello",
                OK + "Transfer-Encoding: gzip\r\n\r\nhello",
                OK + "Transfer-Encoding: chunked, identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                OK + "Name with space: a\r\nContent-Length: 0\r\n\r\n",
                OK + "X-Evil: a\u0000b\r\nContent-Length: 0\r\n\r\n",
                "HTTP/7.3 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/0.9 200 OK\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "\u0016\u0003\u0003\u0000\u0004\r\n\r\n",
                "\r\n\r\n\r\n"
            })
    void whatIsNoAnswerToHandOnIsA502(String answer) throws Exception {
        serve(answer, true);
        Raw.Answer said = ask(REST);
        assertEquals(502, said.status(), said.head());
        assertFalse(said.head().contains("evil"), said.head());
    }

    @Test
    void aHeadWithoutAnEndIsA502AndOneThatStopsA504() throws Exception {
        serve(connection -> {
            RawServer.readHead(connection);
            while (true) {
                RawServer.write(connection, "HTTP/1.1 200 OK\r\nX-Long: " + "a".repeat(100_000) + "\r\n");
            }
        });
        assertEquals(502, ask(REST).status());
        serve("HTTP/1.1 200 OK\r\nContent-", false);
        assertEquals(504, ask(REST).status());
    }

    @Test
    void aBodyThatDoesNotBeginIsA502WithNothingOfItsHead() throws Exception {
        serve(OK + "RCRequestId: a\r\nETag: \"evil\"\r\nContent-Language: en\r\nContent-Length: 9\r\n\r\n", true);
        Raw.Answer said = ask(MEDIA);
        assertEquals(502, said.status(), said.head());
        assertTrue(only(said.head(), "Content-Security-Policy").startsWith("default-src 'none'; "), said.head());
        for (String header : List.of("RCRequestId", "ETag", "Content-Language", "Content-Disposition")) {
            assertFalse(said.head().contains(header), said.head());
        }
    }

    @Test
    void interimAnswersWithoutAnEndAreA504() throws Exception {
        serve(connection -> {
            RawServer.readHead(connection);
            while (true) {
                RawServer.write(connection, "HTTP/1.1 103 Early Hints\r\nLink: </evil>\r\n\r\n");
            }
        });
        assertEquals(504, ask(REST).status());
    }

    @Test
    void theAnswerAfterAnInterimOneCounts() throws Exception {
        serve(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </evil>\r\n\r\n" + OK
                        + "Content-Length: 2\r\n\r\n{}",
                false);
        Raw.Answer said = ask(REST);
        assertEquals(200, said.status());
        assertFalse(said.head().contains("evil"), said.head());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie: __Host-in-page-login=theirs; Path=/; Secure",
                "Set-Cookie2: a=b",
                "Access-Control-Allow-Origin: *",
                "Access-Control-Allow-Credentials: true",
                "Alt-Svc: h3=\":443\"; ma=86400",
                "Clear-Site-Data: \"*\"",
                "Connection: X-Evil",
                "Cross-Origin-Opener-Policy: unsafe-none",
                "Keep-Alive: timeout=9",
                "Link: <https://evil.example/>; rel=preload",
                "Location: https://evil.example/",
                "NEL: {}",
                "Permissions-Policy: microphone=*",
                "Proxy-Authenticate: Basic",
                "Proxy-Authentication-Info: a",
                "Public-Key-Pins: a",
                "Refresh: 0; url=https://evil.example/",
                "Report-To: {}",
                "Server: theirs",
                "Service-Worker-Allowed: /",
                "SourceMap: /evil",
                "Trailer: X-Evil",
                "Upgrade: h2c",
                "Via: evil",
                "WWW-Authenticate: Basic",
                "X-Evil: yes",
                "X-Frame-Options: ALLOWALL"
            })
    void aHeaderThatIsNotListedStaysBehind(String header) throws Exception {
        serve(OK + header + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", false);
        String name = header.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        String value = header.replaceFirst("[^:]*: ", "");
        for (String path : List.of(REST, MEDIA)) {
            Raw.Answer said = ask(path);
            assertEquals(200, said.status());
            assertFalse(said.head().lines().anyMatch(line -> line.equalsIgnoreCase(name + ": " + value)), said.head());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/javascript", ""})
    void whateverItSaysThatItIsNothingRunsHere(String type) throws Exception {
        serve(
                OK + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                        + "Content-Security-Policy: default-src *\r\nX-Content-Type-Options: none\r\n"
                        + "Cache-Control: public, max-age=9999\r\nContent-Disposition: inline; filename=\"a.html\"\r\n"
                        + "Content-Length: 33\r\n\r\n<script>alert(document.domain);//",
                false);
        for (String path : List.of(REST, MEDIA)) {
            String head = ask(path).head();
            assertEquals("default-src 'none'; frame-ancestors 'none'; sandbox", only(head, "Content-Security-Policy"));
            assertEquals("nosniff", only(head, "X-Content-Type-Options"));
            assertEquals("no-store", only(head, "Cache-Control"));
            assertEquals("same-origin", only(head, "Cross-Origin-Resource-Policy"));
        }
        assertEquals("attachment; filename=\"a.html\"", only(ask(MEDIA).head(), "Content-Disposition"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0000',
            value = {
                "Content-Disposition: attachment; filename=\"a b.mp3\"| attachment; filename=\"a b.mp3\"",
                "Content-Disposition: INLINE| attachment",
                "Content-Disposition: inline ;filename=a.pdf| attachment;filename=a.pdf",
                "Content-Disposition: form-data; name=a| attachment; name=a",
                "Content-Disposition: ; filename=a| attachment; filename=a",
                "Content-Disposition: \u00e4| attachment",
                "Content-Disposition:| attachment",
                "X-None: a| attachment"
            },
            delimiter = '|')
    void mediaIsToBeKeptNotShown(String header, String expected) throws Exception {
        serve(OK + header + "\r\nContent-Length: 0\r\n\r\n", false);
        assertEquals(expected, only(ask(MEDIA).head(), "Content-Disposition"));
    }

    @Test
    void aLineBreakInAHeaderAddsNone() throws Exception {
        serve(OK + "RCRequestId: a\rX-Evil: 1\r\nContent-Length: 0\r\n\r\n", true);
        assertNoEvil();
        serve(OK + "RCRequestId: a\r\n X-Evil: 1\r\nContent-Length: 0\r\n\r\n", true);
        assertNoEvil();
    }

    private void assertNoEvil() throws IOException {
        Raw.Answer said = ask(REST);
        assertFalse(said.head().lines().anyMatch(line -> line.startsWith("X-Evil")), said.head());
    }

    /** The one value of a header. */
    private static String only(String head, String name) {
        List<String> values = head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
        assertEquals(1, values.size(), head);
        return values.get(0);
    }

    @Test
    void whatComesAfterAnAnswerIsNobodysAnswer() throws Exception {
        serve(OK + "Content-Length: 2\r\n\r\n{}" + OK + "Content-Length: 4\r\n\r\nEVIL", false);
        for (int i = 0; i < 20; i++) {
            assertEquals("{}", ask(REST).body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 100\r\n\r\nhalf",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n7x\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloworld\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello",
                OK + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"half"
            })
    void aBodyThatIsNotWholeIsNotTakenForWhole(String answer) throws Exception {
        serve(answer, true);
        assertThrows(IOException.class, () -> {
            Raw.Answer said = ask(REST);
            if (said.status() >= 500) {
                throw new IOException("Refused before its head was handed on");
            }
        });
    }

    @Test
    void aBodyInChunksThatAlsoSaysItsLengthIsGoneByItsChunks() throws Exception {
        String answer = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        serve(OK + "Content-Type: text/plain\r\n" + answer, true);
        Raw.Answer said = ask(REST);
        assertTrue(said.status() == 502 || said.body().equals("hello"), said.toString());
        assertFalse(said.head().contains("Content-Length: 3\n"), said.head());
    }

    @Test
    void trailersStayBehind() throws Exception {
        serve(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nSet-Cookie: a=b\r\n\r\n", false);
        Raw.Answer said = ask(REST);
        assertEquals("{}", said.body());
        assertFalse(said.head().contains("a=b"), said.head());
    }

    @Test
    void packedJsonGoesThroughAsItIs() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        serve(connection -> {
            RawServer.readHead(connection);
            RawServer.write(
                    connection,
                    OK + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size()
                            + "\r\n\r\n" + packed.toString(ISO_8859_1));
        });
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(("[\"" + bench.origin() + "/restapi/v1.0/1\"]").getBytes(ISO_8859_1));
        }
        Raw.Answer said = ask(REST);
        assertEquals("gzip", only(said.head(), "Content-Encoding"));
        assertEquals(packed.toString(ISO_8859_1), said.body());
    }

    @Test
    void partOfAJsonIsHandedOnAsItIsCounted() throws Exception {
        serve(connection -> {
            RawServer.readHead(connection);
            String part = "\"" + bench.origin() + "/restapi/v1.0/1\"";
            RawServer.write(
                    connection,
                    "HTTP/1.1 206 Partial Content\r\nContent-Type: application/json\r\nContent-Range: bytes 0-"
                            + (part.length() - 1) + "/100\r\nContent-Length: " + part.length() + "\r\n\r\n" + part);
        });
        assertEquals("\"" + bench.origin() + "/restapi/v1.0/1\"", ask(REST).body());
    }

    @Test
    void aBodyWithoutAnEndEndsWhenTheBrowserLeaves() throws Exception {
        CountDownLatch cut = new CountDownLatch(ProxyServlet.SEATS_PER_PERSON + 1);
        serve(connection -> {
            RawServer.readHead(connection);
            RawServer.write(connection, OK + "Content-Type: application/json\r\n\r\n");
            try {
                while (true) {
                    RawServer.write(connection, " ".repeat(10_000));
                }
            } catch (IOException e) {
                cut.countDown();
            }
        });
        // One more than there are seats: one that was left is free again.
        int answered = 0;
        while (answered < ProxyServlet.SEATS_PER_PERSON + 1) {
            try (Raw browser = new Raw(bench)) {
                answered += browser.send(REST).answerBegins().contains(" 200 ") ? 1 : 0;
            }
        }
        assertTrue(cut.await(30, SECONDS), "the server is cut off each time");
    }
}
