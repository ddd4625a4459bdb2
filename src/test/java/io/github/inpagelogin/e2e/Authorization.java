package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a site's server does before it hands a code on: signs a person in at the stand-in and keeps the code as it is. */
final class Authorization {
    /** The pair of RFC 7636 appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final StandIn standIn;
    private final URI redirectUri;

    Authorization(StandIn standIn, URI redirectUri) {
        this.standIn = standIn;
        this.redirectUri = redirectUri;
        standIn.allowRedirectUri(redirectUri);
    }

    /** A code for the public client, not redeemed. */
    String code(Person person) {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String query = '?'
                + form("response_type", "code", "client_id", StandIn.CLIENT_ID, "redirect_uri", redirectUri.toString())
                + '&'
                + form("state", "s", "code_challenge", CHALLENGE, "code_challenge_method", "S256");
        HttpResponse<String> answer = post(
                browser,
                Endpoint.LOGIN.path() + query,
                form("username", person.username(), "password", person.password()));
        if (answer.statusCode() == 200) {
            answer = post(browser, Endpoint.CONSENT.path() + query, form("decision", "allow"));
        }
        return only(CODE, answer.headers().firstValue("Location").orElse(""));
    }

    /** An access token of a session that the site's server has for itself. */
    String accessToken(Person person) {
        String form = form("grant_type", "authorization_code", "code", code(person), "code_verifier", VERIFIER);
        HttpResponse<String> answer = post(
                HttpClient.newHttpClient(),
                Endpoint.TOKEN.path(),
                form + '&' + form("redirect_uri", redirectUri.toString(), "client_id", StandIn.CLIENT_ID));
        assertEquals(200, answer.statusCode(), answer.body());
        return only(ACCESS_TOKEN, answer.body());
    }

    static String form(String... namesAndValues) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : "&").append(namesAndValues[i]).append('=');
            text.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private HttpResponse<String> post(HttpClient client, String path, String form) {
        HttpRequest request = HttpRequest.newBuilder(standIn.origin().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String only(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Not found: " + pattern);
        }
        return matcher.group(1);
    }
}
