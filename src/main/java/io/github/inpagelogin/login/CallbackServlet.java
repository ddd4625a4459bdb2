package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.AuthorizationResponse;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.GetServlet;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** {@code GET /oauth/callback}: the redirect URI. What comes is judged by {@link Logins}; a good code is redeemed. */
public final class CallbackServlet extends GetServlet {
    private static final long serialVersionUID = 1L;

    private final transient LoginRedirect redirect;
    private final transient Logins logins;
    private final transient Sessions sessions;
    private final transient Events events;
    private final transient AfterLogin afterLogin;

    /** Where a person goes who has just signed in and was on the way to a page: there, or somewhere on the way to it. */
    public interface AfterLogin {
        /** The path to send the browser to; both paths have the context's path in front. */
        String path(String contextPath, String returnPath);
    }

    public CallbackServlet(
            LoginRedirect redirect, Logins logins, Sessions sessions, Events events, AfterLogin afterLogin) {
        this.redirect = redirect;
        this.logins = logins;
        this.sessions = sessions;
        this.events = events;
        this.afterLogin = afterLogin;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        AuthorizationResponse callback = new AuthorizationResponse(request.getParameterMap());
        Verdict verdict = logins.judge(callback, redirect.browser(request), sessions.find(request));
        Optional<URI> redirectUri = redirect.redirectUri(request);
        if (verdict instanceof Verdict.Redeem good && redirectUri.isPresent()) {
            String returnPath = good.login().returnPath();
            AsyncReply.send(
                    request,
                    response,
                    logins.redeem(good, redirectUri.get()),
                    signedIn -> signIn(request, signedIn, returnPath),
                    failure -> fail(request, failure, returnPath));
        } else {
            reply(verdict, request, response).send(request, response);
        }
    }

    private Reply reply(Verdict verdict, HttpServletRequest request, HttpServletResponse response) {
        if (verdict instanceof Verdict.GoOn late) {
            return new Reply.SeeOther(late.returnPath());
        }
        if (verdict instanceof Verdict.Fail failed) {
            return fail(request, failed.failure(), failed.returnPath());
        }
        if (verdict instanceof Verdict.Again again) {
            return fail(request, redirect.obstacle(request).orElseGet(OAuthFailure::loginOver), again.returnPath());
        }
        if (verdict instanceof Verdict.StartOver again) {
            return redirect.obstacle(request)
                    .map(failure -> fail(request, failure, again.returnPath()))
                    .orElseGet(() -> restart(again, request, response));
        }
        Problem problem = verdict instanceof Verdict.Refuse refused ? refused.problem() : Problem.WRONG_ADDRESS;
        events.happened("login", problem.word());
        return Errors.reported(request, problem);
    }

    private Reply restart(Verdict.StartOver again, HttpServletRequest request, HttpServletResponse response) {
        events.happened("login", "restarted");
        return redirect.begin(new Logins.Wish(again.returnPath(), true, again.switching()), request, response)
                .orElseGet(() -> Errors.of(request, Problem.WRONG_ADDRESS));
    }

    private Reply signIn(HttpServletRequest request, SignedIn signedIn, String returnPath) {
        sessions.begin(request, signedIn);
        events.happened("login", "success");
        return new Reply.SeeOther(afterLogin.path(request.getServletContext().getContextPath(), returnPath));
    }

    private Reply fail(HttpServletRequest request, Throwable failure, String returnPath) {
        events.failed("login", failure);
        return Errors.of(request, failure, returnPath);
    }
}
