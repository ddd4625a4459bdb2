package io.github.inpagelogin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    private static final String SECRET = "0nly-f0r-this-test_${HOME}_&%=Zyxw";
    private static final Path CACHE = Path.of("target", "widget-cache").toAbsolutePath();

    @Test
    void withOnlyTheClientIdEverySettingHasItsDefault() {
        Settings settings = settings();

        assertEquals(
                new Settings.RingCentral(
                        URI.create("https://platform.ringcentral.com"),
                        "id",
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10)),
                settings.ringCentral());
        assertTrue(settings.ringCentral().publicClient());
        assertEquals(new Settings.App(null, List.of(), List.of("'none'"), null), settings.app());
        assertEquals(
                new Settings.Widget(
                        URI.create("https://ringcentral.github.io/ringcentral-embeddable/"),
                        Settings.Hosting.REMOTE,
                        WidgetMode.AUTO,
                        null,
                        null,
                        Map.of(),
                        null),
                settings.widget());
        assertEquals("https://ringcentral.github.io", settings.widget().origin());
        assertEquals(new Settings.SessionLife(null, null), settings.session());
        assertEquals(new Settings.Ops(Networks.EVERYBODY, LogStyle.TEXT, false), settings.ops());
    }

    @Test
    void everySettingCanBeChanged() {
        Map<String, String> values = changed();
        Set<String> all = Stream.of(Setting.values()).map(Setting::key).collect(Collectors.toSet());
        all.remove(Setting.APP_CONFIG_FILE.key()); // Changed in SourcesTest.
        all.remove(Setting.WIDGET_DIRECTORY.key()); // For another hosting: changed in HostingSettingsTest.
        assertEquals(all, values.keySet());

        Settings settings = Settings.of(values);

        assertEquals(
                new Settings.RingCentral(
                        URI.create("https://platform.devtest.ringcentral.com"),
                        "client-1",
                        new Secret(SECRET),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(60)),
                settings.ringCentral());
        assertFalse(settings.ringCentral().publicClient());
        assertEquals(
                new Settings.App(
                        URI.create("https://www.example.com:8443/phone"),
                        List.of(new Secret(SECRET)),
                        List.of("'self'", "https://*.example.org:444", "http://localhost:8080"),
                        "Closed on <Monday>"),
                settings.app());
        assertEquals(WidgetMode.SSO, settings.widget().mode());
        assertEquals("client-2", settings.widget().clientId());
        assertEquals(
                URI.create("http://localhost:9100/widget/"), settings.widget().url());
        assertEquals("http://localhost:9100", settings.widget().origin());
        assertEquals(
                new Settings.Hosting(WidgetHosting.PASS_THROUGH, null, CACHE),
                settings.widget().hosting());
        assertEquals(
                URI.create("https://www.example.com/Redirect.html?a=b"),
                settings.widget().redirectUri());
        assertEquals(
                List.of(Map.entry("zoom", "a b+ä&"), Map.entry("disableMessages", "1"), Map.entry("prefix", "site-1")),
                List.copyOf(settings.widget().options().entrySet()));
        assertEquals(true, settings.widget().signOutEndsSession());
        assertEquals(
                new Settings.SessionLife(Duration.ofMinutes(30), Duration.ofHours(12), true, true), settings.session());
        assertEquals("[10.0.0.0/8, ::1]", settings.ops().addresses().blocks().toString());
        assertEquals(LogStyle.JSON, settings.ops().logStyle());
        assertTrue(settings.ops().debug());
    }

    @Test
    void everyProblemIsReportedAtOnceKeyFirst() {
        Map<String, String> values = new HashMap<>();
        values.put("ringcentral.server", "http://platform.ringcentral.com");
        values.put("ringcentral.client-id", "two words");
        values.put("ringcentral.client-secret", "tail ");
        values.put("ringcentral.connect-timeout", "soon");
        values.put("ringcentral.response-timeout", "PT0S");
        values.put("ringcentral.timeout", "PT61S");
        values.put("app.base-url", "https://www.example.com/?q");
        values.put("app.secret", "short");
        values.put("app.frame-ancestors", "'none' 'self'");
        values.put("app.notice", "two\nlines");
        values.put("app.config-file", "/no/such/file");
        values.put("widget.url", "ftp://example.com/");
        values.put("widget.hosting", "local");
        values.put("widget.directory", "/no/such/folder");
        values.put("widget.cache-directory", "/no/such/folder");
        values.put("widget.mode", "implicit");
        values.put("widget.client-id", "two words");
        values.put("widget.redirect-uri", "https://example.com/#f");
        values.put("widget.options", "a=1&a=2");
        values.put("widget.sign-out-ends-session", "yes");
        values.put("session.idle-timeout", "-PT1S");
        values.put("session.lifetime", "PT1M");
        values.put("session.life-time", "P1D");
        values.put("session.await-ringcentral", "maybe");
        values.put("session.shared", "1");
        values.put("ops.addresses", "10.0.0.0/8 10.0.0.1/8 ::1 localhost");
        values.put("ops.log-format", "xml");
        values.put("ops.log-level", "trace");

        InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> Settings.of(values));

        assertEquals(
                List.of(
                        "session.life-time: is not a setting; did you mean session.lifetime?",
                        "app.config-file: names no file that can be read; it must be the path of a properties file",
                        "ringcentral.server: must begin with https://, or http:// on a loopback address"
                                + " (localhost, 127.0.0.1, [::1])",
                        "ringcentral.client-id: must not contain white space, control or non-ASCII characters",
                        "ringcentral.client-secret: must not begin or end with white space",
                        "ringcentral.connect-timeout: must be an ISO-8601 duration such as PT10S, PT30M or P1D",
                        "ringcentral.response-timeout: must be longer than zero, in milliseconds or more, and at most PT60S",
                        "ringcentral.timeout: must be longer than zero, in milliseconds or more, and at most PT60S",
                        "app.base-url: must not have a query",
                        "app.secret: must have 32 characters or more",
                        "app.frame-ancestors: must have 'none' alone or not at all",
                        "app.notice: must be one line without control characters",
                        "widget.url: must begin with https://, or http:// on a loopback address"
                                + " (localhost, 127.0.0.1, [::1])",
                        "widget.hosting: must be remote, directory or pass-through",
                        "widget.directory: must be an existing folder that can be read",
                        "widget.cache-directory: must be a folder that can be written to, or can be made in an"
                                + " existing one",
                        "widget.mode: must be auto, sso, code or proxy",
                        "widget.client-id: must not contain white space, control or non-ASCII characters",
                        "widget.redirect-uri: must not have a fragment",
                        "widget.options: must not have a name twice",
                        "widget.sign-out-ends-session: must be true or false",
                        "session.idle-timeout: must be longer than zero and at most 2147483647 seconds",
                        "session.lifetime: must be at least PT5M",
                        "session.await-ringcentral: must be true or false",
                        "session.shared: must be true or false",
                        "ops.addresses: must be IP addresses, or networks such as 10.0.0.0/8 and 2001:db8::/32 without"
                                + " a bit behind the prefix, separated by spaces; not so: number 2, number 4",
                        "ops.log-format: must be text or json",
                        "ops.log-level: must be info or debug"),
                invalid.problems());
        assertEquals(String.join("\n", invalid.problems()), invalid.getMessage());
    }

    @Test
    void theClientIdIsRequired() {
        assertEquals(
                "ringcentral.client-id: is required: the client id of the app registered at RingCentral",
                problemOf(Map.of()));
        assertEquals(problemOf(Map.of()), problemOf(Map.of("ringcentral.client-id", "  ")));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyValueCountsAsUnset(Setting setting) {
        if (setting != Setting.RINGCENTRAL_CLIENT_ID) {
            assertEquals(settings(), settings(setting.key(), ""));
            assertEquals(settings(), settings(setting.key(), " \t "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ringcentral.client-sekret, ringcentral.client-secret",
        "ringcentral.clientid, ringcentral.client-id",
        "app.baseUrl, app.base-url",
        "app.frame_ancestors, app.frame-ancestors",
        "widget.option, widget.options",
        "session.timeout, session.idle-timeout"
    })
    void anUnknownKeyOfOursIsAProblemThatNamesTheNearest(String key, String meant) {
        assertEquals(key + ": is not a setting; did you mean " + meant + "?", problemWith(key, "x"));
    }

    @Test
    void anUnknownKeyIsPrintedWithoutLineBreaks() {
        assertTrue(problemWith("app.x\r\ny" + "z".repeat(100), "x").matches("app\\.x\\?\\?yz+\\.\\.\\.: is not .*"));
    }

    @Test
    void keysThatAreNotOursAreLeftAlone() {
        assertEquals(settings(), settings("org.apache.catalina.x", "y", "application.name", "z"));
    }

    @Test
    void noSecretIsInAnythingThatIsPrinted() {
        Settings settings = Settings.of(changed());
        for (Object printed : List.of(settings, settings.ringCentral(), settings.app(), settings.widget())) {
            assertFalse(printed.toString().contains(SECRET), printed.toString());
        }
        assertTrue(settings.app().toString().contains("[hidden]"));
        assertTrue(settings.ringCentral().toString().contains("[hidden]"));
    }

    @ParameterizedTest
    @EnumSource
    void noValueIsInTheMessageOfAProblem(Setting setting) {
        String bad = "SeNsItIvE \u0001\u007F://%zz&'";
        InvalidSettings invalid =
                assertThrows(InvalidSettings.class, () -> settings(setting.key(), bad, "app.secret", "SeNsItIvE"));
        for (Throwable cause = invalid; cause != null; cause = cause.getCause()) {
            assertFalse(cause.toString().contains("SeNsItIvE"), cause.toString());
        }
        assertTrue(invalid.problems().stream().anyMatch(line -> line.startsWith(setting.key() + ": ")));
        assertTrue(invalid.problems().stream().noneMatch(line -> line.chars().anyMatch(Character::isISOControl)));
    }

    @Test
    void settingsCannotBeChangedOnceRead() {
        List<String> ancestors = new ArrayList<>(List.of("'self'"));
        Map<String, String> options = new TreeMap<>(Map.of("a", "1"));
        Settings.App app = new Settings.App(null, List.of(), ancestors, null);
        Settings.Widget widget = new Settings.Widget(
                URI.create("https://example.com/"),
                Settings.Hosting.REMOTE,
                WidgetMode.SSO,
                null,
                null,
                options,
                false);
        ancestors.clear();
        options.clear();

        assertEquals(List.of("'self'"), app.frameAncestors());
        assertEquals(Map.of("a", "1"), widget.options());
        assertThrows(UnsupportedOperationException.class, () -> widget.options().clear());
    }

    @Test
    void everySettingHasAMeaningOfOneLineAndAKeyOfOurs() {
        for (Setting setting : EnumSet.allOf(Setting.class)) {
            assertTrue(setting.meaning().endsWith("."), setting.key());
            assertTrue(Setting.isInOurNamespace(setting.key()), setting.key());
            assertNull(setting.meaning().lines().skip(1).findAny().orElse(null));
        }
    }

    private static Map<String, String> changed() {
        Map<String, String> values = new HashMap<>();
        values.put("ringcentral.server", "https://Platform.DevTest.ringcentral.com:443/");
        values.put("ringcentral.client-id", " client-1 ");
        values.put("ringcentral.client-secret", SECRET);
        values.put("ringcentral.connect-timeout", "PT2S");
        values.put("ringcentral.response-timeout", "PT7S");
        values.put("ringcentral.timeout", "PT1M");
        values.put("app.base-url", "HTTPS://www.Example.com:8443/phone/");
        values.put("app.secret", SECRET);
        values.put("app.frame-ancestors", "'self'  https://*.Example.org:444 http://localhost:8080/ 'self'");
        values.put("app.notice", " Closed on <Monday> ");
        values.put("widget.url", "http://localhost:9100/widget");
        values.put("widget.hosting", " pass-through ");
        values.put("widget.cache-directory", " " + CACHE + "/ ");
        values.put("widget.mode", "sso");
        values.put("widget.client-id", "client-2");
        values.put("widget.redirect-uri", "https://www.example.com/Redirect.html?a=b");
        values.put("widget.options", "zoom=a+b%2B%C3%A4%26&disableMessages=1&prefix=site-1");
        values.put("widget.sign-out-ends-session", " true ");
        values.put("session.idle-timeout", "PT30M");
        values.put("session.lifetime", "PT12H");
        values.put("session.await-ringcentral", " true ");
        values.put("session.shared", " true ");
        values.put("ops.addresses", " 10.0.0.0/8  0:0:0:0:0:0:0:1 ");
        values.put("ops.log-format", " json ");
        values.put("ops.log-level", "debug");
        return values;
    }

    /** The settings that the client id and these keys and values give. */
    static Settings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("ringcentral.client-id", "id"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.of(values);
    }

    /** The one problem with this setting, all else being in order. */
    static String problemWith(String key, String value) {
        return problemOf(Map.of("ringcentral.client-id", "id", key, value));
    }

    static String problemOf(Map<String, String> values) {
        InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> Settings.of(values));
        assertEquals(1, invalid.problems().size(), invalid.getMessage());
        return invalid.problems().get(0);
    }
}
