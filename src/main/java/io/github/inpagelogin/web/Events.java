package io.github.inpagelogin.web;

import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What happened, for operators: of each event one line in the log and one more on its counter, named and never personal.
 * The counter of {@code login} is {@code inpagelogin_logins_total}. Thread-safe.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String ATTRIBUTE = Events.class.getName();
    private static final String SUCCESS = "success";

    private final MeterRegistry meters;
    private final Clock clock;

    public Events(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** {@code event} ended with {@code outcome}, both words of ours; it took as long as its request is under way. */
    public void happened(String event, String outcome) {
        line(Level.INFO, event, outcome, age()).log("");
    }

    /** {@code event} failed; it took as long as its request is under way. */
    public void failed(String event, Throwable thrown) {
        failed(event, thrown, age());
    }

    /** {@code event} ends as {@code work} does and takes as long; the future is done when that is reported. */
    public <T> CompletableFuture<T> follow(String event, CompletableFuture<T> work) {
        Instant begun = clock.instant();
        Notes notes = Notes.current();
        return work.whenComplete((value, failure) -> notes.during(() -> {
            Optional<Duration> duration = Optional.of(Duration.between(begun, clock.instant()));
            if (failure == null) {
                line(Level.INFO, event, SUCCESS, duration).log("");
            } else {
                failed(event, failure, duration);
            }
        }));
    }

    /** Goes along with {@code request}, for whoever has only that. */
    void accompany(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** What goes along with {@code request}. */
    static Optional<Events> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Events events ? Optional.of(events) : Optional.empty();
    }

    private void failed(String event, Throwable thrown, Optional<Duration> duration) {
        OAuthFailure.in(thrown)
                .ifPresentOrElse(
                        failure -> line(Level.WARN, event, word(failure.reason()), duration)
                                .addKeyValue("code", failure.code())
                                .log(failure.meaning()),
                        () -> line(Level.ERROR, event, "broken", duration)
                                .setCause(thrown)
                                .log(""));
    }

    private LoggingEventBuilder line(Level level, String event, String outcome, Optional<Duration> duration) {
        meters.counter("inpagelogin." + plural(event), "outcome", outcome).increment();
        LoggingEventBuilder line =
                LOG.atLevel(level).addKeyValue("event", event).addKeyValue("outcome", outcome);
        return duration.map(time -> line.addKeyValue("durationMs", time.toMillis()))
                .orElse(line);
    }

    /** How long the request of this thread is under way. */
    private Optional<Duration> age() {
        return Notes.begun().map(begun -> Duration.between(begun, clock.instant()));
    }

    private static String word(OAuthFailure.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static String plural(String event) {
        return event + (event.endsWith("sh") ? "es" : "s");
    }
}
