package io.github.inpagelogin.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.oauth.Governor.Party.Kind;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link OAuthClient} by Nimbus' SDK. With a client secret it authenticates by HTTP Basic, without one it is a public
 * client and names itself in the body (RFC 6749 section 2.3.1). An {@code id_token} in an answer is ignored: who signed
 * in is read from RingCentral's extension resource with the token itself.
 */
public final class NimbusOAuthClient implements OAuthClient {
    /** A revocation is a courtesy: nobody waits long for it. */
    private static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(2);

    private final URI server;
    private final ClientID clientId;
    private final @Nullable ClientSecretBasic authentication;
    private final Duration timeout;
    private final Senders senders;
    private final Governor governor;
    private final Failures failures;
    private final NimbusAuthorizations authorizations;
    private final Clock clock;

    /**
     * What sends requests.
     *
     * @param tokens those to the token endpoint, without which nobody logs in
     * @param revocations those that are given little time: whether they get an answer must not decide about anything else
     * @param resources those for who somebody is, who has just been given tokens
     */
    public record Senders(HttpSender tokens, HttpSender revocations, HttpSender resources) {}

    /** A client of this app at RingCentral. */
    public NimbusOAuthClient(Settings.RingCentral settings, Senders senders, Governor governor, Clock clock) {
        this.server = settings.server();
        this.clientId = new ClientID(settings.clientId());
        io.github.inpagelogin.config.Secret secret = settings.clientSecret();
        this.authentication = secret == null ? null : new ClientSecretBasic(clientId, new Secret(secret.value()));
        this.timeout = settings.timeout();
        this.senders = senders;
        this.governor = governor;
        this.authorizations = new NimbusAuthorizations(endpoint("/restapi/oauth/authorize"), clientId);
        this.failures = new Failures(clock);
        this.clock = clock;
    }

    @Override
    public URI authorizationUri(LoginState login, String state, URI redirectUri) {
        return authorizations.uri(login, state, redirectUri, login.switching() ? "login" : null);
    }

    @Override
    public URI silentAuthorizationUri(LoginState login, String state, URI redirectUri) {
        return authorizations.uri(login, state, redirectUri, "none");
    }

    @Override
    public boolean isIssuer(String issuer) {
        return issuer.equals(server.toString()) || issuer.equals(server + "/");
    }

    @Override
    public Optional<OAuthFailure> obstacle(String browser) {
        return governor.refusal(party(Kind.BROWSER, browser))
                .or(() -> senders.tokens().pause(server).map(failures::away));
    }

    @Override
    public CompletableFuture<Tokens> redeem(String code, LoginState login, URI redirectUri) {
        AuthorizationGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), redirectUri, new CodeVerifier(login.codeVerifier()));
        return governor.ask(party(Kind.BROWSER, login.browser()), () -> tokens(grant));
    }

    @Override
    public CompletableFuture<Tokens> refresh(Tokens tokens) {
        String refreshToken = tokens.refreshToken();
        if (refreshToken == null) {
            return CompletableFuture.failedFuture(OAuthFailure.noRefreshToken());
        }
        RefreshTokenGrant grant = new RefreshTokenGrant(new RefreshToken(refreshToken));
        return governor.ask(
                party(Kind.REFRESH, tokens.ownerId()),
                () -> governor.ask(party(Kind.OWNER, tokens.ownerId()), () -> tokens(grant)));
    }

    @Override
    public CompletableFuture<Void> revoke(Tokens tokens) {
        // RingCentral documents the parameter "token" alone, so the SDK's request with its token_type_hint does not
        // fit.
        Map<String, List<String>> form = new HashMap<>();
        form.put("token", List.of(tokens.longestLived()));
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, endpoint("/restapi/oauth/revoke"));
        request.setHeader("Content-Type", "application/x-www-form-urlencoded");
        if (authentication == null) {
            form.put("client_id", List.of(clientId.getValue()));
        } else {
            authentication.applyTo(request);
        }
        request.setBody(URLUtils.serializeParameters(form));
        return governor.ask(
                party(Kind.OWNER, tokens.ownerId()),
                () -> send(senders.revocations(), call(request, REVOCATION_TIMEOUT), failures::ofAnswer, answer -> null)
                        .thenApply(ignored -> null));
    }

    @Override
    public CompletableFuture<Person> person(Tokens tokens) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + tokens.accessToken(), "Accept", "application/json");
        URI uri = endpoint("/restapi/v1.0/account/~/extension/~");
        HttpCall call = new HttpCall("GET", uri, headers, new byte[0], timeout);
        return send(senders.resources(), call, failures::ofResource, this::readPerson);
    }

    private CompletableFuture<Tokens> tokens(AuthorizationGrant grant) {
        URI uri = endpoint("/restapi/oauth/token");
        TokenRequest.Builder request = authentication == null
                ? new TokenRequest.Builder(uri, clientId, grant)
                : new TokenRequest.Builder(uri, authentication, grant);
        Instant asked = clock.instant();
        return send(
                senders.tokens(),
                call(request.build().toHTTPRequest(), timeout),
                failures::ofAnswer,
                answer -> NimbusTokenAnswers.read(answer, asked));
    }

    private Governor.Party party(Kind kind, String id) {
        return new Governor.Party(clientId.getValue(), kind, id);
    }

    private <T> CompletableFuture<T> send(
            HttpSender by, HttpCall call, Function<HttpAnswer, OAuthFailure> refused, Function<HttpAnswer, T> read) {
        return by.send(call)
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(failures.ofThrown(thrown)))
                .thenApply(answer -> {
                    if (answer.status() != 200 && answer.status() != 204) {
                        throw refused.apply(answer);
                    }
                    return read.apply(answer);
                });
    }

    private static HttpCall call(HTTPRequest request, Duration timeout) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderMap().forEach((name, values) -> headers.put(name, values.get(0)));
        headers.put("Accept", "application/json");
        byte[] body = Optional.ofNullable(request.getBody()).orElse("").getBytes(StandardCharsets.UTF_8);
        return new HttpCall(request.getMethod().name(), request.getURI(), headers, body, timeout);
    }

    private Person readPerson(HttpAnswer answer) {
        JsonObject object = Json.object(answer).orElseThrow(() -> OAuthFailure.unreadable("not_json", null));
        return new Person(
                Json.string(object, "name").orElse(""),
                Json.string(object, "extensionNumber").orElse(null));
    }

    private URI endpoint(String path) {
        return server.resolve(path);
    }
}
