package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
        return reply(request, problem, null, (String) null);
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
        return new Reply.SeeOther(request.getServletContext().getContextPath() + "/login" + query(wanted(request)));
    }

    /**
     * The reply for whatever a future failed with that asked for somebody who is signed in. Whose session is over logs in
     * again and comes back.
     */
    public static Reply ofSignedIn(HttpServletRequest request, Throwable thrown) {
        return isSessionOver(thrown) ? signInFirst(request) : of(request, thrown, null);
    }

    /** The same, told within the page of this name, which keeps its frame, and with the offer to try again. */
    public static Reply within(String page, HttpServletRequest request, Throwable thrown) {
        if (isSessionOver(thrown)) {
            return signInFirst(request);
        }
        OAuthFailure failure = OAuthFailure.in(thrown).orElse(null);
        Problem problem = failure == null ? Problem.BROKEN : Problem.of(failure);
        Map<String, Object> shows = shows(problem, failure);
        offer(shows, wanted(request), "Try again");
        return reply(request, problem, failure, new Reply.Page(problem.status(), page, shows));
    }

    private static boolean isSessionOver(Throwable thrown) {
        return OAuthFailure.in(thrown)
                .filter(failure -> failure.reason() == OAuthFailure.Reason.SIGN_IN_AGAIN)
                .isPresent();
    }

    /** The address that the browser asked for, wherever the request has been dispatched to since. */
    private static String wanted(HttpServletRequest request) {
        Object asked = request.getAttribute(AsyncContext.ASYNC_REQUEST_URI);
        Object query = asked == null ? request.getQueryString() : request.getAttribute(AsyncContext.ASYNC_QUERY_STRING);
        return (asked == null ? request.getRequestURI() : asked) + (query == null ? "" : "?" + query);
    }

    private static Reply reply(
            HttpServletRequest request, Problem problem, @Nullable OAuthFailure failure, @Nullable String returnPath) {
        return reply(request, problem, failure, page(request, problem, failure, returnPath));
    }

    private static Reply reply(
            HttpServletRequest request, Problem problem, @Nullable OAuthFailure failure, Reply.Page page) {
        Reply reply = Asker.isScript(request) ? json(problem, failure, request) : page;
        return Optional.ofNullable(failure)
                .flatMap(OAuthFailure::retryAfter)
                .<Reply>map(wait -> new Reply.Later(reply, wait))
                .orElse(reply);
    }

    private static Reply json(Problem problem, @Nullable OAuthFailure failure, HttpServletRequest request) {
        JsonObjectBuilder body = JSON.createObjectBuilder()
                .add("error", problem.word())
                .add("message", problem.title() + ". " + problem.nextStep())
                .add("requestId", RequestId.of(request));
        if (failure != null) {
            body.add("code", failure.code()).add("meaning", failure.meaning());
        }
        return new Reply.Json(problem.status(), body.build());
    }

    private static Reply.Page page(
            HttpServletRequest request, Problem problem, @Nullable OAuthFailure failure, @Nullable String returnPath) {
        Map<String, Object> shows = shows(problem, failure);
        String contextPath = request.getServletContext().getContextPath();
        switch (problem.way()) {
            case LOGIN -> offer(shows, contextPath + "/login" + query(returnPath), "Log in with RingCentral");
            case HOME -> offer(shows, contextPath + "/", "Go to the front page");
            case NONE -> {}
        }
        return new Reply.Page(problem.status(), "error", shows);
    }

    private static Map<String, Object> shows(Problem problem, @Nullable OAuthFailure failure) {
        Map<String, Object> shows = new HashMap<>();
        shows.put("status", problem.status());
        shows.put("title", problem.title());
        shows.put("explanation", problem.explanation());
        shows.put("whoCanFix", problem.whoCanFix());
        shows.put("nextStep", problem.nextStep());
        if (failure != null) {
            shows.put("code", failure.code());
            shows.put("meaning", failure.meaning());
            failure.retryAfter().ifPresent(wait -> shows.put("retryAfterSeconds", (int) wait.toSeconds()));
        }
        return shows;
    }

    private static void offer(Map<String, Object> shows, String url, String label) {
        shows.put("actionUrl", url);
        shows.put("actionLabel", label);
    }

    private static String query(@Nullable String returnPath) {
        return returnPath == null ? "" : "?return_to=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
    }
}
