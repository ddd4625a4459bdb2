package io.github.inpagelogin.config;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written about the settings is what {@link Setting} says. */
class SettingsPapersTest {
    private static final Path EXAMPLE = Path.of("webapp-config", "in-page-login.properties");
    private static final Path README = Path.of("README.md");

    /** A meaning, perhaps more lines of comment, and the setting itself, commented out or not. */
    private static final Pattern ENTRY = Pattern.compile("(?m)^# (.+)\\R(?:# .*\\R)*#?([a-z][a-z.-]*)=(.*)$");

    @Test
    void theExampleFileHasEverySettingWithItsDefaultAndMeaningInTheSameOrder() throws IOException {
        Map<String, String> described = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(EXAMPLE));
        while (entry.find()) {
            described.put(entry.group(2), entry.group(3) + " | " + entry.group(1));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            settings.put(setting.key(), setting.defaultValue() + " | " + setting.meaning());
        }
        assertEquals(lines(settings), lines(described));
    }

    @Test
    void theExampleFileLacksOnlyTheClientId() {
        Map<String, String> system = Map.of("app.config-file", EXAMPLE.toString());
        Settings settings = SettingsReader.read(new Sources(system, Map.of("RINGCENTRAL_CLIENT_ID", "id"), Map.of()));
        assertEquals(SettingsTest.settings(), settings);
    }

    @Test
    void theReadmeHasATableOfEverySettingWithItsDefaultAndMeaning() throws IOException {
        String table = Stream.of(Setting.values()).map(SettingsPapersTest::row).collect(joining("\n"));
        String inReadme = (Files.exists(README) ? Files.readString(README) : "")
                .lines()
                .filter(line -> line.matches("\\| `(ringcentral|app|widget|session|ops)\\..*"))
                .collect(joining("\n"));
        assertEquals(table, inReadme, "README.md must have exactly these lines about settings");
    }

    private static String row(Setting setting) {
        String defaultValue = setting.defaultValue().isEmpty() ? "" : '`' + setting.defaultValue() + '`';
        return "| `" + setting.key() + "` | " + defaultValue + " | " + setting.meaning() + " |";
    }

    private static String lines(Map<String, String> described) {
        return described.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(joining("\n"));
    }
}
