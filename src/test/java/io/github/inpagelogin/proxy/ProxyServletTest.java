package io.github.inpagelogin.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.OAuthFailures;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes through to the server behind, what comes back, and what is done when it says 401. */
@Timeout(60)
class ProxyServletTest {
    private static final String PATH = "/proxy/restapi/v1.0/account/~/extension/~";

    private final Bench bench = new Bench(Duration.ofSeconds(2));

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return Bench.CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void onlyListedHeadersOfARequestGoThroughAndTheTokenIsOurs() throws Exception {
        send(bench.asked(PATH + "?a=b%20c&access_token=stolen&d=e&%61ccess%5Ftoken=stolen")
                .header("Authorization", "Bearer theirs")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Origin", "https://phone.example.com")
                .header("Referer", "https://phone.example.com/app")
                .header("Sec-Fetch-Site", "same-origin")
                .header("TE", "trailers")
                .header("Proxy-Authorization", "Basic eA==")
                .header("Range", "bytes=0-9")
                .header("If-None-Match", "\"e\"")
                .header("Accept", "application/json")
                .header("Accept-Language", "en")
                .header("Accept-Encoding", "gzip"));
        Bench.Seen seen = bench.seen.get(0);
        assertEquals(
                "/restapi/v1.0/account/~/extension/~?a=b%20c&d=e", seen.uri().toString());
        assertEquals("Bearer access-first", seen.header("Authorization"));
        assertEquals("identity", seen.header("Accept-Encoding"));
        assertEquals(
                Set.of(
                        "Authorization",
                        "Range",
                        "If-none-match",
                        "Accept",
                        "Accept-encoding",
                        "Accept-language",
                        "X-user-agent",
                        "User-agent",
                        "Host"),
                seen.headers().keySet());
    }

    @Test
    void onlyListedHeadersOfAnAnswerComeBack() throws Exception {
        bench.answers(exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json;charset=utf-8");
            headers.set("Set-Cookie", "session=theirs");
            headers.set("Access-Control-Allow-Origin", "*");
            headers.set("Server", "theirs");
            headers.set("WWW-Authenticate", "Basic");
            headers.set("Location", "https://elsewhere.example/");
            headers.set("Keep-Alive", "timeout=5");
            headers.set("ETag", "\"e\"");
            headers.set("Content-Disposition", "attachment; filename=a.mp3");
            headers.set("RCRequestId", "r-1");
            headers.set("X-Rate-Limit-Remaining", "9");
            exchange.sendResponseHeaders(201, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
        });
        HttpResponse<String> answer = send(bench.asked(PATH).POST(BodyPublishers.ofString("{}")));
        assertEquals(201, answer.statusCode());
        assertEquals("{}", answer.body());
        Set<String> names = answer.headers().map().keySet();
        for (String name : List.of("set-cookie", "access-control-allow-origin", "www-authenticate", "location")) {
            assertFalse(names.contains(name), name);
        }
        assertEquals(
                "attachment; filename=a.mp3",
                answer.headers().firstValue("content-disposition").orElse(""));
        assertEquals("r-1", answer.headers().firstValue("rcrequestid").orElse(""));
        assertEquals("9", answer.headers().firstValue("x-rate-limit-remaining").orElse(""));
        assertFalse(answer.headers().firstValue("server").orElse("").contains("theirs"));
    }

    @Test
    void addressesOfMediaInJsonAreOursAndOthersAreLeftAlone() throws Exception {
        String json = "{\"uri\":\"" + bench.origin()
                + "/restapi/v1.0/x/content/1\",\"other\":\"http://localhost:1/restapi/\"}";
        bench.answers(200, "application/json;charset=utf-8", json.getBytes(UTF_8));
        assertEquals(
                "{\"uri\":\"https://phone.example.com/proxy/media/restapi/v1.0/x/content/1\","
                        + "\"other\":\"http://localhost:1/restapi/\"}",
                send(bench.asked(PATH)).body());
        bench.answers(200, "text/plain", json.getBytes(UTF_8));
        assertEquals(json, send(bench.asked(PATH)).body());
        bench.answers(200, "application/json", json.getBytes(UTF_8));
        assertEquals(
                json, send(bench.asked("/proxy/media/restapi/v1.0/x/content/1")).body());
    }

    @Test
    void aThrottledAnswerGoesThroughUntouched() throws Exception {
        bench.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            exchange.getResponseHeaders().set("X-Rate-Limit-Group", "heavy");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(429, 4);
            exchange.getResponseBody().write("null".getBytes(UTF_8));
        });
        HttpResponse<String> answer = send(bench.asked(PATH));
        assertEquals(429, answer.statusCode());
        assertEquals("60", answer.headers().firstValue("retry-after").orElse(""));
        assertEquals("heavy", answer.headers().firstValue("x-rate-limit-group").orElse(""));
        assertEquals("null", answer.body());
        assertEquals(1, bench.seen.size());
    }

    private void refusesTheFirstToken(int status) {
        bench.answers(exchange -> {
            Bench.drain(exchange);
            boolean first =
                    "Bearer access-first".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(first ? 401 : status, -1);
        });
        bench.ringCentral.tokens(() -> CompletableFuture.completedFuture(
                Grants.tokens("second", bench.clock.instant().plusSeconds(3600))));
    }

    @Test
    void aRefusedTokenIsRefreshedAndTheRequestRepeated() throws Exception {
        refusesTheFirstToken(200);
        assertEquals(200, send(bench.asked(PATH)).statusCode());
        assertEquals(
                200, send(bench.asked(PATH).PUT(BodyPublishers.ofString("{}"))).statusCode());
        assertEquals(1, bench.ringCentral.refreshed.size());
        assertEquals(
                List.of("Bearer access-first", "Bearer access-second", "Bearer access-second"),
                bench.seen.stream().map(seen -> seen.header("Authorization")).toList());
    }

    @Test
    void aSmallBodyIsSentAgainWhole() throws Exception {
        refusesTheFirstToken(200);
        byte[] body = "x".repeat(64 * 1024).getBytes(UTF_8);
        assertEquals(
                200,
                send(bench.asked(PATH).POST(BodyPublishers.ofByteArray(body))).statusCode());
        assertEquals(
                List.of("65536", "65536"),
                bench.seen.stream().map(seen -> seen.header("Content-Length")).toList());
    }

    @Test
    void aLargeBodyCannotBeRepeatedSoTheWidgetIsAskedToTryAgain() throws Exception {
        refusesTheFirstToken(200);
        byte[] body = new byte[300_000];
        HttpResponse<String> answer = send(bench.asked(PATH).POST(BodyPublishers.ofByteArray(body)));
        assertEquals(503, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
        assertEquals(
                200,
                send(bench.asked(PATH).POST(BodyPublishers.ofByteArray(body))).statusCode());
    }

    @Test
    void manyRefusalsAtOnceRefreshOnce() {
        refusesTheFirstToken(200);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i -> Bench.CLIENT.sendAsync(bench.asked(PATH).build(), BodyHandlers.ofString()))
                .toList();
        answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
        assertEquals(1, bench.ringCentral.refreshed.size());
    }

    @Test
    void aTokenRefusedAgainIsNotTheSessionsEnd() throws Exception {
        refusesTheFirstToken(401);
        assertEquals(502, send(bench.asked(PATH)).statusCode());
        assertEquals(2, bench.seen.size());
    }

    @ParameterizedTest
    @EnumSource
    void onlyASessionThatIsOverIsA401(OAuthFailure.Reason reason) throws Exception {
        refusesTheFirstToken(200);
        bench.ringCentral.tokens(() -> CompletableFuture.failedFuture(OAuthFailures.because(reason)));
        int status = send(bench.asked(PATH)).statusCode();
        switch (reason) {
            case SIGN_IN_AGAIN, ACCOUNT, DENIED -> assertEquals(401, status);
            case PERMISSION, NOT_FOUND -> assertTrue(status == 403 || status == 404, reason + " " + status);
            default -> assertTrue(status >= 500, reason + " " + status);
        }
    }

    @Test
    void aRedirectIsNotFollowedWithTheTokenNorPassedOn() throws Exception {
        bench.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", bench.origin() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        assertEquals(502, send(bench.asked(PATH)).statusCode());
        assertEquals(1, bench.seen.size());
    }

    @Test
    void aServerThatDoesNotAnswerIsA504AndNoThreadWaitsForIt() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        bench.answers(exchange -> await(over));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, ProxyServlet.SEATS_PER_PERSON)
                .mapToObj(i -> Bench.CLIENT.sendAsync(bench.asked(PATH).build(), BodyHandlers.ofString()))
                .toList();
        while (bench.seen.size() < ProxyServlet.SEATS_PER_PERSON) {
            Thread.onSpinWait();
        }
        assertTrue(bench.busyThreads() <= 6, bench.busyThreads() + " threads");
        HttpResponse<String> oneMore = send(bench.asked(PATH));
        assertEquals(429, oneMore.statusCode());
        assertEquals("5", oneMore.headers().firstValue("retry-after").orElse(""));
        answers.forEach(answer -> assertEquals(504, answer.join().statusCode()));
        over.countDown();
        bench.answers(200, "text/plain", new byte[0]);
        assertEquals(200, send(bench.asked(PATH)).statusCode());
    }

    @Test
    void aServerThatFailsAtEverythingIsLeftAloneForAWhile() throws Exception {
        bench.answers(503, "text/plain", new byte[0]);
        for (int i = 0; i < 40; i++) {
            assertEquals(503, send(bench.asked(PATH)).statusCode());
        }
        HttpResponse<String> refused = send(bench.asked(PATH));
        assertEquals(503, refused.statusCode());
        assertEquals("10", refused.headers().firstValue("retry-after").orElse(""));
        assertTrue(refused.body().contains("\"error\":\"away\""), refused.body());
        assertEquals(40, bench.seen.size());
        bench.answers(200, "text/plain", new byte[0]);
        bench.clock.advance(Duration.ofSeconds(10));
        assertEquals(200, send(bench.asked(PATH)).statusCode());
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() {
        bench.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(new byte[50_000]);
            exchange.getResponseBody().flush();
        });
        assertThrows(IOException.class, () -> send(bench.asked(PATH)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
