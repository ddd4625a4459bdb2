package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the reply for what went wrong: a page for a person, JSON for a script. Nothing that came in is shown. */
public final class Errors {
    private static final JsonProvider JSON = JsonProvider.provider();

    private Errors() {}

    /** The reply for {@code problem}; logging in from its page leads to the front page of the signed-in. */
    public static Reply of(HttpServletRequest request, Problem problem) {
        Events.of(request).ifPresent(events -> events.happened("problem", problem.word()));
        return reported(request, problem);
    }

    /** The same for a problem that has been reported as another event already. */
    public static Reply reported(HttpServletRequest request, Problem problem) {
        return reply(request, problem, null, null);
    }

    /** The reply for whatever a future failed with; {@code returnPath} is where a new login would lead. */
    public static Reply of(HttpServletRequest request, Throwable thrown, @Nullable String returnPath) {
        return OAuthFailure.in(thrown)
                .map(failure -> reply(request, Problem.of(failure), failure, returnPath))
                .orElseGet(() -> reply(request, Problem.BROKEN, null, returnPath));
    }

    /** The reply for {@code problem} where only scripts ask. */
    public static Reply forScript(HttpServletRequest request, Problem problem) {
        return json(problem, null, request);
    }

    /** For who is not signed in and asks for what needs it: a person goes to log in and comes back, a script is told. */
    public static Reply signInFirst(HttpServletRequest request) {
        if (Asker.isScript(request)) {
            return of(request, Problem.NOT_SIGNED_IN);
        }
        boolean dispatched = request.getAttribute(AsyncContext.ASYNC_REQUEST_URI) != null;
        Object path = dispatched ? request.getAttribute(AsyncContext.ASYNC_REQUEST_URI) : request.getRequestURI();
        Object query = dispatched ? request.getAttribute(AsyncContext.ASYNC_QUERY_STRING) : request.getQueryString();
        String wanted = path + (query == null ? "" : "?" + query);
        return new Reply.SeeOther(request.getServletContext().getContextPath() + "/login" + query(wanted));
    }

    private static Reply reply(
            HttpServletRequest request, Problem problem, @Nullable OAuthFailure failure, @Nullable String returnPath) {
        Optional<Duration> retryAfter = Optional.ofNullable(failure).flatMap(OAuthFailure::retryAfter);
        Reply reply = Asker.isScript(request)
                ? json(problem, failure, request)
                : page(request, problem, failure, retryAfter.orElse(null), returnPath);
        return retryAfter.<Reply>map(wait -> new Reply.Later(reply, wait)).orElse(reply);
    }

    private static Reply json(Problem problem, @Nullable OAuthFailure failure, HttpServletRequest request) {
        JsonObjectBuilder body = JSON.createObjectBuilder()
                .add("error", problem.word())
                .add("message", problem.title() + ". " + problem.nextStep())
                .add("requestId", RequestId.of(request));
        if (failure != null) {
            body.add("code", failure.code());
        }
        return new Reply.Json(problem.status(), body.build());
    }

    private static Reply page(
            HttpServletRequest request,
            Problem problem,
            @Nullable OAuthFailure failure,
            @Nullable Duration retryAfter,
            @Nullable String returnPath) {
        Map<String, Object> shows = new HashMap<>();
        shows.put("status", problem.status());
        shows.put("title", problem.title());
        shows.put("explanation", problem.explanation());
        shows.put("whoCanFix", problem.whoCanFix());
        shows.put("nextStep", problem.nextStep());
        if (failure != null) {
            shows.put("code", failure.code());
            shows.put("meaning", failure.meaning());
        }
        if (retryAfter != null) {
            shows.put("retryAfterSeconds", (int) retryAfter.toSeconds());
        }
        switch (problem.way()) {
            case LOGIN -> {
                shows.put("actionUrl", request.getServletContext().getContextPath() + "/login" + query(returnPath));
                shows.put("actionLabel", "Log in with RingCentral");
            }
            case HOME -> {
                shows.put("actionUrl", request.getServletContext().getContextPath() + "/");
                shows.put("actionLabel", "Go to the front page");
            }
            case NONE -> {}
        }
        return new Reply.Page(problem.status(), "error", shows);
    }

    private static String query(@Nullable String returnPath) {
        return returnPath == null ? "" : "?return_to=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
    }
}
