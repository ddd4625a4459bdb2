package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Unacceptable.unless;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The setting {@code widget.options}: parameters of the widget's address, except those that the app itself sets. */
final class WidgetOptions {
    /** In lower case: a name that differs from ours in case only is a mistake as well. */
    private static final Set<String> OURS = Set.of(
            "authmode",
            "appkey",
            "clientid",
            "appserver",
            "redirecturi",
            "appsecret",
            "clientsecret",
            "authproxy",
            "authorizationcode",
            "authorizationcodeverifier",
            "externalauthid",
            "fromadapter");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private WidgetOptions() {}

    /** Decoded names and values, in the order they were written. */
    static Map<String, String> parse(String text) throws Unacceptable {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : text.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            check(name, value);
            unless(options.put(name, value) == null, "must not have a name twice");
        }
        return options;
    }

    private static void check(String name, String value) throws Unacceptable {
        unless(
                !name.isEmpty() && !name.startsWith("?"),
                "must be a query string such as disableMessages=1&prefix=site, without ? and empty names");
        unless(
                !OURS.contains(name.toLowerCase(Locale.ROOT)),
                "must not have any of the names that the app itself sets: authMode, appKey, clientId, appServer,"
                        + " redirectUri, appSecret, clientSecret, authProxy, authorizationCode,"
                        + " authorizationCodeVerifier, externalAuthId, fromAdapter");
        unless(
                !name.equals("prefix") || PREFIX.matcher(value).matches(),
                "must have a prefix of 1 to 32 letters, digits, - and _");
    }

    /** As browsers decode a query, except that what they would guess at is refused. */
    private static String decoded(String text) throws Unacceptable {
        unless(!BAD_ESCAPE.matcher(text).find(), "must not have a % that two hexadecimal digits do not follow");
        String decoded = URLDecoder.decode(text, UTF_8);
        unless(
                decoded.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD),
                "must not have control characters or escapes that are not UTF-8");
        return decoded;
    }
}
