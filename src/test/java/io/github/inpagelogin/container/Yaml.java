package io.github.inpagelogin.container;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML file, and what is at a path in it. */
final class Yaml {
    private static final String MERGE = "<<";

    private Yaml() {}

    /** Every document of the file. A key that is there twice is an error. */
    static List<Map<?, ?>> documents(Path file) throws IOException {
        List<Map<?, ?>> documents = new ArrayList<>();
        Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
        for (Object document : load.loadAllFromString(Files.readString(file))) {
            documents.add((Map<?, ?>) merged(document));
        }
        return documents;
    }

    /** What is at these keys and indexes, or null if there is nothing. */
    static @Nullable Object at(Object node, Object... path) {
        Object found = node;
        for (Object step : path) {
            if (found instanceof Map<?, ?> map) {
                found = map.get(step);
            } else if (found instanceof List<?> list && step instanceof Integer index && index < list.size()) {
                found = list.get(index);
            } else {
                return null;
            }
        }
        return found;
    }

    static Map<?, ?> map(Object node, Object... path) {
        return (Map<?, ?>) Objects.requireNonNull(at(node, path), () -> "nothing at " + List.of(path));
    }

    static List<?> list(Object node, Object... path) {
        return (List<?>) Objects.requireNonNull(at(node, path), () -> "nothing at " + List.of(path));
    }

    static String text(Object node, Object... path) {
        return String.valueOf(Objects.requireNonNull(at(node, path), () -> "nothing at " + List.of(path)));
    }

    static String json(Map<?, ?> document) {
        Map<String, Object> named = new LinkedHashMap<>();
        document.forEach((key, value) -> named.put(String.valueOf(key), value));
        return Json.createObjectBuilder(named).build().toString();
    }

    /** With what {@code <<} names in its place; YAML 1.2 itself does not know it, Docker does. */
    private static @Nullable Object merged(@Nullable Object node) {
        if (node instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(item -> all.add(merged(item)));
            return all;
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!MERGE.equals(key)) {
                all.put(key, merged(value));
            }
        });
        if (merged(map.get(MERGE)) instanceof Map<?, ?> shared) {
            shared.forEach(all::putIfAbsent);
        }
        return all;
    }
}
