package io.github.inpagelogin.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses lead to RingCentral's REST API: below its server, nothing of its authorization server, and nothing that
 * servers could read in more than one way. Thread-safe.
 */
public final class RestPath {
    private static final int LONGEST_PATH = 2_048;
    private static final int LONGEST_QUERY = 8_192;

    /** Segments of RFC 3986 section 3.3, one or more, none empty, without the semicolon of path parameters. */
    private static final Pattern PATH = Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+)+");

    /** Control characters, slashes, backslashes, dots, percent signs, semicolons, and bytes that are not ASCII. */
    private static final Pattern DISGUISED = Pattern.compile("(?i)%(?:[01][0-9a-f]|2[5ef]|3b|5c|7f|[89a-f][0-9a-f])");

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?=/|$)");

    /** RFC 3986 section 3.4. */
    private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern RESOURCE = Pattern.compile("/restapi/v\\d{1,2}(?:\\.\\d{1,2})?/.+");

    private RestPath() {}

    /** Whether {@code path}, not decoded, can be read in one way only. */
    public static boolean isPlain(String path) {
        return path.length() <= LONGEST_PATH
                && PATH.matcher(path).matches()
                && !DISGUISED.matcher(path).find()
                && !DOT_SEGMENT.matcher(path).find();
    }

    /** Whether {@code query}, not decoded, is well formed; none is. */
    public static boolean isPlainQuery(@Nullable String query) {
        return query == null
                || (query.length() <= LONGEST_QUERY && QUERY.matcher(query).matches());
    }

    /** Whether {@code path}, a plain one, leads to a resource of the API. */
    public static boolean isResource(String path) {
        return RESOURCE.matcher(path).matches();
    }
}
