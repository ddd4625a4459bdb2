package io.github.inpagelogin.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An authorization code that this site got and did not redeem: the widget does, with the verifier that belongs to it. It
 * is a credential for about a minute. {@link #toString} names neither.
 *
 * @param redirectUri the URI that the code was issued for
 * @param state the {@code state} that came with it
 * @param expiresAt when it is too late to hand it over, with time left to redeem it
 */
public record CodeHandoff(String code, String codeVerifier, URI redirectUri, String state, Instant expiresAt) {
    /** The form in which the widget takes it: the redirect URI with everything as its query. */
    public String callbackUri() {
        return redirectUri + "?code=" + encode(code) + "&state=" + encode(state) + "&code_verifier="
                + encode(codeVerifier);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "CodeHandoff[expiresAt=" + expiresAt + "]";
    }
}
