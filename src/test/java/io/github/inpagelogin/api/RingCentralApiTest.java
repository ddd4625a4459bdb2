package io.github.inpagelogin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingCentralApiTest {
    private static final String PATH = "/restapi/v1.0/account/~/extension/~/presence";

    private final ApiBench bench = new ApiBench();

    private CompletableFuture<?> get(String path) {
        return bench.api.get(bench.request(), path);
    }

    private OAuthFailure failure() {
        CompletionException thrown =
                assertThrows(CompletionException.class, () -> get(PATH).join());
        return OAuthFailure.in(thrown).orElseThrow(() -> new AssertionError(thrown));
    }

    @Test
    void aResourceIsReadWithTheTokenOfWhoeverIsSignedIn() {
        bench.answer(200, "{\"userStatus\":\"Available\"}");
        assertEquals(
                "Available",
                bench.api.get(bench.request(), PATH + "?a=b%20c").join().getString("userStatus"));
        HttpCall call = bench.sent.get(0);
        assertEquals("GET", call.method());
        assertEquals(URI.create("https://platform.example" + PATH + "?a=b%20c"), call.uri());
        assertEquals(Map.of("Authorization", "Bearer access-old", "Accept", "application/json"), call.headers());
        assertEquals(Duration.ofSeconds(10), call.timeout());
    }

    @Test
    void aPageOfAListIsAskedForByItsNumber() {
        bench.answer(200, "{\"records\":[{\"id\":\"1\"}],\"paging\":{\"totalPages\":4}}");
        ResourcePage page =
                bench.api.page(bench.request(), PATH + "?a=b", 3, 10).join();
        assertEquals(
                PATH + "?a=b&page=3&perPage=10",
                bench.sent.get(0).uri().getRawPath() + "?"
                        + bench.sent.get(0).uri().getRawQuery());
        assertEquals("1", page.records().get(0).getString("id"));
        assertTrue(page.hasNext());
        bench.answer(200, "{\"records\":[]}");
        assertFalse(bench.api.page(bench.request(), PATH, 1, 10).join().hasNext());
        assertEquals("page=1&perPage=10", bench.sent.get(1).uri().getRawQuery());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/jsonp", ""})
    void whatDoesNotSayThatItIsJsonIsNone(String type) {
        bench.answer(200, "{}", "content-type", type);
        assertEquals("not_json", failure().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}{}", "{}x", "{} ]", "{\"a\":1,\"a\":1}"})
    void whatGoesOnAfterItsEndOrSaysSomethingTwiceIsNone(String body) {
        bench.answer(200, body);
        assertEquals("not_json", failure().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "restapi/v1.0/client-info",
                "https://evil.example/restapi/v1.0/client-info",
                "//evil.example/restapi/v1.0/client-info",
                "@evil.example/restapi/v1.0/client-info",
                ".evil.example/restapi/v1.0/client-info",
                ":81/restapi/v1.0/client-info",
                "/restapi/oauth/token",
                "/restapi/oauth/revoke?token=x",
                "/restapi/v1.0/../oauth/revoke",
                "/restapi/v1.0/./client-info",
                "/restapi/v1.0/%2e%2e/oauth/revoke",
                "/restapi/v1.0/..%2foauth",
                "/restapi/v1.0/x;y/z",
                "/restapi/v1.0//x",
                "/restapi/v1.0/x\\y",
                "/restapi/v1.0/x y",
                "/restapi/v1.0/x\r\nHost: evil.example",
                "/restapi/v1.0/x?y\r\nHost: evil.example",
                "/restapi/v1.0/x#y",
                "/restapi/v1.0/x?a=<b>",
                "/restapi/v1.0/x?a=%zz",
                "/restapi/v1.0/ä",
                "/restapi/v1.0",
                "/media/restapi/v1.0/x"
            })
    void whatIsNotThePathOfAResourceIsNotAskedAndNotRepeatedInTheMessage(String path) {
        CompletionException thrown =
                assertThrows(CompletionException.class, () -> get(path).join());
        IllegalArgumentException refused = assertInstanceOf(IllegalArgumentException.class, thrown.getCause());
        assertFalse(refused.toString().contains("evil"), refused.toString());
        assertEquals(List.of(), bench.sent);
    }

    @Test
    void aTokenThatIsRefusedIsRefreshedAndTheCallRepeatedOnce() {
        bench.answer(401, "{\"errors\":[{\"errorCode\":\"OAU-123\"}]}").answer(200, "{}");
        bench.ringCentral.tokens(() -> CompletableFuture.completedFuture(bench.renewed));
        get(PATH).join();
        assertEquals(
                List.of("Bearer access-old", "Bearer access-new"),
                bench.sent.stream()
                        .map(call -> call.headers().get("Authorization"))
                        .toList());
        assertEquals(1, bench.ringCentral.refreshed.size());
    }

    @Test
    void aNewTokenThatIsRefusedTooIsNotTheSessionsEnd() {
        bench.answer(401, "{}").answer(401, "{}");
        bench.ringCentral.tokens(() -> CompletableFuture.completedFuture(bench.renewed));
        assertEquals(Reason.UNREADABLE, failure().reason());
        assertEquals(2, bench.sent.size());
        assertTrue(bench.isSignedIn());
    }

    @ParameterizedTest
    @CsvSource({"OAU-140, ACCOUNT", "CMN-401, PERMISSION"})
    void a401ThatNoNewTokenMendsIsNotRepeated(String code, Reason reason) {
        bench.answer(401, "{\"errors\":[{\"errorCode\":\"" + code + "\"}]}");
        assertEquals(reason, failure().reason());
        assertEquals(1, bench.sent.size());
        assertEquals(List.of(), bench.ringCentral.refreshed);
    }

    @Test
    void aRefreshThatIsRejectedEndsTheSession() {
        bench.answer(401, "{}");
        bench.ringCentral.tokens(() -> CompletableFuture.failedFuture(OAuthFailures.because(Reason.SIGN_IN_AGAIN)));
        assertEquals(Reason.SIGN_IN_AGAIN, failure().reason());
        assertFalse(bench.isSignedIn());
    }

    @Test
    void whereNobodyIsSignedInNothingIsAsked() {
        bench.signOut();
        assertEquals(Reason.SIGN_IN_AGAIN, failure().reason());
        assertEquals(List.of(), bench.sent);
    }

    @ParameterizedTest
    @CsvSource({
        "400, OUR_FAULT, http_400",
        "403, OUR_FAULT, http_403",
        "404, NOT_FOUND, http_404",
        "500, TRY_LATER, http_500",
        "503, TRY_LATER, http_503",
        "204, UNREADABLE, http_204",
        "206, UNREADABLE, http_206",
        "302, UNREADABLE, http_302"
    })
    void whatIsNoSuccessSaysWhoMustAct(int status, Reason reason, String code) {
        bench.answer(status, "");
        assertEquals(reason, failure().reason());
        bench.answer(status, "{}");
        assertEquals(code, failure().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"a\":1,\"a\":2}", "<html>"})
    void aSuccessThatIsNoObjectIsUnreadable(String body) {
        bench.answer(200, body);
        assertEquals("not_json", failure().code());
    }

    @Test
    void throttlingIsToldAndNotTriedAgain() {
        bench.answer(429, "{\"errors\":[{\"errorCode\":\"CMN-301\"}]}", "retry-after", "1");
        OAuthFailure failure = failure();
        assertEquals(Reason.TRY_LATER, failure.reason());
        assertEquals(Optional.of(Duration.ofSeconds(1)), failure.retryAfter());
        assertEquals(1, bench.sent.size());
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_CONNECTED, NO_ANSWER, not_connected",
        "TIMED_OUT, NO_ANSWER, timed_out",
        "TOO_LARGE, UNREADABLE, too_large",
        "BROKEN, UNREADABLE, broken"
    })
    void noAnswerSaysWhy(HttpFailure.Kind kind, Reason reason, String code) {
        bench.fail(new HttpFailure(kind, new IllegalStateException("cause")));
        OAuthFailure failure = failure();
        assertEquals(reason, failure.reason());
        assertEquals(code, failure.code());
    }
}
