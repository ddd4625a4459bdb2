package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the pages name what they show. */
class PagesTest {
    /** A page with no other characters is encoded many times as fast; what people are called comes as it is. */
    @Test
    void ourOwnTextIsAscii() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path page : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(page);
                assertEquals(text.length(), text.chars().filter(c -> c < 128).count(), page.toString());
            }
        }
    }

    private static final Path PAGES = Path.of("src/main/webapp/WEB-INF");
    private static final Pattern OPTIONAL = Pattern.compile("<%@ attribute name=\"(\\w+)\"(?![^>]*required)");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

    /** The expression language looks for the name of what is in no scope among the classes, in every library. */
    @Test
    void whatATagMayBeWithoutIsNamedWithItsScope() throws IOException {
        List<Path> tags;
        try (Stream<Path> files = Files.list(PAGES.resolve("tags"))) {
            tags = files.toList();
        }
        assertFalse(tags.isEmpty());
        for (Path tag : tags) {
            String text = Files.readString(tag);
            List<String> expressions =
                    EXPRESSION.matcher(text).results().map(MatchResult::group).toList();
            OPTIONAL.matcher(text).results().map(found -> found.group(1)).forEach(name -> {
                Pattern plain = Pattern.compile("(?<![.\\w'])" + name + "\\b");
                assertEquals(
                        List.of(),
                        expressions.stream()
                                .filter(expression -> plain.matcher(expression).find())
                                .toList(),
                        tag + ": " + name);
            });
        }
    }
}
