package io.github.inpagelogin.standin;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decoded form or query parameters, in order. */
final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Parameters() {}

    static Parameters parse(String encoded) {
        Parameters parameters = new Parameters();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .values
                        .computeIfAbsent(decode(name), key -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return parameters;
    }

    /** Percent-encoding for one value, with {@code %20} for a space. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Parameters are not well encoded");
        }
    }

    /** The only value of a parameter; empty when it is missing, doubled or blank. */
    Optional<String> only(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.size() == 1 && !all.get(0).isEmpty() ? Optional.of(all.get(0)) : Optional.empty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String required(String name) {
        return only(name).orElseThrow(() -> Refusal.badRequest("Parameter [" + name + "] is missing"));
    }

    /** Refuses every parameter that comes twice, with RingCentral's code for it. */
    void refuseRepeated(Set<String> mayRepeat) {
        values.forEach((name, all) -> {
            if (all.size() > 1 && !mayRepeat.contains(name)) {
                throw new Refusal(400, "invalid_request", "OAU-111", "Duplicate parameter [" + name + "]");
            }
        });
    }

    /** Refuses what is unknown, and what is empty though it must not be. */
    void allowOnly(Set<String> known, Set<String> mayBeEmpty) {
        values.forEach((name, all) -> {
            if (!known.contains(name)) {
                throw Refusal.badRequest("Parameter [" + name + "] is not known");
            }
            if (all.contains("") && !mayBeEmpty.contains(name)) {
                throw Refusal.badRequest("Parameter [" + name + "] is empty");
            }
        });
    }
}
