package io.github.inpagelogin.http;

import io.github.inpagelogin.http.HttpFailure.Kind;
import io.github.inpagelogin.log.Notes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Makes a call again for which there was no connection: it cannot have arrived. Three times at most, each wait twice the one
 * before, as RingCentral advises; never beyond the time-out of the call. Thread-safe.
 */
public final class Reconnecting implements HttpSender {
    private static final int TIMES = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    private final HttpSender sender;
    private final Function<Duration, Executor> later;

    /**
     * A sender that is not put off by one failure.
     *
     * @param later what runs work when so much time has passed
     */
    public Reconnecting(HttpSender sender, Function<Duration, Executor> later) {
        this.sender = sender;
        this.later = later;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        return Notes.carry(send(call, System.nanoTime() + call.timeout().toNanos(), 0));
    }

    private CompletableFuture<HttpAnswer> send(HttpCall call, long end, int before) {
        return sender.send(call).exceptionallyCompose(thrown -> {
            Duration wait = FIRST_WAIT.multipliedBy(1L << before);
            Duration left = Duration.ofNanos(end - System.nanoTime()).minus(wait);
            boolean again = before < TIMES
                    && left.toMillis() > 0
                    && HttpFailure.in(thrown)
                            .filter(failure -> failure.kind() == Kind.NOT_CONNECTED)
                            .isPresent();
            return again
                    ? CompletableFuture.completedFuture(call.within(left))
                            .thenComposeAsync(next -> send(next, end, before + 1), later.apply(wait))
                    : CompletableFuture.failedFuture(thrown);
        });
    }

    @Override
    public Optional<Duration> pause(URI server) {
        return sender.pause(server);
    }
}
