package io.github.inpagelogin.ops;

import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.web.Events;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

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
        return follow("refresh", tokens, client::refresh);
    }

    @Override
    public CompletableFuture<Void> revoke(Tokens tokens) {
        return follow("revocation", tokens, client::revoke);
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
    public Optional<OAuthFailure> obstacle(String browser) {
        return client.obstacle(browser);
    }

    @Override
    public CompletableFuture<Tokens> redeem(String code, LoginState login, URI redirectUri) {
        return client.redeem(code, login, redirectUri);
    }

    @Override
    public CompletableFuture<Person> person(Tokens tokens) {
        return client.person(tokens);
    }

    /** By a future, so that whatever {@code work} throws is reported too. */
    private <T> CompletableFuture<T> follow(String event, Tokens tokens, Function<Tokens, CompletableFuture<T>> work) {
        return events.follow(event, CompletableFuture.completedFuture(tokens).thenCompose(work));
    }
}
