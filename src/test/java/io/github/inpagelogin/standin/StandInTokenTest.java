package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.basic;
import static io.github.inpagelogin.standin.Scene.confidentialQuery;
import static io.github.inpagelogin.standin.Scene.form;
import static io.github.inpagelogin.standin.Scene.json;
import static io.github.inpagelogin.standin.Scene.publicQuery;
import static io.github.inpagelogin.standin.Scene.redemption;
import static io.github.inpagelogin.standin.Scene.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInTokenTest {
    private static final String GOOD_BASIC = basic(StandIn.CONFIDENTIAL_CLIENT_ID, StandIn.CONFIDENTIAL_CLIENT_SECRET);

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private String code() {
        return scene.signIn(scene.ada(), publicQuery()).required("code");
    }

    @Test
    void codeIsRedeemedByThePublicClientWithItsVerifier() {
        HttpResponse<String> answer = scene.token(redemption(code()));
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        JsonObject json = json(answer);
        assertEquals(
                Set.of(
                        "access_token",
                        "token_type",
                        "expires_in",
                        "refresh_token",
                        "refresh_token_expires_in",
                        "scope",
                        "owner_id",
                        "endpoint_id"),
                json.keySet());
        assertEquals("bearer", json.getString("token_type"));
        assertEquals(3600, json.getInt("expires_in"));
        assertEquals(604_800, json.getInt("refresh_token_expires_in"));
        assertEquals(scene.ada().ownerId(), json.getString("owner_id"));
    }

    @Test
    void plainChallengeIsTheDefault() {
        String query = confidentialQuery().replace(StandIn.CONFIDENTIAL_CLIENT_ID, StandIn.CLIENT_ID)
                + "&code_challenge=" + Scene.VERIFIER;
        String code = scene.signIn(scene.ada(), query).required("code");
        assertEquals(200, scene.token(redemption(code)).statusCode());
    }

    @Test
    void codeIsForOneUse() {
        String code = code();
        scene.token(redemption(code));
        assertEquals("403 invalid_grant OAU-106", refusal(scene.token(redemption(code))));
    }

    @Test
    void codeLivesForAMinute() {
        String code = code();
        scene.clock.advance(Duration.ofSeconds(60));
        assertEquals("403 invalid_grant OAU-108", refusal(scene.token(redemption(code))));
    }

    @Test
    void wrongVerifierSpendsTheCode() {
        String code = code();
        String wrong = redemption(code).replace(Scene.VERIFIER, "x".repeat(43));
        assertEquals("403 invalid_grant OAU-106", refusal(scene.token(wrong)));
        assertEquals("403 invalid_grant OAU-106", refusal(scene.token(redemption(code))));
    }

    @Test
    void missingVerifierIsRefused() {
        String without = redemption(code()).replace("&code_verifier=" + Scene.VERIFIER, "");
        assertEquals("403 invalid_grant OAU-106", refusal(scene.token(without)));
    }

    @Test
    void verifierWithoutAChallengeIsRefused() {
        String code = scene.signIn(scene.ada(), confidentialQuery()).required("code");
        String form = redemption(code).replace("&client_id=" + StandIn.CLIENT_ID, "");
        assertEquals("403 invalid_grant OAU-106", refusal(scene.token(form, "Authorization", GOOD_BASIC)));
    }

    @Test
    void redirectUriMustBeTheCodesOwn() {
        String other = redemption(code()).replace("callback", "elsewhere");
        assertEquals("403 invalid_grant OAU-109", refusal(scene.token(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "&code_verifier=again, 400 invalid_request OAU-111",
        "&client_id=stand-in-public, 400 invalid_request OAU-111",
        "&grant_type=authorization_code, 400 invalid_request OAU-111",
        "&colour=blue, 400 invalid_request CMN-101",
        "&client_secret=x, 400 invalid_request CMN-101",
        "&endpoint_id=, 400 invalid_request CMN-101",
        "&access_token_ttl=soon, 400 invalid_request CMN-101"
    })
    void unknownDoubledAndEmptyParametersAreRefused(String added, String refusal) {
        assertEquals(refusal, refusal(scene.token(redemption(code()) + added)));
    }

    @ParameterizedTest
    @CsvSource({
        "password, 403 unauthorized_client OAU-112",
        "client_credentials, 403 unauthorized_client OAU-112",
        "magic, 403 unsupported_grant_type OAU-112"
    })
    void otherGrantTypesAreRefused(String grantType, String refusal) {
        assertEquals(
                refusal,
                refusal(scene.token(form("grant_type", grantType, "client_id", StandIn.CLIENT_ID, "username", "ada"))));
    }

    @Test
    void onlyAPostedFormIsTaken() {
        assertEquals(405, scene.get(Endpoint.TOKEN.path()).statusCode());
        HttpResponse<String> json = scene.send(scene.request(Endpoint.TOKEN.path(), "Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());
        assertEquals(415, json.statusCode());
        assertEquals(406, scene.token(redemption(code()), "Accept", "text/html").statusCode());
    }

    @Test
    void askedLifetimesAreKeptWithinRingCentralsLimits() {
        JsonObject low = json(scene.token(redemption(code()) + "&access_token_ttl=1&refresh_token_ttl=700"));
        assertEquals(600, low.getInt("expires_in"));
        assertEquals(700, low.getInt("refresh_token_expires_in"));
        JsonObject high = json(scene.token(redemption(code()) + "&access_token_ttl=9999&refresh_token_ttl=9999999"));
        assertEquals(3600, high.getInt("expires_in"));
        assertEquals(604_800, high.getInt("refresh_token_expires_in"));
    }

    @Test
    void everySecretIsRemembered() {
        Parameters callback = scene.signIn(scene.ada(), publicQuery());
        JsonObject json = json(scene.token(redemption(callback.required("code"))));
        Set<String> secrets = scene.standIn.issuedSecrets();
        assertTrue(secrets.contains(callback.required("code")));
        assertTrue(secrets.contains(json.getString("access_token")));
        assertTrue(secrets.contains(json.getString("refresh_token")));
        assertTrue(secrets.stream().anyMatch(secret -> secret.startsWith("login-")));
        assertFalse(secrets.contains(json.getString("endpoint_id")));
    }
}
