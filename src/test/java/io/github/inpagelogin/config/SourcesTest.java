package io.github.inpagelogin.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    private Path directory;

    @Test
    void systemPropertyBeatsEnvironmentBeatsContextParameterBeatsFile() throws IOException {
        Map<String, String> inFile = file("ringcentral.client-id=file");
        Map<String, String> inContext = Map.of("ringcentral.client-id", "context");
        Map<String, String> inEnvironment = Map.of("RINGCENTRAL_CLIENT_ID", "environment");
        Map<String, String> inSystem = Map.of("ringcentral.client-id", "system");

        assertEquals("file", clientId(inFile, NONE, NONE));
        assertEquals("context", clientId(inFile, NONE, inContext));
        assertEquals("environment", clientId(inFile, inEnvironment, inContext));
        assertEquals("system", clientId(both(inFile, inSystem), inEnvironment, inContext));
    }

    @Test
    void anEmptyValueLetsALowerSourceSpeak() throws IOException {
        Map<String, String> system = both(file("ringcentral.client-id=file"), Map.of("ringcentral.client-id", ""));
        assertEquals("file", clientId(system, Map.of("RINGCENTRAL_CLIENT_ID", " "), NONE));
    }

    @ParameterizedTest
    @EnumSource
    void everySettingHasASpellingForTheEnvironment(Setting setting) {
        String name = setting.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        Map<String, String> environment = new HashMap<>(Map.of("RINGCENTRAL_CLIENT_ID", "id"));
        environment.put(name, "\u0001");
        InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> settings(NONE, environment, NONE));
        assertEquals(setting.key(), invalid.problems().get(0).split(":", 2)[0]);
    }

    @Test
    void theFileCanBeNamedInTheEnvironmentAndInAContextParameter() throws IOException {
        String path = file("ringcentral.client-id=file").get("app.config-file");
        assertEquals("file", clientId(NONE, Map.of("APP_CONFIG_FILE", path), NONE));
        assertEquals("file", clientId(NONE, NONE, Map.of("app.config-file", path)));
    }

    @Test
    void theFileIsUtf8() throws IOException {
        Settings settings = settings(file("ringcentral.client-id=id\napp.notice=Grüße € \\u00e4"), NONE, NONE);
        assertEquals("Grüße € ä", settings.app().notice());
    }

    @Test
    void nothingInAValueIsExpanded() throws IOException {
        String secret = "${user.home}-$${x}-${ENV:y}-\\-0123456789";
        Map<String, String> values = Map.of("ringcentral.client-id", "id", "ringcentral.client-secret", secret);
        assertEquals(
                new Secret(secret), settings(values, NONE, NONE).ringCentral().clientSecret());
        assertEquals(
                new Secret(secret), settings(NONE, NONE, values).ringCentral().clientSecret());
    }

    @Test
    void profilesAndOrdinalsOfTheConfigurationLibraryHaveNoEffect() {
        Map<String, String> environment = Map.of("RINGCENTRAL_CLIENT_ID", "environment", "CONFIG_ORDINAL", "1");
        Map<String, String> context = Map.of(
                "ringcentral.client-id", "context",
                "%dev.ringcentral.client-id", "dev",
                "smallrye.config.profile", "dev",
                "config_ordinal", "999");
        assertEquals("environment", clientId(NONE, environment, context));
    }

    @Test
    void unknownKeysAreRefusedInFileAndContextParametersOnly() throws IOException {
        Map<String, String> system = both(file("app.noticed=1\nserver.port=1"), Map.of("app.notic", "1"));
        Map<String, String> environment = Map.of("APP_NOTICED", "1", "RINGCENTRAL_CLIENT_ID", "id");
        InvalidSettings invalid = assertThrows(
                InvalidSettings.class, () -> settings(system, environment, Map.of("widget.urls", "1", "other", "1")));
        assertEquals(
                List.of(
                        "widget.urls: is not a setting; did you mean widget.url?",
                        "app.noticed: is not a setting; did you mean app.notice?"),
                invalid.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.properties", ".", "\u0000"})
    void aFileThatCannotBeReadIsAProblem(String name) {
        String path = directory + "/" + name;
        assertEquals(
                "app.config-file: names no file that can be read; it must be the path of a properties file",
                problemWithFile(Map.of("app.config-file", path)));
    }

    @Test
    void aFileThatIsNotUtf8OrHasABrokenEscapeIsAProblem() throws IOException {
        Path latin = Files.write(directory.resolve("latin"), "app.notice=Grüße".getBytes(ISO_8859_1));
        String problem = "app.config-file: names a file that is not a properties file in UTF-8";
        assertEquals(problem, problemWithFile(Map.of("app.config-file", latin.toString())));
        assertEquals(problem, problemWithFile(file("app.notice=\\uXYZ")));
    }

    @Test
    void theFileCannotNameAnotherFile() throws IOException {
        assertEquals(
                "app.config-file: must not be in a properties file; remove it there",
                problemWithFile(file("app.config-file=/etc/other.properties")));
    }

    @Test
    void loadingReadsTheSystemPropertiesOfTheJvm() {
        System.setProperty("app.notice", "from the JVM");
        try {
            Map<String, String> context = Map.of("ringcentral.client-id", "id", "app.notice", "from the context");
            assertEquals("from the JVM", Settings.load(context).app().notice());
            assertEquals("from the context", Settings.of(context).app().notice());
        } finally {
            System.clearProperty("app.notice");
        }
    }

    private Map<String, String> file(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("app.properties"), text, UTF_8);
        return Map.of("app.config-file", file.toString());
    }

    private static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static Settings settings(
            Map<String, String> system, Map<String, String> environment, Map<String, String> context) {
        return SettingsReader.read(new Sources(system, environment, context));
    }

    private static String clientId(
            Map<String, String> system, Map<String, String> environment, Map<String, String> context) {
        return settings(system, environment, context).ringCentral().clientId();
    }

    private static String problemWithFile(Map<String, String> system) {
        Map<String, String> environment = Map.of("RINGCENTRAL_CLIENT_ID", "id");
        InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> settings(system, environment, NONE));
        assertEquals(1, invalid.problems().size(), invalid.getMessage());
        return invalid.problems().get(0);
    }
}
