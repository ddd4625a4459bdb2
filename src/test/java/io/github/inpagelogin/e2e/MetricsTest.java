package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written about the metrics is what operators get. */
class MetricsTest {
    private static final Path PAPER = Path.of("src", "site", "markdown", "operations.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(inpagelogin_\\w+)` \\| ([^|]*)\\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{([^}]*)})? (\\S+)$");

    @Test
    void afterEverythingHasHappenedTheMetricsAreThoseOfThePaper() throws IOException {
        Map<String, Set<String>> measured = new TreeMap<>();
        for (WholeStory story : new WholeStory[] {WholeStory.inCodeMode(), WholeStory.inProxyMode()}) {
            try (World world = story.world) {
                story.tell();
                Page scrape = story.scrape();
                assertEquals("text/plain;version=0.0.4;charset=utf-8", type(scrape));
                measured.putAll(merge(measured, families(scrape.body())));
                assertEquals(0, world.site().sessions());
            }
        }
        assertEquals(lines(described()), lines(measured));
    }

    @Test
    void theyCountWhatHappened() {
        WholeStory story = WholeStory.inCodeMode();
        try (World world = story.world) {
            story.tell();
            Visitor staying = world.visitor();
            staying.logIn(world.luis());
            Map<String, String> samples = samples(story.scrape().body());
            assertEquals("3.0", samples.get("inpagelogin_logins_total outcome=\"success\""));
            assertEquals("1.0", samples.get("inpagelogin_logins_total outcome=\"not_ours\""));
            assertEquals("1.0", samples.get("inpagelogin_logins_total outcome=\"unreadable\""));
            assertEquals("2.0", samples.get("inpagelogin_logouts_total outcome=\"success\""));
            assertEquals("1.0", samples.get("inpagelogin_refreshes_total outcome=\"success\""));
            assertEquals("1.0", samples.get("inpagelogin_refreshes_total outcome=\"try_later\""));
            assertEquals("1.0", samples.get("inpagelogin_revocations_total outcome=\"unreadable\""));
            assertEquals("2.0", samples.get("inpagelogin_widget_logins_total outcome=\"success\""));
            assertEquals("2.0", samples.get("inpagelogin_widget_logins_total outcome=\"none\""));
            assertEquals("1.0", samples.get("inpagelogin_sessions_alive "));
            String revoked = "inpagelogin_provider_calls_seconds_count endpoint=\"revoke\",outcome=";
            assertEquals("1", samples.get(revoked + "\"broken\""));
            assertTrue(samples.keySet().stream()
                    .anyMatch(name -> name.startsWith("inpagelogin_provider_calls_seconds_bucket")
                            && name.contains("endpoint=\"token\",outcome=\"2xx\",le=\"0.1")));
        }
    }

    private static String type(Page scrape) {
        return scrape.header("Content-Type").replace(" ", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static Map<String, Set<String>> described() throws IOException {
        Map<String, Set<String>> families = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAPER));
        while (row.find()) {
            Set<String> labels = new TreeSet<>(
                    Arrays.asList(row.group(2).replace("`", "").strip().split(", ")));
            labels.remove("");
            families.put(row.group(1), labels);
        }
        return families;
    }

    /** The names of metrics, as Prometheus lists them, with those of their labels. */
    private static Map<String, Set<String>> families(String scrape) {
        Map<String, Set<String>> families = new TreeMap<>();
        Matcher type = TYPE.matcher(scrape);
        while (type.find()) {
            families.put(type.group(1), new TreeSet<>());
        }
        Matcher sample = SAMPLE.matcher(scrape);
        while (sample.find()) {
            String name = families.containsKey(sample.group(1))
                    ? sample.group(1)
                    : sample.group(1).replaceFirst("_(bucket|count|sum)$", "");
            assertTrue(families.containsKey(name), sample.group());
            Matcher label = Pattern.compile("(\\w+)=\"").matcher(String.valueOf(sample.group(2)));
            while (label.find()) {
                families.get(name).add(label.group(1));
            }
            families.get(name).remove("le");
        }
        return families;
    }

    private static Map<String, String> samples(String scrape) {
        Map<String, String> samples = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(scrape);
        while (sample.find()) {
            samples.put(sample.group(1) + " " + (sample.group(2) == null ? "" : sample.group(2)), sample.group(3));
        }
        return samples;
    }

    private static Map<String, Set<String>> merge(Map<String, Set<String>> one, Map<String, Set<String>> other) {
        Map<String, Set<String>> both = new TreeMap<>(one);
        other.forEach((name, labels) -> both.merge(name, labels, (a, b) -> {
            Set<String> all = new TreeSet<>(a);
            all.addAll(b);
            return all;
        }));
        return both;
    }

    private static String lines(Map<String, Set<String>> families) {
        StringBuilder lines = new StringBuilder();
        families.forEach(
                (name, labels) -> lines.append(name).append(' ').append(labels).append('\n'));
        return lines.toString();
    }
}
