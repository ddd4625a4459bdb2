package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened, for operators: a log line and a counter for each event, named and never personal. Thread-safe. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final MeterRegistry meters;

    public Events(MeterRegistry meters) {
        this.meters = meters;
    }

    /** {@code event} ended with {@code outcome}; both are words of ours. */
    public void happened(String event, String outcome) {
        count(event, outcome);
        LOG.atInfo().addKeyValue("event", event).addKeyValue("outcome", outcome).log("");
    }

    /** {@code event} failed. */
    public void failed(String event, Throwable thrown) {
        OAuthFailure.in(thrown).ifPresentOrElse(failure -> refused(event, failure), () -> broke(event, thrown));
    }

    private void refused(String event, OAuthFailure failure) {
        String outcome = failure.reason().name().toLowerCase(Locale.ROOT);
        count(event, outcome);
        LOG.atWarn()
                .addKeyValue("event", event)
                .addKeyValue("outcome", outcome)
                .addKeyValue("code", failure.code())
                .log(failure.meaning());
    }

    private void broke(String event, Throwable thrown) {
        count(event, "broken");
        LOG.atError()
                .addKeyValue("event", event)
                .addKeyValue("outcome", "broken")
                .setCause(thrown)
                .log("");
    }

    private void count(String event, String outcome) {
        meters.counter("inpagelogin." + event, "outcome", outcome).increment();
    }
}
