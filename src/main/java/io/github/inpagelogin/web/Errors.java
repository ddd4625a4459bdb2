package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the reply for what went wrong: a page for a person, JSON for a script. Nothing that came in is shown. */
public final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final JsonProvider JSON = JsonProvider.provider();

    private Errors() {}

    /** The reply for {@code problem}; logging in from its page leads to the front page of the signed-in. */
    public static Reply of(HttpServletRequest request, Problem problem) {
        LOG.atInfo()
                .addKeyValue("event", "problem")
                .addKeyValue("outcome", problem.word())
                .log("");
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
        return Asker.isScript(request) ? of(request, Problem.NOT_SIGNED_IN) : toLogin(request);
    }

    /** The same for whose session has just ended because of {@code thrown}, which a script is told. */
    public static Reply signInAgain(HttpServletRequest request, Throwable thrown) {
        return Asker.isScript(request)
                ? json(Problem.NOT_SIGNED_IN, OAuthFailure.in(thrown).orElse(null), request)
                : toLogin(request);
    }

    /** To the login, and back to what was asked for, which a dispatch leaves to its attributes. */
    private static Reply toLogin(HttpServletRequest request) {
        boolean dispatched = request.getDispatcherType() == DispatcherType.ASYNC;
        Object path = dispatched ? request.getAttribute(AsyncContext.ASYNC_REQUEST_URI) : request.getRequestURI();
        Object query = dispatched ? request.getAttribute(AsyncContext.ASYNC_QUERY_STRING) : request.getQueryString();
        String wanted = path + (query == null ? "" : "?" + query);
        return new Reply.SeeOther(login(request, wanted));
    }

    private static Reply reply(
            HttpServletRequest request, Problem problem, @Nullable OAuthFailure failure, @Nullable String returnPath) {
        Duration wait = failure == null ? null : failure.retryAfter().orElse(null);
        if (Asker.isScript(request)) {
            Reply json = json(problem, failure, request);
            return wait == null ? json : new Reply.Later(json, wait);
        }
        Reply page = page(request, problem, failure, wait, returnPath);
        return wait == null ? page : new Reply.Later(page, wait, onward(request, problem, returnPath));
    }

    /** Where a page goes when the wait is over: to log in, if that is what its one link does. */
    private static @Nullable String onward(HttpServletRequest request, Problem problem, @Nullable String returnPath) {
        return problem.way() == Problem.Way.LOGIN ? login(request, returnPath) : null;
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
            shows.put("goesOn", problem.way() == Problem.Way.LOGIN);
        }
        switch (problem.way()) {
            case LOGIN -> {
                shows.put("actionUrl", login(request, returnPath));
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

    private static String login(HttpServletRequest request, @Nullable String returnPath) {
        String query = returnPath == null ? "" : "?return_to=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
        return request.getServletContext().getContextPath() + "/login" + query;
    }
}
