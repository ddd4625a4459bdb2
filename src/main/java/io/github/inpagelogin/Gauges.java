package io.github.inpagelogin;

import io.github.inpagelogin.session.SessionsAlive;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured by looking at it whenever somebody asks for the metrics. What happens is counted where it happens. */
final class Gauges {
    private Gauges() {}

    /** Has {@code meters} look at {@code services}. */
    static void register(MeterRegistry meters, Services services) {
        Gauge.builder("inpagelogin.sessions.alive", services.sessions.alive(), SessionsAlive::count)
                .description("Sessions that this node has met and not seen the end of")
                .register(meters);
    }
}
