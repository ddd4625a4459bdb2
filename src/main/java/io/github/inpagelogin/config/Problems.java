package io.github.inpagelogin.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with the settings, so that the operator hears of everything at once. Not thread-safe. */
final class Problems {
    private final List<String> lines = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    void add(Setting setting, String what) {
        add(setting.key(), what);
    }

    void add(String key, String what) {
        lines.add(key + ": " + what);
        keys.add(key);
    }

    /** Whether nothing is wrong with these, so that they can be compared with each other. */
    boolean noneWith(Setting... settings) {
        for (Setting setting : settings) {
            if (keys.contains(setting.key())) {
                return false;
            }
        }
        return true;
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new InvalidSettings(lines);
        }
    }
}
