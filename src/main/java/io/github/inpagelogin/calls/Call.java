package io.github.inpagelogin.calls;

import io.github.inpagelogin.oauth.Json;
import io.github.inpagelogin.web.Moment;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A call as the page shows it: bounded text, and nothing where RingCentral says nothing that can be understood. */
final class Call {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_WORD = 40;

    /** What is said to have lasted longer is a mistake. */
    private static final Duration LONGEST_CALL = Duration.ofDays(365);

    private static final Instant TOO_LATE = Instant.parse("9999-01-01T00:00:00Z");

    private static final Map<String, String> DIRECTIONS = Map.of("Inbound", "Incoming", "Outbound", "Outgoing");
    private static final Map<String, String> TYPES = Map.of("Voice", "call", "Fax", "fax", "", "call");

    /** Ends of lines, other control characters, and what makes text run the other way. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\s\\u202a-\\u202e\\u2066-\\u2069]+");

    private Call() {}

    /** What the page shows of {@code call}, a record of the call log. */
    static Map<String, Object> shows(JsonObject call) {
        Map<String, Object> shows = new HashMap<>();
        String direction = text(call, "direction", LONGEST_WORD);
        String type = text(call, "type", LONGEST_WORD);
        boolean outgoing = direction.equals("Outbound");
        shows.put("way", outgoing ? "out" : direction.equals("Inbound") ? "in" : "unknown");
        shows.put(
                "kind", (DIRECTIONS.getOrDefault(direction, direction) + " " + TYPES.getOrDefault(type, type)).strip());
        shows.put("result", text(call, "result", LONGEST_WORD));
        shows.putAll(who(
                call.get(outgoing ? "to" : "from") instanceof JsonObject other ? other : JsonValue.EMPTY_JSON_OBJECT));
        at(call).ifPresent(at -> shows.put("at", Moment.of(at)));
        length(call).ifPresent(length -> shows.put("length", length));
        return shows;
    }

    /** By name where there is one, with the number; else by number. */
    private static Map<String, String> who(JsonObject other) {
        String name = text(other, "name", LONGEST_NAME);
        String phoneNumber = text(other, "phoneNumber", LONGEST_WORD);
        String extension = text(other, "extensionNumber", LONGEST_WORD);
        String number = phoneNumber.isEmpty() && !extension.isEmpty() ? "Ext. " + extension : phoneNumber;
        return name.isEmpty() ? Map.of("who", number, "number", "") : Map.of("who", name, "number", number);
    }

    private static Optional<Instant> at(JsonObject call) {
        try {
            return Json.string(call, "startTime")
                    .map(Instant::parse)
                    .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(TOO_LATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> length(JsonObject call) {
        return call.get("duration") instanceof JsonNumber number
                        && number.doubleValue() >= 1
                        && number.doubleValue() < LONGEST_CALL.toSeconds()
                ? Optional.of(inWords(Duration.ofSeconds((long) number.doubleValue())))
                : Optional.empty();
    }

    private static String inWords(Duration length) {
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0
                ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
                : length.toSeconds() + " s";
    }

    /** The text {@code name}, on one line and at most so many characters long; empty if it is missing. */
    private static String text(JsonObject object, String name, int longest) {
        String text = Json.string(object, name)
                .map(said -> NO_TEXT.matcher(said).replaceAll(" ").strip())
                .orElse("");
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
