package io.github.inpagelogin.standin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** The two registered apps, their redirect URIs, and how an app proves at the token endpoint which one it is. */
final class Clients {
    private static final List<Client> ALL = List.of(
            new Client(StandIn.CLIENT_ID, null, "In-page Login"),
            new Client(StandIn.CONFIDENTIAL_CLIENT_ID, StandIn.CONFIDENTIAL_CLIENT_SECRET, "In-page Login (server)"));

    private final Set<String> redirectUris = new CopyOnWriteArraySet<>();

    void allow(URI redirectUri) {
        redirectUris.add(redirectUri.toString());
    }

    Optional<Client> byId(String id) {
        return ALL.stream().filter(client -> client.id().equals(id)).findFirst();
    }

    /** Byte for byte, as RingCentral compares. */
    boolean mayReturnTo(String redirectUri) {
        return redirectUris.contains(redirectUri);
    }

    boolean hasRedirectUris() {
        return !redirectUris.isEmpty();
    }

    /** The origins that scripts of these apps run on. */
    List<String> origins() {
        return redirectUris.stream().map(Clients::origin).distinct().toList();
    }

    private static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** With a secret: HTTP Basic and nothing in the body. Without: {@code client_id} in the body and no header. */
    Client authenticate(Request request, Parameters form) {
        Optional<String> authorization = request.header("Authorization");
        return authorization.isPresent() ? byBasic(authorization.get(), form) : byBody(form);
    }

    private Client byBody(Parameters form) {
        String id = form.only("client_id")
                .orElseThrow(() -> Refusal.clientCredentials("No client authentication: neither Basic nor client_id"));
        Client client = byId(id).orElseThrow(() -> new Refusal(401, "invalid_client", "OAU-153", "Invalid client"));
        if (!client.isPublic()) {
            throw Refusal.clientCredentials("This client has a secret and must use HTTP Basic");
        }
        return client;
    }

    private Client byBasic(String authorization, Parameters form) {
        if (form.has("client_id") || form.has("client_secret")) {
            throw Refusal.badRequest("Client authentication in the header and in the body");
        }
        String given = credentials(authorization);
        return ALL.stream()
                .filter(client -> given.equals(client.id() + ':' + client.secret()))
                .filter(client -> !client.isPublic())
                .findFirst()
                .orElseThrow(() -> Refusal.basicCredentials("Invalid client credentials"));
    }

    private static String credentials(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw Refusal.basicCredentials("Client authentication must be HTTP Basic");
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.basicCredentials("Client authentication is not Base64");
        }
    }
}
