package io.github.inpagelogin.oauth;

import io.github.inpagelogin.http.HttpAnswer;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads JSON strictly: UTF-8 and no name twice (RFC 8259 sections 4 and 8.1), whatever the sender claims. */
public final class Json {
    private static final JsonReaderFactory READERS =
            JsonProvider.provider().createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    /** With the suffix of RFC 6839 section 3.1, and with parameters, which JSON has none of. */
    private static final Pattern TYPE = Pattern.compile("(?i)\\s*application/(?:[\\w.+-]+\\+)?json\\s*(?:;.*)?");

    private Json() {}

    /** The object that {@code body} is; empty if it is anything else, or goes on after it. */
    public static Optional<JsonObject> object(byte[] body) {
        try (JsonReader reader = READERS.createReader(text(body));
                JsonParser toTheEnd = PARSERS.createParser(text(body))) {
            JsonObject object = reader.readObject();
            // The reader stops at the object's end; the parser fails if anything follows.
            while (toTheEnd.hasNext()) {
                toTheEnd.next();
            }
            return Optional.of(object);
        } catch (RuntimeException e) {
            // The reader reports what is nested too deeply, or a number too long, by no exception of JSON's own.
            return Optional.empty();
        }
    }

    /** A decoder of its own reports malformed bytes; a reader made from a charset would replace them. */
    private static Reader text(byte[] body) {
        return new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
    }

    /** The object that {@code answer} is; empty, too, if it does not say that it is JSON (RFC 8259 section 11). */
    public static Optional<JsonObject> object(HttpAnswer answer) {
        return answer.header("content-type")
                .filter(type -> TYPE.matcher(type).matches())
                .flatMap(json -> object(answer.body()));
    }

    /** The string {@code name} of {@code object}; empty if it is missing or not a string. */
    public static Optional<String> string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
