package io.github.inpagelogin.proxy;

import io.github.inpagelogin.api.RestPath;
import io.github.inpagelogin.web.Problem;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests go on to RingCentral, and where to: its REST API, nothing of its authorization server but the permission
 * for the event socket, and its media. What goes on is what was checked ({@link RestPath}), byte for byte. Thread-safe.
 */
final class Routes {
    static final String REST = "/proxy/restapi";
    static final String MEDIA = "/proxy/media";

    private static final String PROXY = "/proxy";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final String SOCKET_PERMISSION = "/restapi/oauth/wstoken";

    private final URI server;
    private final URI media;

    /** The routes to {@code server}, and to the host of its media. */
    Routes(URI server) {
        this.server = server;
        this.media = mediaOf(server);
    }

    /** Where {@code server} keeps recordings, faxes and pictures: the same name with {@code media} in front. */
    static URI mediaOf(URI server) {
        return URI.create(server.toString().replaceFirst("//platform\\.", "//media."));
    }

    /**
     * The route of a request.
     *
     * @param path as it came, from {@code /proxy} on, not decoded
     * @param query as it came, not decoded; null for none
     */
    Route of(String method, String path, @Nullable String query) {
        if (!RestPath.isPlain(path) || !RestPath.isPlainQuery(query)) {
            return new Route.Closed(Problem.BAD_REQUEST);
        }
        if (path.startsWith(MEDIA + "/")) {
            return open(method, READING, media, path.substring(MEDIA.length()), query, true);
        }
        String below = path.substring(path.startsWith(PROXY) ? PROXY.length() : 0);
        if (below.equals(SOCKET_PERMISSION)) {
            return method.equals("POST")
                    ? new Route.Open(uri(server, below, query), false)
                    : new Route.Closed(Problem.METHOD);
        }
        return open(method, METHODS, server, below, query, false);
    }

    private static Route open(
            String method, Set<String> methods, URI host, String path, @Nullable String query, boolean media) {
        if (!RestPath.isResource(path)) {
            return new Route.Closed(Problem.NOT_FOUND);
        }
        return methods.contains(method)
                ? new Route.Open(uri(host, path, query), media)
                : new Route.Closed(Problem.METHOD);
    }

    /** The token is ours to add: one in the query (RFC 6750 section 2.3) stays behind. */
    private static URI uri(URI host, String path, @Nullable String query) {
        if (query == null) {
            return URI.create(host + path);
        }
        String kept = Arrays.stream(query.split("&", -1))
                .filter(parameter -> !isToken(parameter))
                .collect(Collectors.joining("&"));
        return URI.create(host + path + (kept.isEmpty() ? "" : "?" + kept));
    }

    private static boolean isToken(String parameter) {
        return URLDecoder.decode(parameter.replaceFirst("=.*", ""), StandardCharsets.UTF_8)
                .equals("access_token");
    }
}
