package io.github.inpagelogin.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from, and which of them wins. Only what is ours and not blank is handed to SmallRye Config, and
 * none of its interceptors: a <code>${</code> in a secret is no expression, and a stray {@code config_ordinal}
 * changes nothing.
 */
record Sources(
        Map<String, String> systemProperties, Map<String, String> environment, Map<String, String> contextParameters) {
    private static final int SYSTEM_PROPERTIES = 400;
    private static final int ENVIRONMENT = 300;
    private static final int CONTEXT_PARAMETERS = 200;
    private static final int FILE = 100;

    static Sources ofDeployment(Map<String, String> contextParameters) {
        return new Sources(asMap(System.getProperties()), System.getenv(), contextParameters);
    }

    /** The values of all sources and the defaults; unknown keys and an unusable file become problems. */
    SmallRyeConfig merge(Problems problems) {
        refuseUnknown(contextParameters, problems);
        Map<String, String> file = file(builder().build(), problems);
        refuseUnknown(file, problems);
        SmallRyeConfigBuilder builder = builder().withSources(source(file, "file", FILE));
        for (Setting setting : Setting.values()) {
            if (!setting.defaultValue().isEmpty()) {
                builder.withDefaultValue(setting.key(), setting.defaultValue());
            }
        }
        return builder.build();
    }

    private SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .withSources(
                        source(systemProperties, "system properties", SYSTEM_PROPERTIES),
                        new EnvConfigSource(given(environment, Sources::isEnvironmentName), ENVIRONMENT),
                        source(contextParameters, "context parameters", CONTEXT_PARAMETERS));
    }

    private static PropertiesConfigSource source(Map<String, String> values, String name, int ordinal) {
        return new PropertiesConfigSource(given(values, Setting::isKey), name, ordinal);
    }

    private static Map<String, String> given(Map<String, String> values, Predicate<String> ours) {
        return values.entrySet().stream()
                .filter(entry -> ours.test(entry.getKey()) && !entry.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isEnvironmentName(String name) {
        return Arrays.stream(Setting.values())
                .anyMatch(setting -> setting.environmentName().equals(name));
    }

    private static Map<String, String> file(SmallRyeConfig config, Problems problems) {
        String name = config.getConfigValue(Setting.APP_CONFIG_FILE.key()).getValue();
        Map<String, String> values = name == null ? Map.of() : read(name.strip(), problems);
        if (values.containsKey(Setting.APP_CONFIG_FILE.key())) {
            problems.add(Setting.APP_CONFIG_FILE, "must not be in a properties file; remove it there");
        }
        return values;
    }

    private static Map<String, String> read(String name, Problems problems) {
        Path path = path(name);
        Properties properties = new Properties();
        if (path == null || !Files.isReadable(path) || !Files.isRegularFile(path)) {
            problems.add(
                    Setting.APP_CONFIG_FILE,
                    "names no file that can be read; it must be the path of a properties file");
            return Map.of();
        }
        try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Setting.APP_CONFIG_FILE, "names a file that is not a properties file in UTF-8");
        }
        return asMap(properties);
    }

    private static @Nullable Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static Map<String, String> asMap(Properties properties) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name));
        }
        return values;
    }

    private static void refuseUnknown(Map<String, String> values, Problems problems) {
        values.keySet().stream()
                .filter(key -> Setting.isInOurNamespace(key) && !Setting.isKey(key))
                .sorted()
                .forEach(key -> problems.add(
                        SimilarKey.printable(key), "is not a setting; did you mean " + SimilarKey.to(key) + '?'));
    }
}
