package io.github.inpagelogin.http;

import io.github.inpagelogin.http.Circuit.Verdict;
import io.github.inpagelogin.http.HttpFailure.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices that a host of RingCentral's does not answer, and lets a few calls through that try, now and then, in place of
 * all. A call that is not let through fails at once, {@link Kind#NOT_SENT}. Against a host speak: no connection, no answer
 * in time, a connection that breaks, 5xx. Every other answer speaks for it, 429 too. Thread-safe.
 */
public final class Breaker {
    /** What a breaker does with calls; where there are two hosts, to the one that is worse off. */
    public enum State {
        /** All are let through. */
        CLOSED,
        /** A few are let through, to see whether the host answers again. */
        HALF_OPEN,
        /** None is let through. */
        OPEN
    }

    /** As long as RingCentral wants it between two attempts at the token endpoint. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** Enough for one that fails by chance. */
    private static final int TRYING = 4;

    private final CircuitBreakerConfig config;
    private final Clock clock;

    /** By authority; there are two at most, that of the settings and the proxy's for media. */
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    private Breaker(Duration window, int fewest, int percent, Clock clock) {
        this.clock = clock;
        this.config = CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindow((int) window.toSeconds(), fewest, SlidingWindowType.TIME_BASED)
                .failureRateThreshold(percent)
                // It is over when more than this has passed.
                .waitDurationInOpenState(PAUSE.minusMillis(1))
                .permittedNumberOfCallsInHalfOpenState(TRYING)
                .recordResult(Verdict.AGAINST::equals)
                .build();
    }

    /** For what logins need, and sessions to go on: opens when, of ten calls or more within a minute, six in ten failed. */
    public static Breaker forTokens(Clock clock) {
        return new Breaker(Duration.ofMinutes(1), 10, 60, clock);
    }

    /**
     * For what browsers ask for, through this site or by pages that read it: opens when, of forty calls or more within half a
     * minute, eight in ten failed. Forty are more than one person has under way; which path is asked, and how slow it is,
     * browsers choose.
     */
    public static Breaker forResources(Clock clock) {
        return new Breaker(Duration.ofSeconds(30), 40, 80, clock);
    }

    /** {@code sender}, asked while its host answers. */
    public HttpSender watching(HttpSender sender) {
        return new HttpSender() {
            @Override
            public CompletableFuture<HttpAnswer> send(HttpCall call) {
                return circuit(call.uri())
                        .pass(() -> sender.send(call), answer -> Verdict.of(answer.status()), Breaker::verdict);
            }

            @Override
            public Optional<Duration> pause(URI server) {
                return circuit(server).pause();
            }
        };
    }

    private static Verdict verdict(Kind kind) {
        return switch (kind) {
            case NOT_CONNECTED, TIMED_OUT, BROKEN -> Verdict.AGAINST;
            case TOO_LARGE -> Verdict.FOR;
            case NOT_SENT -> Verdict.NONE;
        };
    }

    /**
     * {@code streams}, asked while their host answers. What a browser may have caused speaks neither way; and what a browser
     * sends, for as long as it likes, is not let through to try whether the host does.
     */
    public HttpStreams watchingStreams(HttpStreams streams) {
        return call -> {
            Circuit circuit = circuit(call.uri());
            boolean browserSends = call.body() != null;
            return browserSends && circuit.state() != State.CLOSED
                    ? circuit.refuse()
                    : circuit.pass(
                            () -> streams.open(call),
                            answer -> Verdict.of(answer.status()),
                            kind -> verdict(kind, browserSends));
        };
    }

    private static Verdict verdict(Kind kind, boolean browserSends) {
        return switch (kind) {
            case NOT_CONNECTED -> Verdict.AGAINST;
            case TIMED_OUT -> browserSends ? Verdict.NONE : Verdict.AGAINST;
            case BROKEN, TOO_LARGE, NOT_SENT -> Verdict.NONE;
        };
    }

    /** What becomes of calls now. */
    public State state() {
        return circuits.values().stream()
                .map(Circuit::state)
                .max(Comparator.naturalOrder())
                .orElse(State.CLOSED);
    }

    private Circuit circuit(URI uri) {
        return circuits.computeIfAbsent(uri.getRawAuthority(), host -> new Circuit(host, config, clock));
    }
}
