package io.github.inpagelogin.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** A time as pages show it. */
public final class Moment {
    private static final DateTimeFormatter IN_WORDS = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Moment() {}

    /** What {@code moment.tag} takes: the time for the script of the page, and in words for who has none. */
    public static Map<String, String> of(Instant at) {
        return Map.of("instant", at.toString(), "words", IN_WORDS.format(at));
    }
}
