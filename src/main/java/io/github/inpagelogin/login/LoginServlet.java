package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.ReturnPath;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /login?return_to=…}: off to RingCentral. Somebody who is signed in goes on to where they were going, unless
 * {@code prompt=login} asks to sign in as somebody else.
 */
public final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient LoginRedirect redirect;
    private final transient Sessions sessions;
    private final transient Events events;

    public LoginServlet(LoginRedirect redirect, Sessions sessions, Events events) {
        this.redirect = redirect;
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String returnPath =
                new ReturnPath(request.getServletContext().getContextPath()).of(request.getParameter("return_to"));
        boolean switching = "login".equals(request.getParameter("prompt"));
        Reply reply = !switching && SignedInFilter.who(request, sessions).isPresent()
                ? new Reply.SeeOther(returnPath)
                : redirect.obstacle(request)
                        .map(failure -> refuse(request, failure, returnPath))
                        .or(() -> redirect.begin(new Logins.Wish(returnPath, false, switching), request, response))
                        .orElseGet(() -> Errors.of(request, Problem.WRONG_ADDRESS));
        reply.send(request, response);
    }

    /** Nobody should type a password at RingCentral for a login of which it is known that it cannot be completed here. */
    private Reply refuse(HttpServletRequest request, OAuthFailure failure, String returnPath) {
        events.failed("login", failure);
        return Errors.of(request, failure, returnPath);
    }
}
