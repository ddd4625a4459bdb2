package io.github.inpagelogin.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is sent, and the status that goes with it: 200 for the whole, 206 for a part, 416 for a part
 * that there is not. One range at a time: several are answered by the whole file, as RFC 9110 section 14.2 allows.
 */
record ByteRange(int status, long first, long length) {
    private static final Pattern SINGLE = Pattern.compile("(?i)bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** What {@code range}, a {@code Range} header, asks for of a file of this size. */
    static ByteRange of(@Nullable String range, long size) {
        Matcher single = SINGLE.matcher(range == null ? "" : range);
        if (!single.matches() || (single.group(1).isEmpty() && single.group(2).isEmpty())) {
            return whole(size);
        }
        if (single.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(single.group(2)), size);
            return last == 0 ? none() : part(size - last, last);
        }
        long first = Long.parseLong(single.group(1));
        long last = single.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(single.group(2));
        if (last < first) {
            return whole(size);
        }
        return first >= size ? none() : part(first, Math.min(last, size - 1) - first + 1);
    }

    /** The header {@code Content-Range} of an answer with a part of a file of this size, or with none. */
    String contentRange(long size) {
        return status == HttpServletResponse.SC_PARTIAL_CONTENT
                ? "bytes " + first + "-" + (first + length - 1) + "/" + size
                : "bytes */" + size;
    }

    private static ByteRange whole(long size) {
        return new ByteRange(HttpServletResponse.SC_OK, 0, size);
    }

    private static ByteRange part(long first, long length) {
        return new ByteRange(HttpServletResponse.SC_PARTIAL_CONTENT, first, length);
    }

    private static ByteRange none() {
        return new ByteRange(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE, 0, 0);
    }
}
