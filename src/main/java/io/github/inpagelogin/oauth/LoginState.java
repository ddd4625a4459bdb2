package io.github.inpagelogin.oauth;

import java.time.Instant;

/**
 * A login that has been sent to RingCentral and not come back: all that judges its answer. It is kept by nobody but the
 * {@code state} parameter, in which {@link NimbusStateSeal} hides it.
 *
 * @param codeVerifier the PKCE secret (RFC 7636 section 4.1)
 * @param browser the fingerprint of the cookie that binds the login to the browser that began it
 * @param returnPath where the person was going: a path of ours
 * @param restarted whether this login already is the second try after a late or lost one
 * @param switching whether the person asked to sign in as somebody else
 */
public record LoginState(
        String codeVerifier,
        String browser,
        String returnPath,
        Instant expiresAt,
        boolean restarted,
        boolean switching) {
    @Override
    public String toString() {
        return "LoginState[returnPath=" + returnPath + ", expiresAt=" + expiresAt + "]";
    }
}
