package io.github.inpagelogin.standin;

import java.time.Duration;

/** How long new tokens live: what the client asked for, within what RingCentral gives. */
record Lifetimes(Duration access, Duration refresh) {
    private static final long ACCESS_MIN = 600;
    private static final long ACCESS_MAX = 3600;
    private static final long REFRESH_MAX = 604_800;

    static final Lifetimes DEFAULT = new Lifetimes(Duration.ofSeconds(ACCESS_MAX), Duration.ofSeconds(REFRESH_MAX));

    static Lifetimes of(Parameters form) {
        return new Lifetimes(
                seconds(form, "access_token_ttl", ACCESS_MIN, ACCESS_MAX),
                seconds(form, "refresh_token_ttl", ACCESS_MIN, REFRESH_MAX));
    }

    private static Duration seconds(Parameters form, String name, long min, long max) {
        String asked = form.only(name).orElse(Long.toString(max));
        try {
            return Duration.ofSeconds(Math.min(max, Math.max(min, Long.parseLong(asked))));
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("Parameter [" + name + "] is not a number");
        }
    }
}
