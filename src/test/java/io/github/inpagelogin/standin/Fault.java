package io.github.inpagelogin.standin;

/**
 * What goes wrong with an answer.
 *
 * @param instead what is answered without the request being looked at; of no meaning for the other kinds
 */
record Fault(Kind kind, Answer instead) {

    enum Kind {
        NONE,
        /** The request is not processed; {@link Fault#instead()} is answered. */
        INSTEAD,
        /** The request is not processed; the answer does not end for 64 MiB. */
        HUGE,
        /** Processed; half of the answer arrives. */
        TRUNCATED,
        /** Processed; all that arrives of the answer is its head. */
        BODILESS,
        /** Processed; the right answer is called {@code text/html}. */
        WRONG_CONTENT_TYPE,
        /** Processed; the right answer has one member twice. */
        DOUBLED,
        /** Processed; the right answer is written in ISO 8859-1. */
        NOT_UTF_8,
        /** Processed; the right answer comes a byte at a time, and would take minutes. */
        DRIPPING,
        /** Processed; no answer, the connection is closed. */
        CUT
    }

    static Fault of(Kind kind) {
        return new Fault(kind, Answer.empty(500));
    }

    static Fault instead(Answer answer) {
        return new Fault(Kind.INSTEAD, answer);
    }
}
