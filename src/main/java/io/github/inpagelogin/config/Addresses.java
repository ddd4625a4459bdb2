package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Unacceptable.unless;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The addresses that settings may hold: https, or http on a loopback address, as browsers trust them
 * (<a href="https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy">Secure Contexts, section 3.1</a>).
 */
final class Addresses {
    private static final String ALLOWED = "https://, or http:// on a loopback address (localhost, 127.0.0.1, [::1])";

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[^.].*\\.localhost|127(\\.(0|[1-9]\\d{0,2})){3}|\\[::1]");

    /** Nothing that has a meaning in a cookie's path or in a policy header: no comma, no semicolon. */
    private static final Pattern PATH = Pattern.compile("(/([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*/?");

    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

    private Addresses() {}

    /** Scheme, host and port; a single slash at the end is left out. */
    static URI origin(String text) throws Unacceptable {
        URI uri = withoutQuery(text);
        unless(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"), "must not have a path");
        return URI.create(normalized(uri));
    }

    /** The base of a site, perhaps with a path; a slash at the end is left out. */
    static URI site(String text) throws Unacceptable {
        URI uri = withoutQuery(text);
        return URI.create(normalized(uri) + uri.getRawPath().replaceFirst("/$", ""));
    }

    /** A directory: a slash at the end is put there if missing. */
    static URI directory(String text) throws Unacceptable {
        return URI.create(site(text) + "/");
    }

    /** An address that is compared character by character elsewhere, and so left as it was written. */
    static URI page(String text) throws Unacceptable {
        return checked(text);
    }

    /** The origin of an address that one of the methods above returned. */
    static String originOf(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static URI withoutQuery(String text) throws Unacceptable {
        URI uri = checked(text);
        unless(uri.getRawQuery() == null, "must not have a query");
        return uri;
    }

    private static URI checked(String text) throws Unacceptable {
        URI uri = parsed(text.strip());
        String host = uri.getHost();
        unless(host != null && uri.getScheme() != null, "must be a whole address with a host name: " + ALLOWED);
        unless(isAllowed(uri), "must begin with " + ALLOWED);
        unless(!host.endsWith(".") && !host.contains("%"), "must not have a host name that ends in a dot or has a %");
        unless(uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535), "must have a port up to 65535");
        unless(uri.getRawUserInfo() == null, "must not have a user name or password");
        unless(uri.getRawFragment() == null, "must not have a fragment");
        unless(
                PATH.matcher(uri.getRawPath()).matches()
                        && !DOT_SEGMENT.matcher(uri.getRawPath()).find(),
                "must have a path of letters, digits, - . _ ~ and percent escapes, without empty or dot segments");
        return uri;
    }

    private static URI parsed(String text) throws Unacceptable {
        try {
            unless(text.chars().allMatch(c -> c > ' ' && c < 0x7f), "must be ASCII without white space");
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Unacceptable("is not an address; it must begin with " + ALLOWED);
        }
    }

    private static boolean isAllowed(URI uri) {
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" ->
                LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
            default -> false;
        };
    }

    private static String normalized(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int defaultPort = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == defaultPort ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
