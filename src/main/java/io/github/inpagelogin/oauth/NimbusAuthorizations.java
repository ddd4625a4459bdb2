package io.github.inpagelogin.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Makes authorization requests (RFC 6749 section 4.1.1) with PKCE S256 (RFC 7636). Thread-safe. */
final class NimbusAuthorizations {
    private final URI endpoint;
    private final ClientID clientId;

    NimbusAuthorizations(URI endpoint, ClientID clientId) {
        this.endpoint = endpoint;
        this.clientId = clientId;
    }

    /**
     * Where to send the browser.
     *
     * @param prompt what RingCentral may or must ask; null leaves it to RingCentral
     */
    URI uri(LoginState login, String state, URI redirectUri, @Nullable String prompt) {
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(ResponseType.CODE, clientId)
                .endpointURI(endpoint)
                .redirectionURI(redirectUri)
                .state(new State(state))
                .codeChallenge(new CodeVerifier(login.codeVerifier()), CodeChallengeMethod.S256)
                .customParameter("nonce", nonce(login));
        if (prompt != null) {
            request.customParameter("prompt", prompt);
        }
        return request.build().toURI();
    }

    /** One value per login, bound to it by derivation, so that it needs no room in the sealed state. */
    private static String nonce(LoginState login) {
        CodeVerifier seed = new CodeVerifier(login.codeVerifier() + "~nonce");
        return CodeChallenge.compute(CodeChallengeMethod.S256, seed).getValue();
    }
}
