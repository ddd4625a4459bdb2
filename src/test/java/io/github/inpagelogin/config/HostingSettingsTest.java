package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.SettingsTest.problemOf;
import static io.github.inpagelogin.config.SettingsTest.problemWith;
import static io.github.inpagelogin.config.SettingsTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostingSettingsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void entrances() throws IOException {
        Files.writeString(folder.resolve("app.html"), "");
        Files.writeString(folder.resolve("adapter.js"), "");
    }

    @Test
    void aWidgetInAFolderIsOurs() {
        Settings.Hosting hosting = settings("widget.hosting", "directory", "widget.directory", folder + "/x/..")
                .widget()
                .hosting();
        assertEquals(new Settings.Hosting(WidgetHosting.DIRECTORY, folder, null), hosting);
        assertTrue(hosting.isOurs());
        assertFalse(settings().widget().hosting().isOurs());
    }

    @Test
    void copiesCanBeLeftToTheContainer() {
        Settings.Hosting hosting =
                settings("widget.hosting", "pass-through").widget().hosting();
        assertEquals(new Settings.Hosting(WidgetHosting.PASS_THROUGH, null, null), hosting);
        assertTrue(hosting.isOurs());
    }

    @Test
    void theFolderOfCopiesCanBeThereOrBeMade() {
        for (Path path : List.of(folder, folder.resolve("new"))) {
            Settings settings = settings("widget.hosting", "pass-through", "widget.cache-directory", path.toString());
            assertEquals(path, settings.widget().hosting().cacheDirectory());
        }
        assertFalse(Files.exists(folder.resolve("new")), "settings are read, and nothing is made");
    }

    @Test
    void theFolderOfCopiesMustBePossible() {
        String rule = "widget.cache-directory: must be a folder that can be written to,"
                + " or can be made in an existing one";
        for (Path path : List.of(folder.resolve("app.html"), folder.resolve("a/b"), folder.resolve("app.html/b"))) {
            assertEquals(rule, problem("pass-through", "widget.cache-directory", path.toString()));
        }
    }

    @Test
    void theWidgetsFolderMustHaveItsTwoEntrances() throws IOException {
        Files.delete(folder.resolve("adapter.js"));
        assertEquals(
                "widget.directory: must have the widget's app.html and adapter.js; it has no adapter.js that can be read",
                problem("directory", "widget.directory", folder.toString()));
        Files.createDirectory(folder.resolve("adapter.js"));
        assertTrue(problem("directory", "widget.directory", folder.toString()).endsWith("can be read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"widget", "./widget", "\u0000"})
    void aFolderHasAnAbsolutePath(String path) {
        String problem = problem("directory", "widget.directory", path);
        assertTrue(problem.matches("widget.directory: (must be an absolute path|is not a path)"), problem);
    }

    @Test
    void theFolderIsRequiredWhereTheWidgetIsInOne() {
        assertEquals(
                "widget.directory: is required with widget.hosting=directory",
                problemWith("widget.hosting", "directory"));
    }

    @Test
    void eachFolderIsForOneHosting() {
        assertEquals(
                "widget.directory: must be set with widget.hosting=directory only",
                problem("pass-through", "widget.directory", folder.toString()));
        assertEquals(
                "widget.directory: must be set with widget.hosting=directory only",
                problem("remote", "widget.directory", folder.toString()));
        assertEquals(
                "widget.cache-directory: must be set with widget.hosting=pass-through only",
                problem("remote", "widget.cache-directory", folder.toString()));
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Map<String, String> values = new HashMap<>(Map.of("ringcentral.client-id", "id"));
        values.put("widget.hosting", "directory");
        values.put("widget.cache-directory", folder.toString());
        InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> Settings.of(values));
        assertEquals(
                List.of(
                        "widget.directory: is required with widget.hosting=directory",
                        "widget.cache-directory: must be set with widget.hosting=pass-through only"),
                invalid.problems());
    }

    private static String problem(String hosting, String key, String value) {
        return problemOf(Map.of("ringcentral.client-id", "id", "widget.hosting", hosting, key, value));
    }
}
