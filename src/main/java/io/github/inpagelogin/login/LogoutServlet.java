package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Asker;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /logout}: ends the session first, which cannot fail, and revokes the token then, which may. A page that
 * has a widget asks by script and signs the widget out when it has the answer.
 */
public final class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Sessions sessions;
    private final transient OAuthClient client;
    private final transient Events events;

    public LogoutServlet(Sessions sessions, OAuthClient client, Events events) {
        this.sessions = sessions;
        this.client = client;
        this.events = events;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Reply reply = Asker.isScript(request)
                ? new Reply.Empty(HttpServletResponse.SC_NO_CONTENT)
                : new Reply.SeeOther(request.getServletContext().getContextPath() + "/?signed-out");
        Optional<SignedIn> signedIn = sessions.end(request);
        if (signedIn.isEmpty()) {
            reply.send(request, response);
            return;
        }
        events.happened("logout", "success");
        AsyncReply.send(request, response, client.revoke(signedIn.get().tokens()), revoked -> reply, failure -> reply);
    }
}
