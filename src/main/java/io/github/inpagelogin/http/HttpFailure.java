package io.github.inpagelogin.http;

/** There is no answer to a call. The message names the kind only: never an address, a header or a body. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it decides what may be done next. */
    public enum Kind {
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

    public HttpFailure(Kind kind, Throwable cause) {
        super(kind.name(), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
