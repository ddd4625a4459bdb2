package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.StreamedAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an answer of RingCentral's begins with, on its way to the browser: some headers of it, and status. */
final class AnswerHead {
    /** JSON by its type, also with a structured suffix (RFC 6839 section 3.1). */
    private static final Pattern JSON = Pattern.compile("application/(?:[a-z0-9.+-]+\\+)?json\\b.*");

    /** The type of a disposition (RFC 6266 section 4.1): all that comes before its parameters. */
    private static final Pattern DISPOSITION_TYPE = Pattern.compile("^[^;]*");

    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{0,1000}");

    private final StreamedAnswer answer;
    private final boolean media;

    AnswerHead(StreamedAnswer answer, boolean media) {
        this.answer = answer;
        this.media = media;
    }

    /** Whether an answer of this status can be handed on: no redirect, and none that is another protocol's. */
    static boolean isPassable(int status) {
        boolean isRedirect = status / 100 == 3 && status != HttpServletResponse.SC_NOT_MODIFIED;
        return status >= 200 && status < 600 && !isRedirect;
    }

    void to(HttpServletResponse response) {
        response.setStatus(answer.status());
        PassedHeaders.toBrowser(answer, response);
        if (media) {
            response.setHeader(
                    "Content-Disposition",
                    asAttachment(answer.header("content-disposition").orElse("")));
        }
        if (!hasLinks() && answer.header("transfer-encoding").isEmpty()) {
            answer.header("content-length").ifPresent(length -> response.setHeader("Content-Length", length));
        }
    }

    /**
     * What people send each other is kept, and never shown as a page of this site's: players and scripts do not look at
     * this header, windows and frames do.
     */
    private static String asAttachment(String disposition) {
        return PLAIN.matcher(disposition).matches()
                ? DISPOSITION_TYPE.matcher(disposition).replaceFirst("attachment")
                : "attachment";
    }

    /** Whether this is a success, and JSON of RingCentral's own, whole and not packed. */
    boolean hasLinks() {
        boolean isSuccess = answer.status() / 100 == 2;
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return !media
                && isSuccess
                && JSON.matcher(type).matches()
                && answer.status() != HttpServletResponse.SC_PARTIAL_CONTENT
                && answer.header("content-encoding").isEmpty();
    }
}
