package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A stand-in with a clock of its own, and one browser that visits it. */
final class Scene implements AutoCloseable {
    static final String REDIRECT_URI = "http://localhost:8080/oauth/callback";
    /** The pair of RFC 7636 appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    final MutableClock clock = new MutableClock();
    final StandIn standIn;
    private HttpClient browser = newBrowser();

    Scene() {
        try {
            standIn = StandIn.start(0, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        standIn.allowRedirectUri(URI.create(REDIRECT_URI));
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    Person ada() {
        return standIn.people().get(0);
    }

    Person luis() {
        return standIn.people().get(1);
    }

    /** Names and values in turn, encoded. */
    static String form(String... namesAndValues) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(Parameters.encode(namesAndValues[i + 1]));
        }
        return text.toString();
    }

    /** A good authorization request of the public client. */
    static String publicQuery() {
        return confidentialQuery().replace(StandIn.CONFIDENTIAL_CLIENT_ID, StandIn.CLIENT_ID)
                + '&'
                + form("code_challenge", CHALLENGE, "code_challenge_method", "S256");
    }

    /** A good authorization request of the client with a secret, without PKCE. */
    static String confidentialQuery() {
        return form(
                "response_type",
                "code",
                "client_id",
                StandIn.CONFIDENTIAL_CLIENT_ID,
                "redirect_uri",
                REDIRECT_URI,
                "state",
                "st&te=1 ü");
    }

    /** The token request that redeems a code of {@link #publicQuery}. */
    static String redemption(String code) {
        return form(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT_URI,
                "code_verifier",
                VERIFIER,
                "client_id",
                StandIn.CLIENT_ID);
    }

    static String refreshing(String refreshToken) {
        return form("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", StandIn.CLIENT_ID);
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ':' + secret).getBytes(StandardCharsets.UTF_8));
    }

    void forgetCookies() {
        browser = newBrowser();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> post(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    HttpResponse<String> token(String form, String... headers) {
        return post(Endpoint.TOKEN.path(), form, headers);
    }

    HttpResponse<String> authorize(String query) {
        return get(Endpoint.AUTHORIZE.path() + '?' + query);
    }

    HttpResponse<String> extension(String accessToken) {
        return get(Endpoint.EXTENSION.path(), "Authorization", "Bearer " + accessToken);
    }

    /** Goes through the login page, and consent where it is asked for; answers the parameters of the callback. */
    Parameters signIn(Person person, String query) {
        HttpResponse<String> answer = authorize(query);
        if (answer.body().contains("action=\"/login?")) {
            answer = post("/login?" + query, form("username", person.username(), "password", person.password()));
        }
        if (answer.body().contains("action=\"/consent?")) {
            answer = post("/consent?" + query, "decision=allow");
        }
        return callback(answer);
    }

    static Parameters callback(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        return Parameters.parse(location.substring(Math.max(location.indexOf('?'), location.indexOf('#')) + 1));
    }

    /** A fresh pair of tokens for the public client. */
    JsonObject tokens(Person person) {
        forgetCookies();
        return json(token(redemption(signIn(person, publicQuery()).required("code"))));
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    /** Status, error and RingCentral's code: all that a client decides by. */
    static String refusal(HttpResponse<String> answer) {
        JsonObject json = json(answer);
        return answer.statusCode() + " " + json.getString("error") + ' '
                + json.getJsonArray("errors").getJsonObject(0).getString("errorCode");
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(standIn.origin().resolve(path)).timeout(Duration.ofSeconds(10));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient browser() {
        return browser;
    }

    @Override
    public void close() {
        standIn.close();
    }
}
