package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sample calls, different for each person: the same every time within an hour. As RingCentral does, it tells of the last
 * 24 hours unless it is asked for more.
 */
final class CallLog {
    static final int SIZE = 37;

    private static final int PER_PAGE_MAX = 250;
    private static final Duration TOLD_UNASKED = Duration.ofHours(24);
    private static final Set<String> MAY_REPEAT = Set.of("direction", "type", "transport");
    private static final Set<String> KNOWN = Set.of(
            "dateFrom",
            "dateTo",
            "direction",
            "extensionNumber",
            "page",
            "perPage",
            "phoneNumber",
            "recordingType",
            "sessionId",
            "showBlocked",
            "telephonySessionId",
            "transport",
            "type",
            "view",
            "withRecording");
    private static final List<String> RESULTS =
            List.of("Accepted", "Call connected", "Missed", "Voicemail", "Call connected", "Accepted", "Busy");
    /** Of callers; not every one is known by name. */
    private static final List<String> NAMES = List.of("Mia Laurent", "", "Harbor Books", "", "Tomás Ruiz");

    private final Knobs knobs;
    private final String origin;
    private final Clock clock;

    CallLog(Knobs knobs, String origin, Clock clock) {
        this.knobs = knobs;
        this.origin = origin;
        this.clock = clock;
    }

    JsonObject page(Person person, Parameters query) {
        knobs.requirePermission("ReadCallLog");
        query.refuseRepeated(MAY_REPEAT);
        query.allowOnly(KNOWN, Set.of());
        if (!List.of("Simple", "Detailed").contains(query.only("view").orElse("Simple"))) {
            throw invalid("view");
        }
        JsonArray all = knobs.calls().orElseGet(() -> calls(person, query));
        int perPage = Math.min(PER_PAGE_MAX, number(query, "perPage", 100));
        int page = number(query, "page", 1);
        int first = Math.min(all.size(), (page - 1) * perPage);
        int end = Math.min(all.size(), first + perPage);
        JsonObjectBuilder paging = Json.createObjectBuilder()
                .add("page", page)
                .add("perPage", perPage)
                .add("totalElements", all.size())
                .add("totalPages", (all.size() + perPage - 1) / perPage);
        if (first < end) {
            paging.add("pageStart", first).add("pageEnd", end - 1);
        }
        JsonObjectBuilder navigation = Json.createObjectBuilder().add("firstPage", link(1, perPage));
        if (end < all.size()) {
            navigation.add("nextPage", link(page + 1, perPage));
        }
        return Json.createObjectBuilder()
                .add("records", Json.createArrayBuilder(all.subList(first, end)))
                .add("paging", paging)
                .add("navigation", navigation)
                .build();
    }

    private JsonObjectBuilder link(int page, int perPage) {
        String uri = origin + Endpoint.CALL_LOG.path() + "?page=" + page + "&perPage=" + perPage;
        return Json.createObjectBuilder().add("uri", uri);
    }

    private JsonArray calls(Person person, Parameters query) {
        Instant to = time(query, "dateTo", clock.instant());
        Instant from = time(query, "dateFrom", to.minus(TOLD_UNASKED));
        JsonArrayBuilder calls = Json.createArrayBuilder();
        Instant newest = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(13));
        for (int i = 0; i < SIZE; i++) {
            Instant start = newest.minus(Duration.ofMinutes(137L * i));
            if (!start.isBefore(from) && start.isBefore(to)) {
                calls.add(call(person, i, start));
            }
        }
        return calls.build();
    }

    private static JsonObjectBuilder call(Person person, int index, Instant start) {
        int seed = Integer.parseInt(person.extensionNumber()) + index * 7;
        String result = RESULTS.get((seed + index) % RESULTS.size());
        boolean inbound = !result.equals("Call connected") && !result.equals("Busy");
        boolean answered = result.equals("Accepted") || result.equals("Call connected");
        JsonObjectBuilder self =
                Json.createObjectBuilder().add("name", person.name()).add("extensionNumber", person.extensionNumber());
        JsonObjectBuilder other = Json.createObjectBuilder()
                .add("phoneNumber", "+1415555" + String.format(Locale.ROOT, "%04d", 100 + seed % 100));
        String name = NAMES.get(seed % NAMES.size());
        if (!name.isEmpty()) {
            other.add("name", name);
        }
        return Json.createObjectBuilder()
                .add("id", "call-" + person.ownerId() + '-' + index)
                .add("sessionId", person.ownerId() + index)
                .add("type", "Voice")
                .add("action", inbound ? "Phone Call" : "VoIP Call")
                .add("direction", inbound ? "Inbound" : "Outbound")
                .add("result", result)
                .add("from", inbound ? other : self)
                .add("to", inbound ? self : other)
                .add("startTime", start.toString())
                .add("duration", answered ? 20 + seed % 400 : 0);
    }

    private static Instant time(Parameters query, String name, Instant otherwise) {
        try {
            return query.only(name).map(Instant::parse).orElse(otherwise);
        } catch (DateTimeException e) {
            throw invalid(name);
        }
    }

    private static int number(Parameters query, String name, int otherwise) {
        String value = query.only(name).orElse(Integer.toString(otherwise));
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw invalid(name);
        }
        return Integer.parseInt(value);
    }

    private static Refusal invalid(String name) {
        return Refusal.badRequest("Parameter [" + name + "] value is invalid");
    }
}
