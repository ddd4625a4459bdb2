package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.json;
import static io.github.inpagelogin.standin.Scene.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInRestTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private HttpResponse<String> getAs(Person person, String path) {
        return scene.get(path, "Authorization", "Bearer " + scene.tokens(person).getString("access_token"));
    }

    @Test
    void extensionSaysWhoThePersonIs() {
        JsonObject extension = json(getAs(scene.luis(), Endpoint.EXTENSION.path()));
        assertEquals(
                scene.luis().ownerId(),
                extension.getJsonNumber("id").bigIntegerValue().toString());
        assertEquals("102", extension.getString("extensionNumber"));
        assertEquals("Luis Ortega", extension.getString("name"));
        assertEquals("luis@maple.example", extension.getJsonObject("contact").getString("email"));
    }

    @Test
    void clientInfoNamesOwnerScopeAndEndpoint() {
        JsonObject info = json(getAs(scene.ada(), Endpoint.CLIENT_INFO.path()));
        assertEquals(scene.ada().ownerId(), info.getString("owner_id"));
        assertTrue(info.getString("scope").contains("VoipCalling"));
    }

    @Test
    void callLogIsPagedAndTheSameEachTime() {
        String path = Endpoint.CALL_LOG.path() + "?perPage=10&page=4&dateFrom=2000-01-01T00:00:00Z";
        JsonObject page = json(getAs(scene.ada(), path));
        assertEquals(7, page.getJsonArray("records").size());
        assertEquals(4, page.getJsonObject("paging").getInt("totalPages"));
        assertFalse(page.getJsonObject("navigation").containsKey("nextPage"));
        assertEquals(page, json(getAs(scene.ada(), path)));
        assertTrue(json(getAs(scene.ada(), path.replace("page=4", "page=3")))
                .getJsonObject("navigation")
                .containsKey("nextPage"));
    }

    @Test
    void callLogTellsOfADayUnlessItIsAskedForMore() {
        JsonArray calls = json(getAs(scene.ada(), Endpoint.CALL_LOG.path())).getJsonArray("records");
        assertTrue(calls.size() > 5 && calls.size() < CallLog.SIZE, calls.size() + " calls");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"perPage=0", "page=x", "page=1&page=2", "view=simple", "dateFrom=yesterday", "size=9", "page="})
    void callLogTakesNothingThatRingCentralDoesNotDocument(String query) {
        assertEquals(
                400, getAs(scene.ada(), Endpoint.CALL_LOG.path() + "?" + query).statusCode());
    }

    @Test
    void callLogOfAnAppWithoutThePermissionSaysWhichOneIsMissing() {
        scene.standIn.knobs().withoutPermission("ReadCallLog");
        HttpResponse<String> answer = getAs(scene.ada(), Endpoint.CALL_LOG.path());
        assertEquals(403, answer.statusCode());
        JsonObject error = json(answer).getJsonArray("errors").getJsonObject(0);
        assertEquals("CMN-401", error.getString("errorCode"));
        assertEquals("ReadCallLog", error.getString("permissionName"));
    }

    @Test
    void callLogHasWhatItIsMadeToHave() {
        scene.standIn.knobs().calls(JsonValue.EMPTY_JSON_ARRAY);
        assertEquals(
                0,
                json(getAs(scene.ada(), Endpoint.CALL_LOG.path()))
                        .getJsonArray("records")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"account/~", "account/~/extension/~/authz-profile", "account/%7E/extension/%7E"})
    void otherPathsOfTheWidgetAnswer(String path) {
        assertEquals(200, getAs(scene.ada(), "/restapi/v1.0/" + path).statusCode());
    }

    @Test
    void featuresLetTheWidgetReadWhoIsSignedIn() {
        JsonObject features = json(getAs(scene.ada(), Endpoint.FEATURES.path()));
        assertEquals(
                List.of("ReadExtensionInfo", "ReadCompanyInfo"),
                features.getJsonArray("records").getValuesAs(JsonObject.class).stream()
                        .filter(record -> record.getBoolean("available"))
                        .map(record -> record.getString("id"))
                        .toList());
    }

    @Test
    void wsTokenIsGivenToAPostWithAGoodAccessTokenOnly() {
        String path = Endpoint.WS_TOKEN.path();
        String bearer = "Bearer " + scene.tokens(scene.ada()).getString("access_token");
        JsonObject answer = json(scene.post(path, "", "Authorization", bearer));
        assertTrue(answer.getString("uri").startsWith("wss://"));
        assertTrue(answer.getInt("expires_in") > 0);
        assertTrue(scene.standIn.issuedSecrets().contains(answer.getString("ws_access_token")));
        assertEquals(405, scene.get(path, "Authorization", bearer).statusCode());
        assertEquals("401 invalid_token AGW-401", refusal(scene.post(path, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"account/~/directory/contacts", "account/~/extension/~/device"})
    void whatTheWidgetListsIsEmpty(String path) {
        JsonObject list = json(getAs(scene.ada(), "/restapi/v1.0/" + path));
        assertEquals(0, list.getJsonArray("records").size());
        assertEquals("401 invalid_token AGW-401", refusal(scene.get("/restapi/v1.0/" + path)));
    }

    @Test
    void unknownPathIsNotFoundInRingCentralsWords() {
        assertEquals("404 not_found CMN-102", refusal(getAs(scene.ada(), "/restapi/v1.0/account/~/presence")));
    }

    @Test
    void badTokensAreToldApart() {
        assertEquals("401 invalid_token AGW-401", refusal(scene.get(Endpoint.EXTENSION.path())));
        assertEquals("401 invalid_token OAU-129", refusal(scene.extension("never-issued")));
        assertEquals(
                "401 invalid_token OAU-149",
                refusal(scene.get(Endpoint.EXTENSION.path(), "Authorization", "Basic eDp5")));
    }

    @Test
    void scriptsOfRegisteredOriginsMayReadTheAnswers() {
        HttpResponse<String> answer = scene.get(Endpoint.EXTENSION.path(), "Origin", "http://localhost:8080");
        assertEquals(
                "http://localhost:8080",
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        assertEquals(
                "true",
                answer.headers().firstValue("Access-Control-Allow-Credentials").orElse(""));
        HttpResponse<String> stranger = scene.get(Endpoint.EXTENSION.path(), "Origin", "http://localhost:8081");
        assertTrue(stranger.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @Test
    void preflightIsAnsweredToRegisteredOriginsOnly() {
        HttpResponse<String> answer = preflight(scene.standIn.origin().toString());
        assertEquals(204, answer.statusCode());
        assertEquals(
                "authorization, client-id, content-type, x-user-agent",
                answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
        assertEquals(403, preflight("https://evil.example").statusCode());
        assertEquals(0, scene.standIn.counters().of(Endpoint.EXTENSION));
    }

    private HttpResponse<String> preflight(String origin) {
        return scene.send(
                scene.request(Endpoint.EXTENSION.path(), "Origin", origin, "Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build());
    }
}
