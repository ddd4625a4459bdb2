package io.github.inpagelogin.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** RingCentral as a test wants it: answers what it is told to and remembers what it was asked. Thread-safe. */
public final class FakeOAuthClient implements OAuthClient {
    /** The one issuer that this server says it is. */
    public static final String ISSUER = "https://platform.example";

    /** A code, as it was redeemed. */
    public record Redemption(String code, String codeVerifier, URI redirectUri) {
        @Override
        public String toString() {
            return "Redemption";
        }
    }

    public final List<Redemption> redeemed = new CopyOnWriteArrayList<>();
    public final List<Tokens> refreshed = new CopyOnWriteArrayList<>();
    public final List<Tokens> revoked = new CopyOnWriteArrayList<>();
    public final List<LoginState> begun = new CopyOnWriteArrayList<>();

    private volatile Supplier<CompletableFuture<Tokens>> tokens = CompletableFuture::new;
    private volatile Supplier<CompletableFuture<Void>> revocation = () -> CompletableFuture.completedFuture(null);
    private volatile Supplier<CompletableFuture<Person>> person =
            () -> CompletableFuture.completedFuture(new Person("Ada", "101"));

    /** What revocations give from now on. */
    public FakeOAuthClient revocation(Supplier<CompletableFuture<Void>> answer) {
        revocation = answer;
        return this;
    }

    /** What redemptions and refreshes give from now on. */
    public FakeOAuthClient tokens(Supplier<CompletableFuture<Tokens>> answer) {
        tokens = answer;
        return this;
    }

    /** What a profile request gives from now on. */
    public FakeOAuthClient person(Supplier<CompletableFuture<Person>> answer) {
        person = answer;
        return this;
    }

    @Override
    public URI authorizationUri(LoginState login, String state, URI redirectUri) {
        begun.add(login);
        return URI.create(ISSUER + "/authorize?state=" + state + "&redirect_uri="
                + URLEncoder.encode(redirectUri.toString(), StandardCharsets.UTF_8));
    }

    @Override
    public URI silentAuthorizationUri(LoginState login, String state, URI redirectUri) {
        return URI.create(authorizationUri(login, state, redirectUri) + "&prompt=none");
    }

    @Override
    public boolean isIssuer(String issuer) {
        return issuer.equals(ISSUER);
    }

    @Override
    public Optional<OAuthFailure> obstacle(String browser) {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Tokens> redeem(String code, LoginState login, URI redirectUri) {
        redeemed.add(new Redemption(code, login.codeVerifier(), redirectUri));
        return tokens.get();
    }

    @Override
    public CompletableFuture<Tokens> refresh(Tokens old) {
        if (old.refreshToken() == null) {
            return CompletableFuture.failedFuture(OAuthFailure.noRefreshToken());
        }
        refreshed.add(old);
        return tokens.get();
    }

    @Override
    public CompletableFuture<Void> revoke(Tokens old) {
        revoked.add(old);
        return revocation.get();
    }

    @Override
    public CompletableFuture<Person> person(Tokens owned) {
        return person.get();
    }
}
