package io.github.inpagelogin.oauth;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * RingCentral's authorization server, as this site uses it. Nothing blocks; every future that fails does so with an
 * {@link OAuthFailure}. What cannot have arrived may be sent again, but for a revocation; nothing else is. What RingCentral
 * wants to be asked later only, is not sent earlier ({@link Governor}). Thread-safe.
 */
public interface OAuthClient {
    /**
     * Where to send the browser: the authorization request (RFC 6749 section 4.1.1) with PKCE S256 (RFC 7636).
     *
     * @param state the sealed {@link LoginState}
     */
    URI authorizationUri(LoginState login, String state, URI redirectUri);

    /**
     * The same without a word to the person: RingCentral answers a code if the browser is signed in there and consent was
     * given, else an error ({@code prompt=none}, OpenID Connect Core section 3.1.2.1).
     */
    URI silentAuthorizationUri(LoginState login, String state, URI redirectUri);

    /** Whether {@code issuer}, an {@code iss} parameter (RFC 9207), names this server. */
    boolean isIssuer(String issuer);

    /**
     * What already stands against a login in the browser with this fingerprint: its code could not be redeemed now. Empty if
     * nothing is known to.
     */
    Optional<OAuthFailure> obstacle(String browser);

    /** Redeems the code that ends {@code login} (RFC 6749 section 4.1.3). */
    CompletableFuture<Tokens> redeem(String code, LoginState login, URI redirectUri);

    /**
     * Exchanges the refresh token for a new pair (RFC 6749 section 6); the old access token is dead at once. Without a
     * refresh token it fails with {@code SIGN_IN_AGAIN}.
     */
    CompletableFuture<Tokens> refresh(Tokens tokens);

    /** Ends the authorization session of {@code tokens} (RFC 7009), with every token of it. */
    CompletableFuture<Void> revoke(Tokens tokens);

    /** Who owns {@code tokens}. */
    CompletableFuture<Person> person(Tokens tokens);
}
