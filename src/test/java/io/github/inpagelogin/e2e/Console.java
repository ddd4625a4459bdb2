package io.github.inpagelogin.e2e;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.ops.LogFormat;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the application writes to the console, byte for byte, until it is closed; then the log is as it is by default. */
final class Console implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Console() {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** The lines, each of which is one JSON object. */
    List<JsonObject> json() {
        return text().lines()
                .filter(line -> line.startsWith("{"))
                .map(Console::object)
                .toList();
    }

    private static JsonObject object(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        System.setOut(before);
        LogFormat.apply(Settings.of(Map.of("ringcentral.client-id", "id")).ops());
    }
}
