package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.basic;
import static io.github.inpagelogin.standin.Scene.confidentialQuery;
import static io.github.inpagelogin.standin.Scene.form;
import static io.github.inpagelogin.standin.Scene.publicQuery;
import static io.github.inpagelogin.standin.Scene.redemption;
import static io.github.inpagelogin.standin.Scene.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInClientAuthenticationTest {
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
    void codeOfAnotherAppIsRefused() {
        String form = redemption(code()).replace("&client_id=" + StandIn.CLIENT_ID, "");
        assertEquals("403 invalid_grant OAU-110", refusal(scene.token(form, "Authorization", GOOD_BASIC)));
    }

    @Test
    void confidentialClientUsesBasic() {
        String code = scene.signIn(scene.ada(), confidentialQuery()).required("code");
        String form = form("grant_type", "authorization_code", "code", code, "redirect_uri", Scene.REDIRECT_URI);
        assertEquals("401 invalid_client OAU-146", refusal(scene.token(form)));
        assertTrue(scene.token(form).headers().firstValue("WWW-Authenticate").isEmpty());
        String wrong = basic(StandIn.CONFIDENTIAL_CLIENT_ID, "guess");
        assertEquals("401 invalid_client OAU-146", refusal(scene.token(form, "Authorization", wrong)));
        assertEquals(
                "400 invalid_request CMN-101",
                refusal(scene.token(
                        form + "&client_id=" + StandIn.CONFIDENTIAL_CLIENT_ID, "Authorization", GOOD_BASIC)));
        assertEquals(
                "401 invalid_client OAU-146",
                refusal(scene.token(form + "&client_id=" + StandIn.CONFIDENTIAL_CLIENT_ID)));
        assertEquals(200, scene.token(form, "Authorization", GOOD_BASIC).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic c3RhbmQtaW4tcHVibGljOg==", "Basic ???", "Bearer x"})
    void publicClientSendsNoAuthorization(String authorization) {
        String form = redemption(code()).replace("&client_id=" + StandIn.CLIENT_ID, "");
        assertEquals("401 invalid_client OAU-146", refusal(scene.token(form, "Authorization", authorization)));
    }

    @Test
    void unknownClientIsRefused() {
        assertEquals(
                "401 invalid_client OAU-153",
                refusal(scene.token(form("grant_type", "authorization_code", "client_id", "nobody"))));
    }
}
