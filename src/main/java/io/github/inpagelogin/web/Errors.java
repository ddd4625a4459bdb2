package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.ReturnPath;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
        return Asker.isScript(request) ? of(request, Problem.NOT_SIGNED_IN) : toLogin(request);
    }

    /** The same for whose session has just ended because of {@code thrown}, which a script is told. */
    public static Reply signInAgain(HttpServletRequest request, Throwable thrown) {
        return Asker.isScript(request)
                ? json(Problem.NOT_SIGNED_IN, OAuthFailure.in(thrown).orElse(null), request)
                : toLogin(request);
    }

    /**
     * To the login, and back to what was asked for; without its query, or not at all, where that is longer than a login
     * can keep: containers limit the headers that they send.
     */
    private static Reply toLogin(HttpServletRequest request) {
        String wanted = wanted(request);
        String kept = wanted.length() > ReturnPath.LONGEST ? wanted.replaceFirst("(?s)[?].*", "") : wanted;
        return new Reply.SeeOther(login(request, kept.length() > ReturnPath.LONGEST ? null : kept));
    }

    /**
     * The reply for whatever a future failed with that asked for somebody who is signed in, with the offer to try again. Whose
     * session is over logs in again and comes back.
     */
    public static Reply ofSignedIn(HttpServletRequest request, Throwable thrown) {
        return within("error", request, thrown);
    }

    /** The same, told within the page of this name, which keeps its frame. */
    public static Reply within(String page, HttpServletRequest request, Throwable thrown) {
        if (isSessionOver(thrown)) {
            return signInAgain(request, thrown);
        }
        OAuthFailure failure = OAuthFailure.in(thrown).orElse(null);
        Problem problem = failure == null ? Problem.BROKEN : Problem.of(failure);
        Map<String, Object> shows = shows(problem, failure);
        // As it was asked for it may be odder than what a container takes it for, and lead elsewhere.
        String wanted = new ReturnPath(request.getServletContext().getContextPath()).of(wanted(request));
        offer(shows, wanted, "Try again");
        shows.put("goesOn", true);
        return reply(request, problem, failure, new Reply.Page(problem.status(), page, shows), wanted);
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
        boolean goesOn = problem.way() == Problem.Way.LOGIN;
        Reply.Page page = page(request, problem, failure, returnPath);
        return reply(request, problem, failure, page, goesOn ? login(request, returnPath) : null);
    }

    /** A page, or JSON for a script; the page goes to {@code onward} by itself when the wait is over, if there is one. */
    private static Reply reply(
            HttpServletRequest request,
            Problem problem,
            @Nullable OAuthFailure failure,
            Reply.Page page,
            @Nullable String onward) {
        Duration wait = failure == null ? null : failure.retryAfter().orElse(null);
        if (Asker.isScript(request)) {
            Reply json = json(problem, failure, request);
            return wait == null ? json : new Reply.Later(json, wait);
        }
        return wait == null ? page : new Reply.Later(page, wait, onward);
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
            case LOGIN -> {
                offer(shows, login(request, returnPath), "Log in with RingCentral");
                shows.put("goesOn", true);
            }
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

    private static String login(HttpServletRequest request, @Nullable String returnPath) {
        String query = returnPath == null ? "" : "?return_to=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
        return request.getServletContext().getContextPath() + "/login" + query;
    }
}
