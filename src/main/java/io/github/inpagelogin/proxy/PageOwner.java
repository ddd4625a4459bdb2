package io.github.inpagelogin.proxy;

import io.github.inpagelogin.session.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the widget in the page of who is signed in from one in a page that was made for somebody else and has not yet
 * heard of the change: the widget's address has its person's {@code prefix}, and browsers send it as {@code Referer} (RFC
 * 9110 section 10.1.3) with what is asked of the same origin. Some hold it back, for privacy, or shorten a long one to the
 * origin; what comes without one is let through, and so is what a script or a style sheet asks that is no page. Thread-safe.
 */
public final class PageOwner {
    private static final Pattern REFERER = Pattern.compile("https?://[^/?#]+([^?#]*)(?:\\?([^#]*))?.*");
    private static final Pattern NO_PAGE = Pattern.compile(".*\\.(?:m?js|css)");
    private static final String PREFIX = "prefix=";

    private final String folder;
    private final UnaryOperator<String> prefixOf;

    /**
     * Tells the pages of the widget apart.
     *
     * @param folder where the widget's files are, below the context
     * @param prefixOf the prefix that a page for the person of this alias has in its address
     */
    public PageOwner(String folder, UnaryOperator<String> prefixOf) {
        this.folder = folder;
        this.prefixOf = prefixOf;
    }

    /** Whether {@code signedIn} is the person whose page asks, as far as the browser says which it is. */
    boolean isFor(HttpServletRequest request, SignedIn signedIn) {
        String referer = request.getHeader("Referer");
        Matcher address = REFERER.matcher(referer == null ? "" : referer);
        if (!address.matches() || !isWidget(request.getServletContext().getContextPath(), address.group(1))) {
            return true;
        }
        String query = address.group(2);
        List<String> prefixes = Arrays.stream((query == null ? "" : query).split("&", -1))
                .filter(parameter -> parameter.startsWith(PREFIX))
                .toList();
        String expected = PREFIX + prefixOf.apply(signedIn.alias());
        return prefixes.size() == 1 && decoded(prefixes.get(0)).equals(expected);
    }

    private boolean isWidget(String contextPath, String path) {
        String plain = decoded(path).replaceAll("/+", "/").toLowerCase(Locale.ROOT);
        String widget = (contextPath + folder).replaceFirst("/$", "").toLowerCase(Locale.ROOT);
        return plain.startsWith(widget) && !NO_PAGE.matcher(plain).matches();
    }

    /** What cannot be decoded is no address that this site has given out. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return text;
        }
    }
}
