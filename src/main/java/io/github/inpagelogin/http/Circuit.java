package io.github.inpagelogin.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.inpagelogin.http.HttpFailure.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a {@link Breaker} knows of one host, by Resilience4j. Thread-safe. */
final class Circuit {
    /** What a call says of its host. */
    enum Verdict {
        FOR,
        AGAINST,
        NONE;

        /** What an answer of {@code status} says. */
        static Verdict of(int status) {
            return status >= 500 ? AGAINST : FOR;
        }
    }

    /** While calls that try are on their way: most answers are here by then. */
    private static final Duration UNTIL_TRIED = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private final CircuitBreaker breaker;
    private final Clock clock;

    /** The end of the last pause; while calls try, of the time for which another one that was not let through was put off. */
    private volatile Instant pauseEnd = Instant.MIN;

    /** How often the breaker has turned. */
    private final AtomicInteger turns = new AtomicInteger();

    Circuit(String host, CircuitBreakerConfig config, Clock clock) {
        this.clock = clock;
        this.breaker = CircuitBreaker.of(host, config);
        breaker.getEventPublisher()
                .onStateTransition(event -> turned(event.getStateTransition().getToState()));
    }

    private void turned(CircuitBreaker.State to) {
        turns.incrementAndGet();
        switch (to) {
            case OPEN -> {
                pauseEnd = clock.instant().plus(Breaker.PAUSE);
                LOG.warn("{} does not answer: nothing is sent to it for {}", breaker.getName(), Breaker.PAUSE);
            }
            case HALF_OPEN -> LOG.info("{} is tried again", breaker.getName());
            default -> LOG.info("{} answers again", breaker.getName());
        }
    }

    /** Makes {@code call} if it is let through, and counts what it says of the host. */
    <A> CompletableFuture<A> pass(
            Supplier<CompletableFuture<A>> call, Function<A, Verdict> ofAnswer, Function<Kind, Verdict> ofFailure) {
        if (!breaker.tryAcquirePermission()) {
            return refuse();
        }
        int turn = turns.get();
        // Made by a future, so that whatever the call throws is counted too.
        return CompletableFuture.completedFuture(call)
                .thenCompose(Supplier::get)
                .whenComplete((answer, thrown) -> count(
                        turn,
                        thrown == null
                                ? ofAnswer.apply(answer)
                                : HttpFailure.in(thrown)
                                        .map(failure -> ofFailure.apply(failure.kind()))
                                        .orElse(Verdict.NONE)));
    }

    /** What becomes of a call that is not let through. */
    <A> CompletableFuture<A> refuse() {
        if (breaker.getState() == CircuitBreaker.State.HALF_OPEN && pause().isEmpty()) {
            pauseEnd = clock.instant().plus(UNTIL_TRIED);
        }
        return CompletableFuture.failedFuture(HttpFailure.notSent(pause().orElse(UNTIL_TRIED)));
    }

    /** A call that was let through before the last turn says nothing of how the host is now. */
    private void count(int turn, Verdict verdict) {
        if (turn != turns.get()) {
            return;
        }
        if (verdict == Verdict.NONE) {
            breaker.releasePermission();
        } else {
            breaker.onResult(0, NANOSECONDS, verdict);
        }
    }

    /** How long nothing is let through from now on, as far as is known, in whole seconds, rounded up; empty if something is. */
    Optional<Duration> pause() {
        Duration left = Duration.between(clock.instant(), pauseEnd);
        if (breaker.getState() == CircuitBreaker.State.CLOSED || left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds()));
    }

    Breaker.State state() {
        return switch (breaker.getState()) {
            // When the pause is over the next calls try, and until somebody calls nothing happens.
            case OPEN, FORCED_OPEN -> pause().isPresent() ? Breaker.State.OPEN : Breaker.State.HALF_OPEN;
            case HALF_OPEN -> Breaker.State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> Breaker.State.CLOSED;
        };
    }
}
