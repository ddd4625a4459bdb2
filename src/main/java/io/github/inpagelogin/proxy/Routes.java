package io.github.inpagelogin.proxy;

import io.github.inpagelogin.web.Problem;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests go on to RingCentral, and where to: its REST API, nothing of its authorization server but the permission
 * for the event socket, and its media. What goes on is what was checked, byte for byte; whatever servers could read in
 * more than one way goes nowhere. Thread-safe.
 */
final class Routes {
    static final String REST = "/proxy/restapi";
    static final String MEDIA = "/proxy/media";

    private static final String PROXY = "/proxy";
    private static final int LONGEST_PATH = 2_048;
    private static final int LONGEST_QUERY = 8_192;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Segments of RFC 3986 section 3.3, one or more, none empty, without the semicolon of path parameters. */
    private static final Pattern PATH = Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+)+");

    /** Control characters, slashes, backslashes, dots, percent signs, semicolons, and bytes that are not ASCII. */
    private static final Pattern DISGUISED = Pattern.compile("(?i)%(?:[01][0-9a-f]|2[5ef]|3b|5c|7f|[89a-f][0-9a-f])");

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?=/|$)");

    /** RFC 3986 section 3.4, and the brackets and bars that browsers leave as they are. */
    private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern REST_API = Pattern.compile("/restapi/v\\d{1,2}(?:\\.\\d{1,2})?/.+");
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
        if (path.length() > LONGEST_PATH || !isPlain(path) || !isPlainQuery(query)) {
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
        if (!REST_API.matcher(path).matches()) {
            return new Route.Closed(Problem.NOT_FOUND);
        }
        return methods.contains(method)
                ? new Route.Open(uri(host, path, query), media)
                : new Route.Closed(Problem.METHOD);
    }

    private static boolean isPlain(String path) {
        return PATH.matcher(path).matches()
                && !DISGUISED.matcher(path).find()
                && !DOT_SEGMENT.matcher(path).find();
    }

    private static boolean isPlainQuery(@Nullable String query) {
        return query == null
                || (query.length() <= LONGEST_QUERY && QUERY.matcher(query).matches());
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
