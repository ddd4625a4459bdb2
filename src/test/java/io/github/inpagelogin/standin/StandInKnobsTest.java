package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.callback;
import static io.github.inpagelogin.standin.Scene.json;
import static io.github.inpagelogin.standin.Scene.publicQuery;
import static io.github.inpagelogin.standin.Scene.redemption;
import static io.github.inpagelogin.standin.Scene.refreshing;
import static io.github.inpagelogin.standin.Scene.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StandInKnobsTest {
    private final Scene scene = new Scene();
    private final Knobs knobs = scene.standIn.knobs();

    @AfterEach
    void close() {
        scene.close();
    }

    private CompletableFuture<HttpResponse<String>> later(String form) {
        HttpRequest request = scene.request(Endpoint.TOKEN.path(), "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return scene.browser().sendAsync(request, BodyHandlers.ofString());
    }

    @Test
    void failureHoldsUntilReset() {
        knobs.on(Endpoint.TOKEN).fail(503, "temporarily_unavailable", "CMN-201", "Come back later");
        String code = scene.signIn(scene.ada(), publicQuery()).required("code");
        for (int i = 0; i < 3; i++) {
            assertEquals("503 temporarily_unavailable CMN-201", refusal(scene.token(redemption(code))));
        }
        knobs.reset();
        assertEquals(200, scene.token(redemption(code)).statusCode());
        assertEquals(4, scene.standIn.counters().of(Endpoint.TOKEN));
    }

    @Test
    void aRefusalUnreadIsNoMoreThanThatAndHoldsUntilReset() {
        String code = scene.signIn(scene.ada(), publicQuery()).required("code");
        knobs.on(Endpoint.TOKEN).refuseUnread();
        assertEquals("413 too_large CMN-413", refusal(scene.token(redemption(code))));
        assertEquals("413 too_large CMN-413", refusal(scene.token(redemption(code))));
        knobs.reset();
        assertEquals(200, scene.token(redemption(code)).statusCode());
    }

    @Test
    void nextRequestsFailInOrderAndThenAllIsWell() {
        String code = scene.signIn(scene.ada(), publicQuery()).required("code");
        knobs.on(Endpoint.TOKEN).next(1).throttle(Duration.ofSeconds(7)).next(2).malformed();
        HttpResponse<String> first = scene.token(redemption(code));
        assertEquals("429 request_rate_exceeded CMN-301", refusal(first));
        assertEquals("7", first.headers().firstValue("Retry-After").orElse(""));
        assertTrue(scene.token(redemption(code)).body().contains("oops"));
        assertTrue(scene.token(redemption(code)).body().contains("oops"));
        assertEquals(200, scene.token(redemption(code)).statusCode());
    }

    @Test
    void hangingRequestsGoOnWhenReleased() throws Exception {
        JsonObject tokens = scene.tokens(scene.ada());
        knobs.on(Endpoint.TOKEN).hang();
        CompletableFuture<HttpResponse<String>> hanging = later(refreshing(tokens.getString("refresh_token")));
        while (knobs.on(Endpoint.TOKEN).hanging() == 0) {
            Thread.onSpinWait();
        }
        assertEquals(200, scene.extension(tokens.getString("access_token")).statusCode());
        assertFalse(hanging.isDone());
        knobs.on(Endpoint.TOKEN).release();
        assertEquals(200, hanging.get(10, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void closingEndsWhatHangs() {
        knobs.on(Endpoint.TOKEN).hang();
        CompletableFuture<HttpResponse<String>> hanging = later("grant_type=x");
        while (knobs.on(Endpoint.TOKEN).hanging() == 0) {
            Thread.onSpinWait();
        }
        scene.close();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> hanging.get(10, TimeUnit.SECONDS));
        assertInstanceOf(IOException.class, failure.getCause());
    }

    @Test
    void delayedRequestIsAnsweredInTheEnd() {
        knobs.on(Endpoint.CLIENT_INFO).next(1).delay(Duration.ofMillis(50));
        long start = System.nanoTime();
        assertEquals(401, scene.get(Endpoint.CLIENT_INFO.path()).statusCode());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    }

    @Test
    void cutAnswerLeavesTheTokenRotated() {
        JsonObject tokens = scene.tokens(scene.ada());
        String refresh = refreshing(tokens.getString("refresh_token"));
        knobs.on(Endpoint.TOKEN).next(1).cutAfterProcessing();
        assertThrows(UncheckedIOException.class, () -> scene.token(refresh));
        assertEquals(401, scene.extension(tokens.getString("access_token")).statusCode());
        assertEquals(200, scene.token(refresh).statusCode());
    }

    @Test
    void truncatedAnswerBreaksInTheMiddle() {
        knobs.on(Endpoint.CLIENT_INFO).next(1).truncated();
        assertThrows(UncheckedIOException.class, () -> scene.get(Endpoint.CLIENT_INFO.path()));
    }

    @Test
    void bodilessAnswerBreaksAfterItsHead() {
        knobs.on(Endpoint.CLIENT_INFO).next(1).bodiless();
        assertThrows(UncheckedIOException.class, () -> scene.get(Endpoint.CLIENT_INFO.path()));
    }

    @Test
    void rightAnswerMayHaveTheWrongType() {
        knobs.on(Endpoint.TOKEN).next(1).wrongContentType();
        String code = scene.signIn(scene.ada(), publicQuery()).required("code");
        HttpResponse<String> answer = scene.token(redemption(code));
        assertEquals(
                "text/html;charset=UTF-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(json(answer).containsKey("access_token"));
    }

    @Test
    void hugeAnswerIsHuge() throws Exception {
        knobs.on(Endpoint.CLIENT_INFO).next(1).huge();
        HttpRequest request = scene.request(Endpoint.CLIENT_INFO.path()).build();
        try (var body =
                scene.browser().send(request, BodyHandlers.ofInputStream()).body()) {
            body.skipNBytes(60L << 20);
        }
    }

    @Test
    void authorizationMayBeSentBackWithAnyError() {
        knobs.nextAuthorizeError("temporarily_unavailable");
        assertEquals(
                "temporarily_unavailable",
                callback(scene.authorize(publicQuery())).required("error"));
        assertEquals(200, scene.authorize(publicQuery()).statusCode());
        knobs.authorizeError("server_error");
        assertEquals("server_error", callback(scene.authorize(publicQuery())).required("error"));
        assertEquals("server_error", callback(scene.authorize(publicQuery())).required("error"));
    }

    @Test
    void callbackMayNameAnIssuerAndTokenAnswersMayCarryMore() {
        knobs.iss("https://issuer.example");
        knobs.extraTokenField("id_token", Json.createValue("not.a.token"));
        Parameters callback = scene.signIn(scene.ada(), publicQuery());
        assertEquals("https://issuer.example", callback.required("iss"));
        JsonObject tokens = json(scene.token(redemption(callback.required("code"))));
        assertEquals("not.a.token", tokens.getString("id_token"));
    }

    @Test
    void takenPortIsSaid() {
        int port = scene.standIn.origin().getPort();
        assertThrows(BindException.class, () -> StandIn.start(port, Clock.systemUTC()));
    }
}
