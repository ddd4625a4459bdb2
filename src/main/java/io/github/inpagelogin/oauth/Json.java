package io.github.inpagelogin.oauth;

import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads JSON strictly: UTF-8 and no name twice (RFC 8259 sections 4 and 8.1), whatever the sender claims. */
public final class Json {
    private static final JsonReaderFactory READERS =
            JsonProvider.provider().createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private Json() {}

    /** The object that {@code body} begins with; empty if it begins with anything else. */
    public static Optional<JsonObject> object(byte[] body) {
        // A decoder of its own reports malformed bytes; a reader made from a charset would replace them.
        var text = new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
        try (JsonReader reader = READERS.createReader(text)) {
            return Optional.of(reader.readObject());
        } catch (RuntimeException e) {
            // The reader reports what is nested too deeply, or a number too long, by no exception of JSON's own.
            return Optional.empty();
        }
    }

    /** The string {@code name} of {@code object}; empty if it is missing or not a string. */
    public static Optional<String> string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
