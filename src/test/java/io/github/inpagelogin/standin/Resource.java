package io.github.inpagelogin.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text files beside this class. */
final class Resource {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z]+)}}");

    private Resource() {}

    static String read(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the places of a page. Values are escaped, except those whose name ends with {@code Html}. */
    static String fill(String name, Map<String, String> values) {
        return PLACE.matcher(read(name)).replaceAll(place -> {
            String key = place.group(1);
            String value = values.getOrDefault(key, "");
            return Matcher.quoteReplacement(key.endsWith("Html") ? value : escape(value));
        });
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
