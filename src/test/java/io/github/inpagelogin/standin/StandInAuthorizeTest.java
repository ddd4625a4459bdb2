package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.callback;
import static io.github.inpagelogin.standin.Scene.confidentialQuery;
import static io.github.inpagelogin.standin.Scene.publicQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandInAuthorizeTest {
    private static final String IMPLICIT =
            publicQuery().replace("response_type=code", "response_type=token").replaceAll("&code_challenge.*", "");

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void codeAndStateComeBackOnTheRedirectUri() {
        Parameters callback = scene.signIn(scene.ada(), publicQuery());
        assertTrue(callback.required("code").startsWith("code-"));
        assertEquals("st&te=1 ü", callback.required("state"));
        assertEquals("60", callback.required("expires_in"));
        assertFalse(callback.has("iss"));
    }

    @Test
    void implicitAnswerIsInTheFragment() {
        scene.signIn(scene.ada(), publicQuery());
        HttpResponse<String> answer = scene.authorize(IMPLICIT + "&brand_id=&display=page&prompt=none");
        String location = answer.headers().firstValue("Location").orElse("");
        assertTrue(location.startsWith(Scene.REDIRECT_URI + "#access_token="), location);
        assertEquals(scene.ada().ownerId(), callback(answer).required("owner_id"));
        assertEquals("bearer", callback(answer).required("token_type"));
        assertEquals(
                200, scene.extension(callback(answer).required("access_token")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=stand-in-public&client_id=stand-in-public&redirect_uri=http://localhost:8080/oauth/callback",
                "client_id=nobody&redirect_uri=http://localhost:8080/oauth/callback",
                "redirect_uri=http://localhost:8080/oauth/callback",
                "client_id=stand-in-public",
                "client_id=stand-in-public&redirect_uri=http://localhost:8080/oauth/callback/",
                "client_id=stand-in-public&redirect_uri=http://LOCALHOST:8080/oauth/callback",
                "client_id=stand-in-public&redirect_uri=http://localhost:8080/oauth/callback?a=1",
                "client_id=stand-in-public&redirect_uri=http://evil.example/",
                "client_id=%zz"
            })
    void badClientOrRedirectUriIsAPageAndNeverARedirect(String query) {
        HttpResponse<String> answer = scene.authorize("response_type=code&state=s&" + query.replace("%", "%25"));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.headers().firstValue("Location").isEmpty());
        assertTrue(answer.body().contains("id=\"error-code\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    &colour=blue                       | invalid_request
                    &nonce=1&nonce=2                   | invalid_request
                    &nonce=                            | invalid_request
                    &display=tv                        | invalid_request
                    &prompt=none%20login               | invalid_request
                    &prompt=now                        | invalid_request
                    &state=again                       | invalid_request
                    &code_challenge=short              | invalid_request
                    """)
    void badParametersGoBackToTheClient(String added, String error) {
        assertEquals(error, callback(scene.authorize(publicQuery() + added)).required("error"));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=code,response_type=id_token,unsupported_response_type",
        "response_type=code&,'',unsupported_response_type",
        "code_challenge_method=S256,code_challenge_method=S512,invalid_request",
        "code_challenge=E9M,code_challenge=!9M,invalid_request",
        "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&,'',invalid_request",
        "response_type=code,response_type=token,invalid_request"
    })
    void wrongPkceAndResponseTypesGoBackToTheClient(String part, String instead, String error) {
        String query = publicQuery().replace(part, instead);
        assertEquals(error, callback(scene.authorize(query)).required("error"));
    }

    @Test
    void publicClientMustUsePkce() {
        String query = confidentialQuery().replace(StandIn.CONFIDENTIAL_CLIENT_ID, StandIn.CLIENT_ID);
        assertEquals("invalid_request", callback(scene.authorize(query)).required("error"));
    }

    @Test
    void whatTheWidgetSendsEmptyOrTwiceIsAccepted() {
        String added = "&brand_id=&display=page&prompt=&ui_options=hide_remember_me&ui_options=hide_tos"
                + "&ui_locales=&localeId=en-US&nonce=n&discovery=true";
        assertEquals(200, scene.authorize(publicQuery() + added).statusCode());
    }

    @Test
    void authorizationMayBePosted() {
        assertEquals(200, scene.post(Endpoint.AUTHORIZE.path(), publicQuery()).statusCode());
    }
}
