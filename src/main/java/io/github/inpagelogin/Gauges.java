package io.github.inpagelogin;

import io.github.inpagelogin.http.Breaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What is measured by looking at it whenever somebody asks for the metrics. What happens is counted where it happens. */
final class Gauges {
    private Gauges() {}

    /** Has {@code meters} look at {@code services}. */
    static void register(MeterRegistry meters, Services services) {
        Gauge.builder("inpagelogin.sessions.alive", services.sessions, sessions -> sessions.alive())
                .description("Sessions that this node has met and not seen the end of")
                .register(meters);
        services.breakers().forEach((name, breaker) -> watch(meters, name, breaker));
        FunctionCounter.builder("inpagelogin.joins", services.freshTokens, tokens -> tokens.joins())
                .description("Requests that waited for what another one had begun")
                .tag("work", "refresh")
                .register(meters);
        FunctionCounter.builder("inpagelogin.joins", services.logins, logins -> logins.joins())
                .description("Requests that waited for what another one had begun")
                .tag("work", "redemption")
                .register(meters);
        FunctionCounter.builder("inpagelogin.held.back", services.governor, governor -> governor.heldBack())
                .description("Times that RingCentral was not asked because it wanted to be left alone")
                .register(meters);
        FunctionCounter.builder("inpagelogin.revocations.dropped", services.revocations, queue -> queue.dropped())
                .description("Tokens that were not revoked because there was no room or no time")
                .register(meters);
    }

    /** One for each state, of which one is 1 at a time. */
    private static void watch(MeterRegistry meters, String name, Breaker breaker) {
        for (Breaker.State state : Breaker.State.values()) {
            Gauge.builder("inpagelogin.breaker.state", breaker, watched -> watched.state() == state ? 1 : 0)
                    .description("1 for what a breaker does now with calls to RingCentral, 0 for what it does not")
                    .tags("breaker", name, "state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }
}
