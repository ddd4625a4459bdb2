package io.github.inpagelogin.widget;

import io.github.inpagelogin.web.Problem;

/** A file of the widget that may exist and cannot be had now. */
final class WidgetUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    WidgetUnavailable(Problem problem) {
        super(problem.word());
        this.problem = problem;
    }

    /** The problem that {@code thrown} is for who asked for the file. */
    static Problem problemOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof WidgetUnavailable unavailable) {
                return unavailable.problem;
            }
        }
        return Problem.BROKEN;
    }
}
