package io.github.inpagelogin.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Redeems the code and asks who it is, by the JDK's own client, without a thread that waits. */
final class FloorCallback extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final transient HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI provider;
    private final URI site;

    FloorCallback(URI provider, URI site) {
        this.provider = provider;
        this.site = site;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        if (!String.valueOf(session.getAttribute(FloorLogin.STATE)).equals(request.getParameter("state"))) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        AsyncContext async = request.startAsync();
        String verifier = String.valueOf(session.getAttribute(FloorLogin.VERIFIER));
        var unused = redeem(request.getParameter("code"), verifier)
                .thenCompose(tokens -> person(tokens).thenAccept(person -> keep(session, tokens, person)))
                .whenComplete((done, failure) -> finish(request, response, async, failure));
    }

    private CompletableFuture<JsonObject> redeem(String code, String verifier) {
        String form = "grant_type=authorization_code&client_id=a-client&code=" + code + "&code_verifier=" + verifier
                + "&redirect_uri=" + site + "/oauth/callback";
        return send(HttpRequest.newBuilder(provider.resolve("/restapi/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private CompletableFuture<JsonObject> person(JsonObject tokens) {
        return send(HttpRequest.newBuilder(provider.resolve("/restapi/v1.0/account/~/extension/~"))
                .header("Authorization", "Bearer " + tokens.getString("access_token")));
    }

    private CompletableFuture<JsonObject> send(HttpRequest.Builder request) {
        return client.sendAsync(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> read(response.body()));
    }

    private static JsonObject read(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** What the app keeps as well, as strings. */
    private static void keep(HttpSession session, JsonObject tokens, JsonObject person) {
        session.removeAttribute(FloorLogin.STATE);
        session.removeAttribute(FloorLogin.VERIFIER);
        for (String name : new String[] {"access_token", "refresh_token", "scope", "owner_id", "endpoint_id"}) {
            session.setAttribute(name, tokens.getString(name));
        }
        session.setAttribute("expires", System.currentTimeMillis() + tokens.getInt("expires_in") * 1000L);
        session.setAttribute("name", person.getString("name"));
        session.setAttribute("extension", person.getString("extensionNumber"));
    }

    private static void finish(
            HttpServletRequest request, HttpServletResponse response, AsyncContext async, @Nullable Throwable failure) {
        if (failure == null) {
            request.changeSessionId();
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/app");
        } else {
            System.err.println("A login failed: " + failure);
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
        }
        async.complete();
    }
}
