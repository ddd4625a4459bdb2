package io.github.inpagelogin.ops;

import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.web.Events;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * An {@link OAuthClient} whose refreshes and revocations are events, whoever asked for them: also those that nobody waits
 * for. Thread-safe.
 */
public final class ReportedOAuthClient implements OAuthClient {
    private final OAuthClient client;
    private final Events events;

    public ReportedOAuthClient(OAuthClient client, Events events) {
        this.client = client;
        this.events = events;
    }

    @Override
    public CompletableFuture<Tokens> refresh(Tokens tokens) {
        return events.follow("refresh", client.refresh(tokens));
    }

    @Override
    public CompletableFuture<Void> revoke(Tokens tokens) {
        return events.follow("revocation", client.revoke(tokens));
    }

    @Override
    public URI authorizationUri(LoginState login, String state, URI redirectUri) {
        return client.authorizationUri(login, state, redirectUri);
    }

    @Override
    public URI silentAuthorizationUri(LoginState login, String state, URI redirectUri) {
        return client.silentAuthorizationUri(login, state, redirectUri);
    }

    @Override
    public boolean isIssuer(String issuer) {
        return client.isIssuer(issuer);
    }

    @Override
    public CompletableFuture<Tokens> redeem(String code, String codeVerifier, URI redirectUri) {
        return client.redeem(code, codeVerifier, redirectUri);
    }

    @Override
    public CompletableFuture<Person> person(Tokens tokens) {
        return client.person(tokens);
    }
}
