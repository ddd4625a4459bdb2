package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Unacceptable.unless;

import java.util.ArrayList;
import java.util.List;

/**
 * The setting {@code app.frame-ancestors}: the sources of the CSP directive of that name, of which we take a part
 * (<a href="https://www.w3.org/TR/CSP3/#directive-frame-ancestors">CSP 3, section 6.4.2</a>). Whatever is returned
 * can be joined by spaces into the header: every item is a keyword or a normalized origin.
 */
final class FrameAncestors {
    private static final String NONE = "'none'";
    private static final String SELF = "'self'";
    private static final String WILDCARD = "https://*.";
    private static final String ANY_LABEL = "https://any.";

    private FrameAncestors() {}

    static List<String> parse(String text) throws Unacceptable {
        List<String> sources = new ArrayList<>();
        for (String item : text.strip().split(" +", -1)) {
            String source = source(item);
            if (!sources.contains(source)) {
                sources.add(source);
            }
        }
        unless(sources.size() == 1 || !sources.contains(NONE), "must have 'none' alone or not at all");
        return List.copyOf(sources);
    }

    private static String source(String item) throws Unacceptable {
        if (item.equals(NONE) || item.equals(SELF)) {
            return item;
        }
        try {
            return item.startsWith(WILDCARD)
                    ? wildcard(item)
                    : Addresses.origin(item).toString();
        } catch (Unacceptable e) {
            throw new Unacceptable("must be 'none', or 'self' and origins such as https://www.example.com or"
                    + " https://*.example.com, separated by spaces; one of them " + e.getMessage());
        }
    }

    private static String wildcard(String item) throws Unacceptable {
        String origin =
                Addresses.origin(ANY_LABEL + item.substring(WILDCARD.length())).toString();
        String domain = origin.substring(ANY_LABEL.length());
        unless(domain.contains("."), "must not stand for a whole top-level domain");
        return WILDCARD + domain;
    }
}
