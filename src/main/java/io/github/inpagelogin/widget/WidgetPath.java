package io.github.inpagelogin.widget;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of the widget's files, below {@code /widget/}. Only names that mean one thing everywhere are taken: letters,
 * digits and a few signs, in segments that do not begin with a dot. So nothing is decoded, and what is written in another
 * way (an escape, an empty or dot segment, a parameter, a backslash) is no name of a file.
 */
final class WidgetPath {
    private static final int LONGEST = 200;
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_~@+-][A-Za-z0-9._~@+-]*/)*+" + "[A-Za-z0-9_~@+-][A-Za-z0-9._~@+-]*");

    /** A hash of the content, as bundlers put it into names; a date or a version does not look like one. */
    private static final Pattern HASHED =
            Pattern.compile("(?:.*[./_-])?(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,64}(?:[._-][^/]*)?\\.[A-Za-z0-9]+");

    private WidgetPath() {}

    /** The name that the path of a request asks for, as the browser wrote it; empty if there can be no such file. */
    static Optional<String> in(String requestUri, String contextPath) {
        String directory = contextPath + WidgetFiles.PATH;
        if (!requestUri.startsWith(directory) || requestUri.length() - directory.length() > LONGEST) {
            return Optional.empty();
        }
        return Optional.of(requestUri.substring(directory.length()))
                .filter(name -> NAME.matcher(name).matches());
    }

    /** Whether a file of this name can never change: its content is named in it. */
    static boolean isHashed(String name) {
        return HASHED.matcher(name).matches();
    }
}
