package io.github.inpagelogin.login;

import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code GET /}: the front page, for a stranger with the way to log in, for a person who is signed in with the way on. */
public final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Sessions sessions;

    public HomeServlet(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        SignedInFilter.who(request, sessions).ifPresent(signedIn -> SignedInFilter.show(request, signedIn));
        boolean signedOut = request.getParameter("signed-out") != null;
        new Reply.Page(HttpServletResponse.SC_OK, "index", Map.of("signedOut", signedOut)).send(request, response);
    }
}
