package io.github.inpagelogin.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** To the provider, with state and PKCE, which the session keeps. */
final class FloorLogin extends HttpServlet {
    static final String STATE = "state";
    static final String VERIFIER = "verifier";

    private static final long serialVersionUID = 1L;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final URI provider;
    private final URI site;

    FloorLogin(URI provider, URI site) {
        this.provider = provider;
        this.site = site;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String state = random();
        String verifier = random();
        request.getSession().setAttribute(STATE, state);
        request.getSession().setAttribute(VERIFIER, verifier);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(
                "Location",
                provider + "/restapi/oauth/authorize?response_type=code&client_id=a-client&redirect_uri=" + site
                        + "/oauth/callback&code_challenge_method=S256&code_challenge=" + challenge(verifier) + "&state="
                        + state);
    }

    private String random() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return BASE64.encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
