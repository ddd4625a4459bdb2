package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.config.Secret;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.http.Reconnecting;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NimbusOAuthClientTest {
    private static final URI SERVER = URI.create("https://platform.example");
    private static final URI CALLBACK = URI.create("https://site.example/phone/oauth/callback");
    private static final String VERIFIER = "SECRETverifier-0123456789012345678901234567";
    private static final String CODE = "SECRET+code/=&";
    private static final String GOOD = """
            {"access_token":"SECRETaccess","token_type":"bearer","expires_in":3600,"refresh_token":"SECRETrefresh",\
            "refresh_token_expires_in":604800,"scope":"ReadAccounts CallLog","owner_id":"256","endpoint_id":"e-1"}""";

    private final TestClock clock = new TestClock();
    private final Instant now = clock.instant();

    // --- the authorization request

    @Test
    void theAuthorizationRequestHasTheseParametersAndNoOther() {
        URI uri = client(null).authorizationUri(login(false), "the.state", CALLBACK);
        assertEquals(
                "https://platform.example/restapi/oauth/authorize",
                uri.toString().replaceAll("\\?.*", ""));
        Map<String, String> query = new TreeMap<>(FakeHttpSender.form(uri.getRawQuery()));
        String nonce = query.remove("nonce");
        assertEquals(
                Map.of(
                        "response_type", "code",
                        "client_id", "client-1",
                        "redirect_uri", CALLBACK.toString(),
                        "state", "the.state",
                        "code_challenge", s256(VERIFIER),
                        "code_challenge_method", "S256"),
                query);
        assertTrue(nonce != null && nonce.matches("[A-Za-z0-9_-]{43}"));
        assertNull(uri.getRawFragment());
    }

    @Test
    void aConfidentialClientAsksInTheSameWay() {
        assertEquals(
                client(null).authorizationUri(login(false), "s", CALLBACK),
                client("secret").authorizationUri(login(false), "s", CALLBACK));
    }

    @Test
    void onlySwitchingAsksRingCentralToShowItsLoginPage() {
        URI uri = client(null).authorizationUri(login(true), "s", CALLBACK);
        assertEquals("login", FakeHttpSender.form(uri.getRawQuery()).get("prompt"));
    }

    @Test
    void theNonceIsTheLoginsOwnAndTellsNothingOfTheVerifier() {
        String query =
                client(null).authorizationUri(login(false), "s", CALLBACK).getRawQuery();
        String again = client(null).authorizationUri(login(true), "s", CALLBACK).getRawQuery();
        LoginState otherLogin = new LoginState("x".repeat(43), "b", "/app", now, false, false);
        String other = client(null).authorizationUri(otherLogin, "s", CALLBACK).getRawQuery();
        String nonce = FakeHttpSender.form(query).get("nonce");
        assertEquals(nonce, FakeHttpSender.form(again).get("nonce"));
        assertNotEquals(nonce, FakeHttpSender.form(other).get("nonce"));
        assertNotEquals(nonce, FakeHttpSender.form(query).get("code_challenge"));
        assertFalse(query.contains(VERIFIER));
    }

    @ParameterizedTest
    @CsvSource({
        "https://platform.example, true",
        "https://platform.example/, true",
        "https://platform.example//, false",
        "https://platform.example.evil, false",
        "http://platform.example, false",
        "https://PLATFORM.example, false",
        "platform.example, false",
        "'', false"
    })
    void theIssuerIsTheServerAndNothingLikeIt(String issuer, boolean ours) {
        assertEquals(ours, client(null).isIssuer(issuer));
    }

    // --- the token request

    @Test
    void aPublicClientNamesItselfInTheBodyAndHasNoAuthorizationHeader() {
        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(200, GOOD));
        client(null, wire).redeem(CODE, login(false), CALLBACK).join();
        HttpCall call = wire.call();
        assertEquals("POST", call.method());
        assertEquals(URI.create("https://platform.example/restapi/oauth/token"), call.uri());
        assertEquals(Duration.ofSeconds(10), call.timeout());
        assertEquals(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "client-1",
                        "code",
                        CODE,
                        "redirect_uri",
                        CALLBACK.toString(),
                        "code_verifier",
                        VERIFIER),
                body(call));
        assertNull(header(call, "authorization"));
        assertEquals("application/json", header(call, "accept"));
        String contentType = header(call, "content-type");
        assertTrue(contentType != null && contentType.startsWith("application/x-www-form-urlencoded"));
    }

    @Test
    void aConfidentialClientAuthenticatesByBasicAndIsNotNamedInTheBody() {
        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(200, GOOD));
        client("s3cret-_.x", wire).redeem(CODE, login(false), CALLBACK).join();
        assertEquals(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        CODE,
                        "redirect_uri",
                        CALLBACK.toString(),
                        "code_verifier",
                        VERIFIER),
                body(wire.call()));
        assertEquals("client-1:s3cret-_.x", basic(wire.call()));
    }

    @Test
    void specialCharactersOfIdAndSecretAreFormEncodedBeforeBasic() {
        // RFC 6749 section 2.3.1.
        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(200, GOOD));
        new NimbusOAuthClient(settings("id:1 ü", "a:b%c+d é"), by(wire), new Governor(clock), clock)
                .redeem(CODE, login(false), CALLBACK)
                .join();
        assertEquals("id%3A1+%C3%BC:a%3Ab%25c%2Bd+%C3%A9", basic(wire.call()));
    }

    @Test
    void aRefreshSendsTheRefreshTokenAndNothingElse() {
        FakeHttpSender publicWire = FakeHttpSender.answering(FakeHttpSender.json(200, GOOD));
        client(null, publicWire).refresh(Grants.tokens("old", now)).join();
        assertEquals(
                Map.of("grant_type", "refresh_token", "refresh_token", "refresh-old", "client_id", "client-1"),
                body(publicWire.call()));
        assertNull(header(publicWire.call(), "authorization"));

        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(200, GOOD));
        client("secret", wire).refresh(Grants.tokens("old", now)).join();
        assertEquals(Map.of("grant_type", "refresh_token", "refresh_token", "refresh-old"), body(wire.call()));
        assertEquals("client-1:secret", basic(wire.call()));
    }

    @Test
    void withoutARefreshTokenThereIsNothingToSend() {
        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(200, GOOD));
        NimbusOAuthClient client = client(null, wire);
        OAuthFailure failure = failure(client.refresh(Grants.withoutRefresh(now)));
        assertEquals(Reason.SIGN_IN_AGAIN, failure.reason());
        assertEquals("no_refresh_token", failure.code());
        assertEquals(0, wire.count());
    }

    @Test
    void aRevocationSendsTheLongestLivedTokenAndTheClientAndNothingElse() {
        FakeHttpSender publicWire = FakeHttpSender.answering(FakeHttpSender.json(200, ""));
        client(null, publicWire).revoke(Grants.tokens("old", now)).join();
        assertEquals(
                URI.create("https://platform.example/restapi/oauth/revoke"),
                publicWire.call().uri());
        assertEquals("POST", publicWire.call().method());
        assertEquals(Duration.ofSeconds(2), publicWire.call().timeout());
        assertEquals(Map.of("token", "refresh-old", "client_id", "client-1"), body(publicWire.call()));
        assertNull(header(publicWire.call(), "authorization"));

        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(204, ""));
        client("secret", wire).revoke(Grants.withoutRefresh(now)).join();
        assertEquals(Map.of("token", "access-only"), body(wire.call()));
        assertEquals("client-1:secret", basic(wire.call()));
    }

    @Test
    void aRevocationThatIsRefusedFailsAndIsNotRepeated() {
        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(400, "{\"error\":\"invalid_request\"}"));
        assertEquals(
                Reason.OUR_FAULT,
                failure(client(null, wire).revoke(Grants.tokens("old", now))).reason());
        assertEquals(1, wire.count());
    }

    // --- answers with tokens

    @Test
    void theTokensOfAnAnswerAreRead() {
        Tokens tokens = redeem(FakeHttpSender.json(200, GOOD)).join();
        assertEquals(
                new Tokens(
                        "SECRETaccess",
                        now.plusSeconds(3600),
                        "SECRETrefresh",
                        now.plusSeconds(604_800),
                        "ReadAccounts CallLog",
                        "256",
                        "e-1",
                        SessionLimits.NONE),
                tokens);
    }

    @Test
    void theLifeOfATokenIsCountedFromTheRequestNotFromTheAnswer() {
        CompletableFuture<HttpAnswer> slow = new CompletableFuture<>();
        NimbusOAuthClient client =
                new NimbusOAuthClient(settings("client-1", null), by(call -> slow), new Governor(clock), clock);
        CompletableFuture<Tokens> tokens = client.redeem(CODE, login(false), CALLBACK);
        clock.advance(Duration.ofSeconds(9));
        slow.complete(FakeHttpSender.json(200, GOOD));
        assertEquals(now.plusSeconds(3600), tokens.join().expiresAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"expires_in\":3600,' | '' | 3600",
                "'\"expires_in\":3600,' | '\"expires_in\":\"600\",' | 600",
                "'\"expires_in\":3600,' | '\"expires_in\":0,' | 3600"
            })
    void anExpiryThatIsMissingIsRingCentralsUsualHour(String given, String instead, long seconds) {
        Tokens tokens = redeem(FakeHttpSender.json(200, GOOD.replace(given, instead == null ? "" : instead)))
                .join();
        assertEquals(now.plusSeconds(seconds), tokens.expiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1e18", "1e400", "1e999999999", "31556889864403199"})
    void anExpiryBeyondAllTimeDoesNotBreakTheLogin(String forever) {
        String body = GOOD.replace(":3600", ":" + forever).replace(":604800", ":" + forever);
        CompletableFuture<Tokens> tokens = redeem(FakeHttpSender.json(200, body));
        if (tokens.isCompletedExceptionally()) {
            assertEquals(Reason.UNREADABLE, failure(tokens).reason());
        } else {
            assertTrue(tokens.join().isFresh(now, Duration.ofMinutes(1)));
        }
    }

    @Test
    void whatRingCentralMayLeaveOutMayBeMissing() {
        String least = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"owner_id\":\"1\"}";
        Tokens tokens = redeem(FakeHttpSender.json(200, least)).join();
        assertEquals(new Tokens("a", now.plusSeconds(3600), null, null, "", "1", "", SessionLimits.NONE), tokens);
    }

    @Test
    void theLifeOfNoRefreshTokenIsNotKept() {
        String body = GOOD.replace("\"refresh_token\":\"SECRETrefresh\",", "");
        Tokens tokens = redeem(FakeHttpSender.json(200, body)).join();
        assertNull(tokens.refreshToken());
        assertNull(tokens.refreshTokenExpiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.y.z", "", "eyJhbGciOiJub25lIn0.eyJzdWIiOiI2NjYifQ.", "{}", "17", "null"})
    void anIdTokenThatProvesNothingIsIgnored(String idToken) {
        String value = idToken.matches("17|null|\\{}") ? idToken : "\"" + idToken + "\"";
        String body = GOOD.replace("\"owner_id\"", "\"id_token\":" + value + ",\"owner_id\"");
        assertEquals("256", redeem(FakeHttpSender.json(200, body)).join().ownerId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SECRET",
                "null",
                "[]",
                "{}",
                "\"SECRET\"",
                "<html>SECRET</html>",
                "{\"access_token\":\"SECRET\"",
                "{\"access_token\":\"SECRET\",\"access_token\":\"b\",\"token_type\":\"bearer\",\"owner_id\":\"1\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"bearer\",\"owner_id\":null}",
                "{\"access_token\":\"SECRET\",\"owner_id\":\"1\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"mac\",\"owner_id\":\"1\"}",
                "{\"access_token\":\"\",\"token_type\":\"bearer\",\"owner_id\":\"1\"}",
                "{\"access_token\":\" \",\"token_type\":\"bearer\",\"owner_id\":\"1\"}",
                "{\"access_token\":{\"SECRET\":1},\"token_type\":\"bearer\",\"owner_id\":\"1\"}",
                "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"owner_id\":\"1\",\"refresh_token\":17}",
                "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"owner_id\":\"1\",\"expires_in\":\"SECRET\"}",
                "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"owner_id\":\"1\",\"expires_in\":{}}",
                "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"owner_id\":\"1\",\"expires_in\":-1}",
                "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"owner_id\":\"1\",\"expires_in\":null}",
                "{\"error\":\"invalid_grant\",\"error_description\":\"SECRET\"}"
            })
    void anAnswerThatIsNotTokensIsUnreadable(String body) {
        OAuthFailure failure = failure(redeem(FakeHttpSender.json(200, body)));
        assertEquals(Reason.UNREADABLE, failure.reason());
        assertTellsNoSecret(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void aTokenWithCharactersThatNoTokenHasIsUnreadable(String name) {
        for (String value : new String[] {"a\\r\\nX: y", "a\\u0000b", "tö", "\\t", ""}) {
            String body = GOOD.replaceAll(
                    "\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + value.replace("\\", "\\\\") + "\"");
            CompletableFuture<Tokens> tokens = redeem(FakeHttpSender.json(200, body));
            assertTrue(tokens.isCompletedExceptionally(), body);
            assertEquals(Reason.UNREADABLE, failure(tokens).reason(), body);
        }
    }

    @Test
    void anAnswerThatIsNotUtf8IsUnreadable() {
        byte[] latin = GOOD.replace("ReadAccounts", "ReadAccöunts").getBytes(StandardCharsets.ISO_8859_1);
        HttpAnswer answer = new HttpAnswer(200, Map.of("content-type", "application/json"), latin);
        assertEquals(Reason.UNREADABLE, failure(redeem(answer)).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/x-www-form-urlencoded", "nonsense", ""})
    void tokensThatDoNotSayTheyAreJsonAreUnreadable(String contentType) {
        HttpAnswer answer =
                new HttpAnswer(200, Map.of("content-type", contentType), GOOD.getBytes(StandardCharsets.UTF_8));
        OAuthFailure failure = failure(redeem(answer));
        assertEquals(Reason.UNREADABLE, failure.reason());
        assertTellsNoSecret(failure);
    }

    @Test
    void tokensMaySayWhichCharactersTheyAreWrittenIn() {
        HttpAnswer answer = new HttpAnswer(
                200, Map.of("content-type", "application/json;charset=utf-8"), GOOD.getBytes(StandardCharsets.UTF_8));
        assertEquals("256", redeem(answer).join().ownerId());
    }

    @Test
    void noContentIsNotTokens() {
        assertEquals(
                Reason.UNREADABLE, failure(redeem(FakeHttpSender.json(204, ""))).reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 206, 301, 302, 307, 400, 401, 403, 404, 429, 500, 503})
    void tokensAreTakenFromNoOtherStatus(int status) {
        OAuthFailure failure = failure(redeem(FakeHttpSender.json(status, GOOD)));
        assertTellsNoSecret(failure);
    }

    @Test
    void anErrorIsClassified() {
        String body = "{\"error\":\"invalid_grant\",\"error_description\":\"SECRET\","
                + "\"errors\":[{\"errorCode\":\"OAU-213\",\"message\":\"SECRET\"}]}";
        OAuthFailure failure = failure(redeem(FakeHttpSender.json(400, body)));
        assertEquals(Reason.SIGN_IN_AGAIN, failure.reason());
        assertEquals("OAU-213", failure.code());
        assertTellsNoSecret(failure);
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerIsAFailureOfEveryCall(HttpFailure.Kind kind) {
        FakeHttpSender wire = FakeHttpSender.failing(new HttpFailure(kind, new java.io.IOException("closed")));
        NimbusOAuthClient client = client("SECRETclient", wire);
        Tokens tokens = Grants.tokens("SECRET", now);
        assertTellsNoSecret(failure(client.redeem(CODE, login(false), CALLBACK)));
        assertTellsNoSecret(failure(client.refresh(tokens)));
        assertTellsNoSecret(failure(client.revoke(tokens)));
        assertTellsNoSecret(failure(client.person(tokens)));
        assertEquals(kind == HttpFailure.Kind.NOT_CONNECTED ? 4 + 4 + 1 + 4 : 4, wire.count());
    }

    // --- what is not asked

    @Test
    void aPersonWhoIsThrottledIsLeftAloneAndSoIsTheirBrowser() {
        FakeHttpSender wire =
                FakeHttpSender.answering(FakeHttpSender.json(429, "{\"errorCode\":\"CMN-301\"}", "retry-after", "60"));
        NimbusOAuthClient client = client(null, wire);
        Tokens tokens = Grants.tokens("x", now);
        assertEquals("CMN-301", failure(client.refresh(tokens)).code());
        assertEquals("too_early", failure(client.refresh(tokens)).code());
        assertEquals("too_early", failure(client.revoke(tokens)).code());
        assertEquals(1, wire.count());
        assertTrue(client.obstacle("browser").isEmpty());
        assertEquals(
                "CMN-301", failure(client.redeem(CODE, login(false), CALLBACK)).code());
        assertEquals(
                "too_early",
                failure(client.redeem(CODE, login(false), CALLBACK)).code());
        assertEquals("too_early", client.obstacle("browser").orElseThrow().code());
        assertTrue(client.obstacle("another browser").isEmpty());
        assertEquals(2, wire.count());
    }

    @Test
    void aRefreshThatFailedIsNotTriedAgainAtOnceButTheTokenCanBeRevoked() {
        FakeHttpSender wire = FakeHttpSender.answering(FakeHttpSender.json(500, ""));
        NimbusOAuthClient client = client(null, wire);
        Tokens tokens = Grants.tokens("x", now);
        assertEquals("http_500", failure(client.refresh(tokens)).code());
        assertEquals("too_early", failure(client.refresh(tokens)).code());
        assertEquals(1, wire.count());
        assertEquals("http_500", failure(client.revoke(tokens)).code());
        assertEquals("http_500", failure(client.revoke(tokens)).code());
        clock.advance(Duration.ofSeconds(10));
        assertEquals("http_500", failure(client.refresh(tokens)).code());
        assertEquals(4, wire.count());
    }

    @Test
    void aServerThatIsNotAskedAtAllIsAnObstacleForEveryLogin() {
        HttpSender resting = new HttpSender() {
            @Override
            public CompletableFuture<HttpAnswer> send(HttpCall call) {
                return new CompletableFuture<>();
            }

            @Override
            public Optional<Duration> pause(URI server) {
                return Optional.of(Duration.ofSeconds(7)).filter(pause -> server.equals(SERVER));
            }
        };
        OAuthFailure obstacle = new NimbusOAuthClient(
                        settings("client-1", null), by(resting), new Governor(clock), clock)
                .obstacle("browser")
                .orElseThrow();
        assertEquals(Reason.NO_ANSWER, obstacle.reason());
        assertEquals(Optional.of(Duration.ofSeconds(7)), obstacle.retryAfter());
    }

    // --- the person

    @Test
    void thePersonIsAskedForWithTheAccessToken() {
        FakeHttpSender wire = FakeHttpSender.answering(
                FakeHttpSender.json(200, "{\"id\":7,\"name\":\"Ada Ü\",\"extensionNumber\":\"101\"}"));
        Person person = client("secret", wire).person(Grants.tokens("x", now)).join();
        assertEquals(new Person("Ada Ü", "101"), person);
        assertEquals("GET", wire.call().method());
        assertEquals(
                URI.create("https://platform.example/restapi/v1.0/account/~/extension/~"),
                wire.call().uri());
        assertEquals(
                Map.of("Authorization", "Bearer access-x", "Accept", "application/json"),
                wire.call().headers());
        assertArrayEquals(new byte[0], wire.call().body());
    }

    @Test
    void aPersonMayHaveNeitherNameNorExtension() {
        for (String body : new String[] {"{}", "{\"name\":17,\"extensionNumber\":101}", "{\"name\":null}"}) {
            assertEquals(
                    new Person("", null), person(FakeHttpSender.json(200, body)).join());
        }
    }

    @Test
    void aPersonThatIsNotJsonIsUnreadable() {
        for (HttpAnswer answer : new HttpAnswer[] {
            FakeHttpSender.json(200, "<html>"), FakeHttpSender.json(204, ""), FakeHttpSender.json(200, "[]")
        }) {
            assertEquals(Reason.UNREADABLE, failure(person(answer)).reason());
        }
    }

    @Test
    void aTokenThatRingCentralRefusesAsksToSignInAgain() {
        assertEquals(
                Reason.SIGN_IN_AGAIN,
                failure(person(FakeHttpSender.json(401, "{\"errorCode\":\"OAU-129\"}")))
                        .reason());
    }

    // --- fixtures

    private CompletableFuture<Tokens> redeem(HttpAnswer answer) {
        return client("SECRETclient", FakeHttpSender.answering(answer)).redeem(CODE, login(false), CALLBACK);
    }

    private CompletableFuture<Person> person(HttpAnswer answer) {
        return client(null, FakeHttpSender.answering(answer)).person(Grants.tokens("x", now));
    }

    private NimbusOAuthClient client(@Nullable String secret) {
        return client(secret, FakeHttpSender.answering(FakeHttpSender.json(500, "")));
    }

    private NimbusOAuthClient client(@Nullable String secret, FakeHttpSender wire) {
        HttpSender reconnecting = new Reconnecting(wire, wait -> Runnable::run);
        return new NimbusOAuthClient(
                settings("client-1", secret),
                new NimbusOAuthClient.Senders(reconnecting, wire, reconnecting),
                new Governor(clock),
                clock);
    }

    private static NimbusOAuthClient.Senders by(HttpSender sender) {
        return new NimbusOAuthClient.Senders(sender, sender, sender);
    }

    private static Settings.RingCentral settings(String clientId, @Nullable String secret) {
        return new Settings.RingCentral(
                SERVER,
                clientId,
                secret == null ? null : new Secret(secret),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                Duration.ofSeconds(10));
    }

    private LoginState login(boolean switching) {
        return new LoginState(VERIFIER, "browser", "/app", now.plusSeconds(600), false, switching);
    }

    private static OAuthFailure failure(CompletableFuture<?> future) {
        CompletionException thrown = assertThrows(CompletionException.class, future::join);
        return assertInstanceOf(OAuthFailure.class, thrown.getCause());
    }

    private static void assertTellsNoSecret(OAuthFailure failure) {
        for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
            assertFalse(thrown.toString().contains("SECRET"), thrown.toString());
        }
        assertFalse((failure.code() + failure.meaning()).contains("SECRET"));
    }

    private static Map<String, String> body(HttpCall call) {
        return FakeHttpSender.form(new String(call.body(), StandardCharsets.UTF_8));
    }

    private static @Nullable String header(HttpCall call, String name) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.headers());
        assertEquals(call.headers().size(), headers.size(), "a header twice");
        return headers.get(name);
    }

    private static String basic(HttpCall call) {
        String header = header(call, "authorization");
        assertTrue(header != null && header.startsWith("Basic "));
        return new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
