package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.confidentialQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.ringcentral.RestClient;
import com.ringcentral.RestException;
import com.ringcentral.definitions.CallLogResponse;
import com.ringcentral.definitions.GetExtensionInfoResponse;
import com.ringcentral.definitions.GetTokenRequest;
import com.ringcentral.definitions.ReadUserCallLogParameters;
import com.ringcentral.definitions.TokenInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that we did not write: whatever RingCentral's own SDK does, the stand-in must accept. */
class StandInByRingCentralSdkTest {
    private final Scene scene = new Scene();
    private final RestClient sdk = new RestClient(
            StandIn.CONFIDENTIAL_CLIENT_ID,
            StandIn.CONFIDENTIAL_CLIENT_SECRET,
            scene.standIn.origin().toString());

    @AfterEach
    void close() {
        sdk.httpClient.connectionPool().evictAll();
        sdk.httpClient.dispatcher().executorService().shutdown();
        scene.close();
    }

    @Test
    void sdkLogsInByCodeCallsRefreshesAndRevokes() throws Exception {
        String code = scene.signIn(scene.ada(), confidentialQuery()).required("code");
        TokenInfo first = sdk.authorize(code, Scene.REDIRECT_URI);
        assertEquals(scene.ada().ownerId(), first.owner_id);

        GetExtensionInfoResponse extension = sdk.restapi().account().extension().get();
        assertEquals("Ada Bennett", extension.name);
        assertEquals(scene.ada().ownerId(), String.valueOf(extension.id));

        TokenInfo second = sdk.refresh();
        assertNotEquals(first.access_token, second.access_token);
        ReadUserCallLogParameters tenCalls = new ReadUserCallLogParameters();
        tenCalls.perPage = 10L;
        CallLogResponse calls = sdk.restapi().account().extension().callLog().list(tenCalls);
        assertEquals(10, calls.records.length);

        sdk.revoke();
        assertNull(sdk.token);
        assertEquals(0, scene.standIn.counters().activeSessions(scene.ada().ownerId()));
        sdk.token = second;
        RestException ended = assertThrows(
                RestException.class, () -> sdk.restapi().account().extension().get());
        assertNotNull(ended.getMessage());
    }

    @Test
    void sdkRedeemsACodeWithAVerifier() throws Exception {
        String query = Scene.publicQuery().replace(StandIn.CLIENT_ID, StandIn.CONFIDENTIAL_CLIENT_ID);
        GetTokenRequest request = new GetTokenRequest();
        request.grant_type = "authorization_code";
        request.code = scene.signIn(scene.luis(), query).required("code");
        request.redirect_uri = Scene.REDIRECT_URI;
        request.code_verifier = Scene.VERIFIER;
        assertEquals(scene.luis().ownerId(), sdk.authorize(request).owner_id);
    }

    @Test
    void authorizationUriOfTheSdkIsAccepted() {
        String uri = sdk.authorizeUri(Scene.REDIRECT_URI, "some-state");
        assertEquals(200, scene.get(uri).statusCode());
    }
}
