package io.github.inpagelogin.standin;

import java.util.Optional;
import java.util.Set;

/**
 * Which scripts may read answers: those on the stand-in's own origin and on the origins of registered redirect URIs.
 * The widget asks with credentials, so the answer names the exact origin, never {@code *}.
 */
final class Cors {
    private final Clients clients;
    private final Set<String> own;

    Cors(Clients clients, Set<String> own) {
        this.clients = clients;
        this.own = own;
    }

    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("Access-Control-Request-Method").isPresent();
    }

    Answer preflight(Request request) {
        if (allowed(request).isEmpty()) {
            return Answer.empty(403).with("Vary", "Origin");
        }
        return share(request, Answer.empty(204))
                .with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .with("Access-Control-Allow-Headers", "authorization, client-id, content-type, x-user-agent")
                .with("Access-Control-Max-Age", "600");
    }

    Answer share(Request request, Answer answer) {
        Answer varied = answer.with("Vary", "Origin");
        return allowed(request)
                .map(origin -> varied.with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Allow-Credentials", "true")
                        .with(
                                "Access-Control-Expose-Headers",
                                "Retry-After, X-Rate-Limit-Group, X-Rate-Limit-Limit, X-Rate-Limit-Remaining,"
                                        + " X-Rate-Limit-Window"))
                .orElse(varied);
    }

    /** A form of ours is posted from a page of ours; a request without an origin is no browser's. */
    boolean isOwn(Request request) {
        return request.header("Origin").map(own::contains).orElse(true);
    }

    private Optional<String> allowed(Request request) {
        return request.header("Origin")
                .filter(origin -> own.contains(origin) || clients.origins().contains(origin));
    }
}
