package io.github.inpagelogin.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.http.RawServer;
import io.github.inpagelogin.oauth.Grants;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer in the middle of an upload, and browsers that send all of it before they read. */
@Timeout(60)
class EarlyAnswerTest {
    private static final String FAX = "POST /proxy/restapi/v1.0/account/~/extension/~/fax";

    /** More than the buffers of all sockets on the way hold. */
    private static final int SIZE = 40_000_000;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile RawServer.Script script = connection -> {};
    private final RawServer server;
    private final Bench bench;

    EarlyAnswerTest() throws IOException {
        server = new RawServer(connection -> script.run(connection));
        bench = new Bench(Duration.ofSeconds(20), server.uri(""));
    }

    private void serve(RawServer.Script script) {
        this.script = script;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        server.close();
    }

    private void answerUnread(Socket connection, String answer) throws IOException {
        seen.add(RawServer.readHead(connection));
        RawServer.write(connection, answer);
    }

    private static String json(int status, String... headers) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 ").append(status).append(" Said early\r\n");
        for (String header : headers) {
            answer.append(header).append("\r\n");
        }
        return answer.append("Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"errors\":[]}")
                .toString();
    }

    private Raw.Answer fax(int size) throws IOException {
        try (Raw browser = new Raw(bench)) {
            return browser.send(FAX, "Content-Length: " + size).upload(size).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 413, 415, 429, 500, 503})
    void theAnswerReachesTheBrowserThoughTheServerClosesUnread(int status) throws Exception {
        serve(connection -> {
            answerUnread(connection, json(status, "Retry-After: 60", "Connection: close"));
            connection.close();
        });
        Raw.Answer answer = fax(SIZE);
        assertEquals(status, answer.status());
        assertEquals("{\"errors\":[]}", answer.body());
        assertTrue(answer.head().contains("Retry-After: 60"), answer.head());
    }

    @Test
    void soDoesTheAnswerToAnUploadOfUnknownLength() throws Exception {
        serve(connection -> {
            answerUnread(connection, json(404));
            connection.close();
        });
        try (Raw browser = new Raw(bench)) {
            browser.send(FAX, "Transfer-Encoding: chunked");
            for (int i = 0; i < 40; i++) {
                browser.write("f4240\r\n").upload(1_000_000).write("\r\n");
            }
            assertEquals(404, browser.write("0\r\n\r\n").answer().status());
        }
    }

    @Test
    void theBrowsersConnectionServesItsNextRequest() throws Exception {
        serve(connection -> {
            answerUnread(connection, json(404));
            connection.close();
        });
        try (Raw browser = new Raw(bench)) {
            for (int i = 0; i < 3; i++) {
                browser.send(FAX, "Content-Length: " + SIZE).upload(SIZE);
                assertEquals(404, browser.answer().status());
            }
        }
    }

    @Test
    void theSeatIsGivenBackEachTime() throws Exception {
        serve(connection -> {
            answerUnread(connection, json(413));
            connection.close();
        });
        for (int i = 0; i < 2 * ProxyServlet.SEATS_PER_PERSON; i++) {
            assertEquals(413, fax(300_000).status());
        }
    }

    @Test
    void aServerThatAnswersAndThenNeitherReadsNorClosesIsLeftAlone() throws Exception {
        serve(connection -> answerUnread(connection, json(413)));
        assertEquals(413, fax(SIZE).status());
    }

    @Test
    void aBrowserThatReadsFirstAndStopsSendingHasItsAnswer() throws Exception {
        serve(connection -> answerUnread(connection, json(413)));
        try (Raw browser = new Raw(bench)) {
            browser.send(FAX, "Content-Length: " + SIZE).upload(1_000_000);
            Raw.Answer answer = browser.answer();
            assertEquals(413, answer.status());
            assertEquals("{\"errors\":[]}", answer.body());
        }
    }

    @Test
    void aServerThatReadsOnAfterItsAnswerIsHeardToo() throws Exception {
        serve(connection -> {
            answerUnread(connection, json(422));
            connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        });
        assertEquals(422, fax(SIZE).status());
    }

    @Test
    void aServerThatClosesWithoutAnAnswerIsA502() throws Exception {
        serve(connection -> {
            RawServer.readHead(connection);
            connection.close();
        });
        Raw.Answer answer = fax(SIZE);
        assertEquals(502, answer.status());
        assertTrue(answer.body().contains("unreadable"), answer.body());
    }

    @Test
    void aRefusedTokenIsRefreshedAndTheWidgetAskedToTryAgain() throws Exception {
        serve(connection -> {
            boolean first = seen.isEmpty();
            answerUnread(connection, json(first ? 401 : 404));
            connection.close();
        });
        bench.ringCentral.tokens(() -> CompletableFuture.completedFuture(
                Grants.tokens("second", bench.clock.instant().plusSeconds(3600))));
        Raw.Answer refused = fax(SIZE);
        assertEquals(503, refused.status());
        assertTrue(refused.head().contains("Retry-After: 1\n"), refused.head());
        assertEquals(404, fax(SIZE).status());
        assertEquals(1, bench.ringCentral.refreshed.size());
        assertTrue(seen.get(1).contains("Authorization: Bearer access-second"), "the new token");
    }

    @Test
    void aBodyThatIsHeldIsRepeatedAfterAnEarlyRefusal() throws Exception {
        serve(connection -> {
            boolean first = seen.isEmpty();
            answerUnread(connection, json(first ? 401 : 200));
            connection.close();
        });
        bench.ringCentral.tokens(() -> CompletableFuture.completedFuture(
                Grants.tokens("second", bench.clock.instant().plusSeconds(3600))));
        assertEquals(200, fax(60_000).status());
        assertTrue(seen.get(1).contains("Content-Length: 60000"), "the body again");
    }

    @Test
    void whoIsNotSignedInIsToldSoAfterTheUpload() throws Exception {
        serve(connection -> answerUnread(connection, json(500)));
        try (Raw browser = new Raw(bench)) {
            browser.write(FAX + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + SIZE + "\r\n\r\n")
                    .upload(SIZE);
            assertEquals(401, browser.answer().status());
        }
        assertEquals(List.of(), seen);
    }

    @Test
    void anUploadOfUnknownLengthThatGrowsTooLargeIsA413() throws Exception {
        serve(connection -> {
            RawServer.readHead(connection);
            connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        });
        try (Raw browser = new Raw(bench)) {
            browser.send(FAX, "Transfer-Encoding: chunked");
            for (int i = 0; i < 70; i++) {
                browser.write("f4240\r\n").upload(1_000_000).write("\r\n");
            }
            assertEquals(413, browser.write("0\r\n\r\n").answer().status());
        }
    }

    @Test
    void anUploadThatSaysThatItIsTooLargeIsA413WhenItIsSentAllTheSame() throws Exception {
        serve(connection -> answerUnread(connection, json(500)));
        assertEquals(413, fax((int) Upload.LARGEST + 1_000_000).status());
        assertEquals(List.of(), seen);
    }
}
