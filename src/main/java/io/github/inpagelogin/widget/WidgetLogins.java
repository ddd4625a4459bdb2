package io.github.inpagelogin.widget;

import io.github.inpagelogin.oauth.AuthorizationResponse;
import io.github.inpagelogin.oauth.CodeHandoff;
import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.oauth.NimbusStateSeal;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.session.SignedIn;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The second authorization, for the widget: silent, with a PKCE pair of its own, by the widget's client. Its code is not
 * redeemed here but handed to the widget. The pending one travels sealed in {@code state}, bound to the session that
 * began it. Thread-safe.
 */
public final class WidgetLogins {
    /** A silent authorization takes a redirect there and back. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    /** RingCentral's codes live a minute; what is left of it when a code is handed over is for the widget to redeem it. */
    private static final Duration CODE_LIFE = Duration.ofSeconds(45);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final OAuthClient client;
    private final NimbusStateSeal seal;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * Authorizations by {@code client}, which is the widget's.
     *
     * @param seal with a key of its own, so that no other login can be taken for one of these
     */
    public WidgetLogins(OAuthClient client, NimbusStateSeal seal, SecureRandom random, Clock clock) {
        this.client = client;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
    }

    /** Where to send the browser of {@code signedIn}, to come back to {@code returnPath}. */
    URI begin(SignedIn signedIn, String returnPath, URI redirectUri) {
        byte[] verifier = new byte[32];
        random.nextBytes(verifier);
        LoginState login = new LoginState(
                BASE64.encodeToString(verifier),
                signedIn.login(),
                returnPath,
                clock.instant().plus(LIFE),
                false,
                false);
        return client.silentAuthorizationUri(login, seal.seal(login), redirectUri);
    }

    /** The authorization that {@code response} answers; empty if it is none of ours. */
    Optional<LoginState> pending(AuthorizationResponse response) {
        return response.state().flatMap(seal::open);
    }

    /**
     * The code in {@code response}, ready to be handed over; empty if there is none, or if the answer is late or
     * another server's.
     */
    Optional<CodeHandoff> handoff(AuthorizationResponse response, LoginState login, URI redirectUri) {
        boolean good = clock.instant().isBefore(login.expiresAt())
                && response.issuer().filter(issuer -> !client.isIssuer(issuer)).isEmpty()
                && response.error().isEmpty();
        return good
                ? response.code()
                        .map(code -> new CodeHandoff(
                                code,
                                login.codeVerifier(),
                                redirectUri,
                                response.state().orElseThrow(),
                                clock.instant().plus(CODE_LIFE)))
                : Optional.empty();
    }
}
