package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Sample calls: the same every time, different for each person. */
final class CallLog {
    static final int SIZE = 37;

    private static final int PER_PAGE_MAX = 250;
    private static final Instant NEWEST = Instant.parse("2026-01-15T17:30:00Z");
    private static final List<String> RESULTS =
            List.of("Accepted", "Call connected", "Missed", "Voicemail", "Call connected", "Accepted", "Busy");

    private CallLog() {}

    static JsonObject page(Person person, Parameters query) {
        int perPage = Math.min(PER_PAGE_MAX, number(query, "perPage", 100));
        int page = number(query, "page", 1);
        int first = Math.min(SIZE, (page - 1) * perPage);
        int end = Math.min(SIZE, first + perPage);
        JsonArrayBuilder records = Json.createArrayBuilder();
        for (int i = first; i < end; i++) {
            records.add(call(person, i));
        }
        JsonObjectBuilder paging = Json.createObjectBuilder()
                .add("page", page)
                .add("perPage", perPage)
                .add("totalElements", SIZE)
                .add("totalPages", (SIZE + perPage - 1) / perPage);
        if (first < end) {
            paging.add("pageStart", first).add("pageEnd", end - 1);
        }
        return Json.createObjectBuilder()
                .add("records", records)
                .add("paging", paging)
                .build();
    }

    private static JsonObjectBuilder call(Person person, int index) {
        int seed = Integer.parseInt(person.extensionNumber()) + index * 7;
        String result = RESULTS.get(seed % RESULTS.size());
        boolean inbound = !result.equals("Call connected") && !result.equals("Busy");
        boolean answered = result.equals("Accepted") || result.equals("Call connected");
        JsonObjectBuilder self =
                Json.createObjectBuilder().add("name", person.name()).add("extensionNumber", person.extensionNumber());
        JsonObjectBuilder other = Json.createObjectBuilder()
                .add("phoneNumber", "+1415555" + String.format(Locale.ROOT, "%04d", 100 + seed % 100));
        return Json.createObjectBuilder()
                .add("id", "call-" + person.ownerId() + '-' + index)
                .add("sessionId", person.ownerId() + index)
                .add("type", "Voice")
                .add("action", inbound ? "Phone Call" : "VoIP Call")
                .add("direction", inbound ? "Inbound" : "Outbound")
                .add("result", result)
                .add("from", inbound ? other : self)
                .add("to", inbound ? self : other)
                .add("startTime", NEWEST.minus(Duration.ofMinutes(137L * index)).toString())
                .add("duration", answered ? 20 + seed % 400 : 0);
    }

    private static int number(Parameters query, String name, int otherwise) {
        String value = query.only(name).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= 10_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("Parameter [" + name + "] value is invalid");
        }
        throw Refusal.badRequest("Parameter [" + name + "] value is invalid");
    }
}
