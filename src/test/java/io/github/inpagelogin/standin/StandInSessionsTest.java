package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.form;
import static io.github.inpagelogin.standin.Scene.json;
import static io.github.inpagelogin.standin.Scene.publicQuery;
import static io.github.inpagelogin.standin.Scene.redemption;
import static io.github.inpagelogin.standin.Scene.refreshing;
import static io.github.inpagelogin.standin.Scene.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInSessionsTest {
    private static final String GONE = "400 invalid_grant OAU-213";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private HttpResponse<String> refresh(JsonObject tokens) {
        return scene.token(refreshing(tokens.getString("refresh_token")));
    }

    private String use(JsonObject tokens) {
        HttpResponse<String> answer = scene.extension(tokens.getString("access_token"));
        return answer.statusCode() == 200 ? "200" : refusal(answer);
    }

    @Test
    void rotationEndsTheOldAccessTokenAtOnce() {
        JsonObject first = scene.tokens(scene.ada());
        JsonObject second = json(refresh(first));
        assertNotEquals(first.getString("refresh_token"), second.getString("refresh_token"));
        assertEquals(first.getString("endpoint_id"), second.getString("endpoint_id"));
        assertEquals("401 invalid_token OAU-128", use(first));
        assertEquals("200", use(second));
    }

    @Test
    void unusedPairIsRepeatedForAnHour() {
        JsonObject first = scene.tokens(scene.ada());
        JsonObject second = json(refresh(first));
        scene.clock.advance(Duration.ofMinutes(59));
        assertEquals(second.getString("access_token"), json(refresh(first)).getString("access_token"));
        assertEquals(second.getString("refresh_token"), json(refresh(first)).getString("refresh_token"));
        scene.clock.advance(Duration.ofSeconds(61));
        assertEquals(GONE, refusal(refresh(first)));
    }

    @Test
    void usedPairIsRepeatedForTenSeconds() {
        JsonObject first = scene.tokens(scene.ada());
        JsonObject second = json(refresh(first));
        scene.clock.advance(Duration.ofMinutes(5));
        use(second);
        scene.clock.advance(Duration.ofSeconds(10));
        assertEquals(second.getString("access_token"), json(refresh(first)).getString("access_token"));
        scene.clock.advance(Duration.ofSeconds(1));
        assertEquals(GONE, refusal(refresh(first)));
        assertEquals("200", use(second));
    }

    @Test
    void onlyTheLastRefreshTokenHasGrace() {
        JsonObject first = scene.tokens(scene.ada());
        JsonObject second = json(refresh(first));
        refresh(second);
        assertEquals(GONE, refusal(refresh(first)));
    }

    @Test
    void tokensExpire() {
        JsonObject tokens = scene.tokens(scene.ada());
        scene.clock.advance(Duration.ofHours(1));
        assertEquals("401 invalid_token OAU-123", use(tokens));
        scene.clock.advance(Duration.ofDays(7));
        assertEquals(GONE, refusal(refresh(tokens)));
        assertEquals(0, scene.standIn.counters().activeSessions(scene.ada().ownerId()));
    }

    @Test
    void accessTokensExpireByTheKnobAndCanBeRefreshed() {
        JsonObject first = scene.tokens(scene.ada());
        scene.standIn.knobs().expireAccessTokens();
        assertEquals("401 invalid_token OAU-123", use(first));
        assertEquals("200", use(json(refresh(first))));
    }

    @Test
    void sixthSessionEndsTheOldest() {
        scene.standIn.knobs().rateLimit(false);
        List<JsonObject> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sessions.add(scene.tokens(scene.ada()));
        }
        JsonObject other = scene.tokens(scene.luis());
        assertEquals("401 invalid_token OAU-128", use(sessions.get(0)));
        assertEquals(GONE, refusal(refresh(sessions.get(0))));
        assertEquals("200", use(sessions.get(1)));
        assertEquals("200", use(other));
        assertEquals(5, scene.standIn.counters().activeSessions(scene.ada().ownerId()));
        assertEquals(7, scene.standIn.counters().sessions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void revokingEitherTokenEndsTheSession(String kind) {
        JsonObject tokens = scene.tokens(scene.ada());
        String form = form("token", tokens.getString(kind), "client_id", StandIn.CLIENT_ID);
        assertEquals(
                "401 invalid_client OAU-146",
                refusal(scene.post(Endpoint.REVOKE.path(), form("token", tokens.getString(kind)))));
        assertEquals(200, scene.post(Endpoint.REVOKE.path(), form).statusCode());
        assertEquals("401 invalid_token OAU-128", use(tokens));
        assertEquals(GONE, refusal(refresh(tokens)));
        assertEquals(200, scene.post(Endpoint.REVOKE.path(), form).statusCode());
    }

    @Test
    void refreshTokenOfAnotherAppIsRefused() {
        JsonObject tokens = scene.tokens(scene.ada());
        String form = form("grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token"));
        String basic = Scene.basic(StandIn.CONFIDENTIAL_CLIENT_ID, StandIn.CONFIDENTIAL_CLIENT_SECRET);
        assertEquals(GONE, refusal(scene.token(form, "Authorization", basic)));
    }

    @Test
    void sixthAuthRequestInAMinuteIsRefusedAndEachRequestInThePenaltyRestartsIt() {
        JsonObject tokens = scene.tokens(scene.ada());
        HttpResponse<String> fifth = refresh(tokens);
        for (int i = 3; i <= 5; i++) {
            fifth = refresh(tokens);
        }
        assertEquals("0", fifth.headers().firstValue("X-Rate-Limit-Remaining").orElse(""));
        assertEquals("auth", fifth.headers().firstValue("X-Rate-Limit-Group").orElse(""));
        HttpResponse<String> sixth = refresh(tokens);
        assertEquals("429 request_rate_exceeded CMN-301", refusal(sixth));
        assertEquals("60", sixth.headers().firstValue("Retry-After").orElse(""));
        scene.clock.advance(Duration.ofSeconds(59));
        assertEquals(429, refresh(tokens).statusCode());
        scene.clock.advance(Duration.ofSeconds(59));
        assertEquals(429, refresh(tokens).statusCode());
        scene.clock.advance(Duration.ofSeconds(60));
        assertEquals(200, refresh(tokens).statusCode());
    }

    @Test
    void limitIsPerPersonAndARefusedCodeIsNotSpent() {
        for (int i = 0; i < 5; i++) {
            scene.tokens(scene.ada());
        }
        scene.forgetCookies();
        String code = scene.signIn(scene.ada(), publicQuery()).required("code");
        assertEquals(429, scene.token(redemption(code)).statusCode());
        scene.tokens(scene.luis()).getString("access_token");
        scene.standIn.knobs().rateLimit(false);
        assertEquals(200, scene.token(redemption(code)).statusCode());
    }
}
