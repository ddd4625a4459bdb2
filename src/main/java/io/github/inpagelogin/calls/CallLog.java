package io.github.inpagelogin.calls;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One page of RingCentral's call log. What it says of a call came from whoever called: it may be anything.
 *
 * @param page from 1 on
 */
record CallLog(List<Map<String, Object>> calls, int page, boolean hasOlder) {
    /** Without a beginning RingCentral would tell of the last 24 hours alone. */
    private static final Duration RECENT = Duration.ofDays(30);

    private static final int PER_PAGE = 25;

    /** The path of a page, with its query. */
    static String path(int page, Instant now) {
        return "/restapi/v1.0/account/~/extension/~/call-log?view=Simple&perPage=" + PER_PAGE + "&page=" + page
                + "&dateFrom=" + now.minus(RECENT).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The page that {@code answer} is; throws an {@link OAuthFailure} if it is none. */
    static CallLog of(JsonObject answer, int page) {
        if (!(answer.get("records") instanceof JsonArray records)) {
            throw OAuthFailure.unreadable("no_records", null);
        }
        List<Map<String, Object>> calls = records.stream()
                .limit(PER_PAGE)
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .map(Call::shows)
                .toList();
        return new CallLog(calls, page, !calls.isEmpty() && hasOlder(answer, records.size(), page));
    }

    /** By the link to the next page, or the number of pages; where there is neither, a full page may have a next. */
    private static boolean hasOlder(JsonObject answer, int records, int page) {
        JsonValue navigation = answer.getOrDefault("navigation", JsonValue.NULL);
        JsonValue paging = answer.getOrDefault("paging", JsonValue.NULL);
        if (navigation instanceof JsonObject links && links.get("nextPage") instanceof JsonObject) {
            return true;
        }
        if (paging instanceof JsonObject counts && counts.get("totalPages") instanceof JsonNumber pages) {
            return page < pages.doubleValue();
        }
        return records >= PER_PAGE;
    }

    /** What the page shows. */
    Map<String, Object> shows() {
        return Map.of("calls", calls, "number", page, "hasOlder", hasOlder, "days", RECENT.toDays());
    }

    /** Without the calls. */
    @Override
    public String toString() {
        return "CallLog[page=" + page + ']';
    }
}
