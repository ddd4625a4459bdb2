package io.github.inpagelogin.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person goes after signing in: a page of ours and nothing else, so that nobody can use this site to send people
 * elsewhere (RFC 9700 section 4.11.1). Thread-safe.
 */
public final class ReturnPath {
    /** The longest path that fits into a sealed login, in characters. */
    public static final int LONGEST = NimbusStateSeal.LONGEST_RETURN_PATH;

    /** One slash, then printable ASCII without what browsers and servers read in more than one way. */
    private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\#\"<>^`{|};@]]*");

    /**
     * Encoded slashes, backslashes, semicolons, percent signs and control characters, and all that needs no encoding (RFC
     * 3986 section 2.3): never in a path of ours.
     */
    private static final Pattern DISGUISED =
            Pattern.compile("%(?:[01][0-9a-f]|2[5def]|3[0-9b]|[46][1-9a-f]|5[0-9acf]|7[0-9aef])");

    /** Segments that lead up or nowhere, and empty ones. */
    private static final Pattern ODD_SEGMENT = Pattern.compile("/(?:\\.{0,2}/|\\.{1,2}$)");

    private static final List<String> NOT_PAGES = List.of(
            "/login",
            "/logout",
            "/oauth",
            "/session",
            "/redirect.html",
            "/widget",
            "/app/widget-login",
            "/app/widget-code",
            "/assets",
            "/proxy",
            "/health",
            "/metrics");

    /** Where the login in the widget's popup ends; the only one below what is no page. */
    private static final String END_OF_POPUP = "/proxy/authorized";

    private final String contextPath;

    public ReturnPath(String contextPath) {
        this.contextPath = contextPath;
    }

    /** {@code wanted} if it is a page of ours that fits into a sealed login; else the page of the phone. */
    public String of(@Nullable String wanted) {
        return wanted != null && isOurs(wanted) ? wanted : contextPath + "/app";
    }

    private boolean isOurs(String wanted) {
        if (wanted.length() > LONGEST || !SAFE.matcher(wanted).matches() || !wanted.startsWith(contextPath + "/")) {
            return false;
        }
        try {
            URI uri = new URI(wanted);
            String path = uri.getRawPath();
            String page = path.substring(contextPath.length());
            return !DISGUISED.matcher(path.toLowerCase(Locale.ROOT)).find()
                    && uri.getRawAuthority() == null
                    && !ODD_SEGMENT.matcher(path).find()
                    && (page.equals(END_OF_POPUP)
                            || NOT_PAGES.stream()
                                    .noneMatch(other -> page.equals(other) || page.startsWith(other + "/")));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
