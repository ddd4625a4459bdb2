package io.github.inpagelogin.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: by what it is, and by server, one value for each round. Not thread-safe. */
final class Results {
    static final String APP = "app";
    static final String FLOOR = "floor";

    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    void add(String what, String server, double value) {
        values.computeIfAbsent(what, name -> new LinkedHashMap<>())
                .computeIfAbsent(server, name -> new ArrayList<>())
                .add(value);
        System.out.printf(Locale.ROOT, "%-34s %-14s %12.2f%n", what, server, value);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of what each round gives for {@code server} over the floor: rounds that were slow were so for both. */
    private static double ratio(Map<String, List<Double>> byServer, String server) {
        List<Double> own = rounds(byServer, server);
        List<Double> floor = rounds(byServer, FLOOR);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < floor.size(); i++) {
            ratios.add(own.get(i) / floor.get(i));
        }
        return median(ratios);
    }

    private static List<Double> rounds(Map<String, List<Double>> byServer, String server) {
        return byServer.getOrDefault(server, List.of());
    }

    /** The medians and the ratios to the floor, as a table in Markdown. */
    String table() {
        StringBuilder table =
                new StringBuilder("| | server | median | rounds | to the floor |\n|---|---|---|---|---|\n");
        values.forEach((what, byServer) -> byServer.forEach((server, rounds) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %s | %s |%n",
                what,
                server,
                median(rounds),
                String.join(
                        " ",
                        rounds.stream()
                                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                                .toList()),
                hasRatio(byServer, server) ? String.format(Locale.ROOT, "%.2f", ratio(byServer, server)) : ""))));
        return table.toString();
    }

    private static boolean hasRatio(Map<String, List<Double>> byServer, String server) {
        List<Double> floor = rounds(byServer, FLOOR);
        return !server.equals(FLOOR)
                && !floor.isEmpty()
                && floor.stream().noneMatch(value -> value == 0)
                && floor.size() == rounds(byServer, server).size();
    }

    /** Writes one file for each measure, and one for the machine. */
    void write(Path folder, Map<String, String> machine) throws IOException {
        JsonObjectBuilder about = Json.createObjectBuilder();
        machine.forEach(about::add);
        Files.writeString(folder.resolve("machine.json"), about.build().toString());
        for (Map.Entry<String, Map<String, List<Double>>> measure : values.entrySet()) {
            JsonObjectBuilder servers = Json.createObjectBuilder();
            measure.getValue()
                    .forEach((server, rounds) -> servers.add(server, json(measure.getValue(), server, rounds)));
            String name = measure.getKey().replaceAll("[^a-z0-9]+", "-");
            Files.writeString(
                    folder.resolve(name + ".json"),
                    Json.createObjectBuilder()
                            .add("measure", measure.getKey())
                            .add("servers", servers)
                            .build()
                            .toString());
        }
    }

    private static JsonObjectBuilder json(Map<String, List<Double>> byServer, String server, List<Double> rounds) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        rounds.forEach(all::add);
        JsonObjectBuilder object =
                Json.createObjectBuilder().add("median", median(rounds)).add("rounds", all);
        return hasRatio(byServer, server) ? object.add("toTheFloor", ratio(byServer, server)) : object;
    }
}
