package io.github.inpagelogin.api;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * One page of a list of RingCentral's: what {@code records} has, and whether there are more.
 *
 * @param number from 1 on
 */
public record ResourcePage(List<JsonObject> records, int number, boolean hasNext) {
    /** The page that {@code answer} is; throws an {@link OAuthFailure} if it is none. */
    static ResourcePage of(JsonObject answer, int number, int perPage) {
        if (!(answer.get("records") instanceof JsonArray records)) {
            throw OAuthFailure.unreadable("no_records", null);
        }
        List<JsonObject> objects = records.stream()
                .limit(perPage)
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .toList();
        return new ResourcePage(
                objects, number, !objects.isEmpty() && hasNext(answer, records.size(), number, perPage));
    }

    /** By the link to the next page, or the number of pages; where there is neither, a full page may have a next. */
    private static boolean hasNext(JsonObject answer, int records, int number, int perPage) {
        JsonValue navigation = answer.getOrDefault("navigation", JsonValue.NULL);
        JsonValue paging = answer.getOrDefault("paging", JsonValue.NULL);
        if (navigation instanceof JsonObject links && links.get("nextPage") instanceof JsonObject) {
            return true;
        }
        if (paging instanceof JsonObject counts && counts.get("totalPages") instanceof JsonNumber pages) {
            return number < pages.doubleValue();
        }
        return records >= perPage;
    }

    /** Without the records, which are a person's. */
    @Override
    public String toString() {
        return "ResourcePage[number=" + number + ']';
    }
}
