package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
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
            assertEquals("1.0", samples.get("inpagelogin_calls_failures_total outcome=\"try_later\""));
            assertEquals("1.0", samples.get("inpagelogin_sessions_alive "));
            String revoked = "inpagelogin_provider_calls_seconds_count endpoint=\"revoke\",outcome=";
            assertEquals("1", samples.get(revoked + "\"broken\""));
            assertTrue(samples.keySet().stream()
                    .anyMatch(name -> name.startsWith("inpagelogin_provider_calls_seconds_bucket")
                            && name.contains("endpoint=\"token\",outcome=\"2xx\",le=\"0.1")));
        }
    }

    @Test
    void theyTellABadDay() {
        try (World world = World.start()) {
            Visitor visitor = world.visitor();
            String callback = visitor.callback("login", world.ada());
            world.standIn().knobs().on(Endpoint.TOKEN).next(1).throttle(Duration.ofSeconds(42));
            visitor.get(callback).expect(503);
            visitor.get("login").expect(503);
            Map<String, String> samples = samples(visitor.get("metrics").body());
            assertEquals("1.0", samples.get("inpagelogin_held_back_total "));
            assertEquals("1.0", samples.get(breaker("closed")));
            assertEquals("0.0", samples.get(breaker("open")));

            world.standIn().knobs().on(Endpoint.TOKEN).fail(500, "server_error", "CMN-201", "oops");
            for (int i = 0; i < 12; i++) {
                Visitor unlucky = world.visitor();
                unlucky.get(unlucky.callback("login", world.luis())).expect(503);
                if (unlucky.get("health/ready").body().contains("open")) {
                    break;
                }
            }
            samples = samples(visitor.get("metrics").body());
            assertEquals("0.0", samples.get(breaker("closed")));
            assertEquals("1.0", samples.get(breaker("open")));
            world.calm();
        }
    }

    @Test
    void theyTellWhoWaitedForARefreshThatWasUnderWay() {
        try (World world = World.start()) {
            Visitor visitor = world.visitor();
            visitor.logIn(world.ada());
            world.clock().advance(Duration.ofHours(1));
            Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
            token.hang();
            String joins = "inpagelogin_joins_total work=\"refresh\"";
            CompletableFuture<Page> first =
                    CompletableFuture.supplyAsync(() -> tab(world, visitor).get("app"));
            Polling.until(() -> token.hanging() == 1);
            CompletableFuture<Page> second =
                    CompletableFuture.supplyAsync(() -> tab(world, visitor).get("app"));
            Polling.until(() ->
                    "1.0".equals(samples(world.visitor().get("metrics").body()).get(joins)));
            token.release();
            first.join().expect(200);
            second.join().expect(200);
            Map<String, String> samples = samples(visitor.get("metrics").body());
            assertEquals("1.0", samples.get("inpagelogin_refreshes_total outcome=\"success\""));
            assertEquals("0.0", samples.get("inpagelogin_joins_total work=\"redemption\""));
            assertEquals("0.0", samples.get("inpagelogin_revocations_dropped_total "));
            visitor.signOut();
        }
    }

    /** Another tab of the same browser. */
    private static Visitor tab(World world, Visitor visitor) {
        Visitor tab = world.visitor();
        tab.cookies().putAll(visitor.cookies());
        return tab;
    }

    private static String breaker(String state) {
        return "inpagelogin_breaker_state breaker=\"ringcentral\",state=\"" + state + "\"";
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
