package io.github.inpagelogin.calls;

import io.github.inpagelogin.api.ResourcePage;
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
    static final int PER_PAGE = 25;

    /** Without a beginning RingCentral would tell of the last 24 hours alone. */
    private static final Duration RECENT = Duration.ofDays(30);

    /** The path of the list, with its query. */
    static String path(Instant now) {
        return "/restapi/v1.0/account/~/extension/~/call-log?view=Simple&dateFrom="
                + now.minus(RECENT).truncatedTo(ChronoUnit.SECONDS);
    }

    /** What {@code page} says. */
    static CallLog of(ResourcePage page) {
        return new CallLog(page.records().stream().map(Call::shows).toList(), page.number(), page.hasNext());
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
