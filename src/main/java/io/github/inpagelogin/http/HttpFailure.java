package io.github.inpagelogin.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** There is no answer to a call. The message names the kind only: never an address, a header or a body. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it decides what may be done next. */
    public enum Kind {
        /** Nothing was sent, because RingCentral had not answered several times ({@link Breaker}). */
        NOT_SENT,
        /** No connection came about, or none was free in time: the request cannot have arrived. */
        NOT_CONNECTED,
        /** The time is over; the request may have arrived. */
        TIMED_OUT,
        /** The answer is larger than we read. */
        TOO_LARGE,
        /** The connection broke, or what came back is not HTTP; the request may have arrived. */
        BROKEN
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public HttpFailure(Kind kind, Throwable cause) {
        super(kind.name(), cause);
        this.kind = kind;
        this.retryAfter = null;
    }

    private HttpFailure(Duration retryAfter) {
        super(Kind.NOT_SENT.name());
        this.kind = Kind.NOT_SENT;
        this.retryAfter = retryAfter;
    }

    /** {@link Kind#NOT_SENT}: what is tried before {@code retryAfter} is over will not be sent either. */
    static HttpFailure notSent(Duration retryAfter) {
        return new HttpFailure(retryAfter);
    }

    /** The failure that {@code thrown}, as a future hands it on, stands for; empty if it is none of these. */
    static Optional<HttpFailure> in(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return cause instanceof HttpFailure failure ? Optional.of(failure) : Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    /** When to try again, whole seconds; told of {@link Kind#NOT_SENT} alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
