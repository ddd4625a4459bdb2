package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** RingCentral's answer cannot be passed on, or there is none. */
final class Unpassable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final @Nullable Duration retryAfter;

    Unpassable(Problem problem, @Nullable Duration retryAfter) {
        super(problem.word());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** What {@code thrown}, as a future hands it on, is for the widget: 401 only if the session here is over. */
    static Unpassable because(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Unpassable unpassable) {
            return unpassable;
        }
        if (cause instanceof OAuthFailure failure) {
            return new Unpassable(problem(failure), failure.retryAfter().orElse(null));
        }
        return cause instanceof HttpFailure failure
                ? new Unpassable(problem(failure), failure.retryAfter().orElse(null))
                : new Unpassable(Problem.BROKEN, null);
    }

    private static Problem problem(OAuthFailure failure) {
        return switch (failure.reason()) {
            case SIGN_IN_AGAIN, ACCOUNT, DENIED -> Problem.NOT_SIGNED_IN;
            case TRY_LATER, NO_ANSWER, UNREADABLE, OUR_FAULT, PERMISSION, NOT_FOUND -> Problem.of(failure);
        };
    }

    private static Problem problem(HttpFailure failure) {
        return switch (failure.kind()) {
            case NOT_SENT -> Problem.AWAY;
            case NOT_CONNECTED, TIMED_OUT -> Problem.NO_ANSWER;
            case TOO_LARGE, BROKEN -> Problem.UNREADABLE;
        };
    }

    Problem problem() {
        return problem;
    }

    /** What the widget is told. */
    Reply reply(HttpServletRequest request) {
        Reply reply = Errors.forScript(request, problem);
        return retryAfter == null ? reply : new Reply.Later(reply, retryAfter);
    }
}
