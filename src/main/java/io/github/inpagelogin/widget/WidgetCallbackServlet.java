package io.github.inpagelogin.widget;

import io.github.inpagelogin.oauth.AuthorizationResponse;
import io.github.inpagelogin.oauth.CodeHandoff;
import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.session.WidgetGrant;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.GetServlet;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.SiteAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * {@code GET /oauth/widget-callback}: the widget's redirect URI in {@code code} mode. An answer to a silent authorization
 * of ours is kept for the page of the session that began it; no code in it is no error, the page works all the same. Any
 * other is the answer to a login that the widget itself began, in a popup: the redirect page hands it over.
 */
public final class WidgetCallbackServlet extends GetServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context. */
    public static final String PATH = "/oauth/widget-callback";

    private final transient WidgetLogins logins;
    private final transient Sessions sessions;
    private final transient SiteAddress address;
    private final transient Events events;
    private final transient Clock clock;
    private final transient Reply redirectPage;

    public WidgetCallbackServlet(
            WidgetLogins logins,
            Sessions sessions,
            SiteAddress address,
            Events events,
            Clock clock,
            Reply redirectPage) {
        this.logins = logins;
        this.sessions = sessions;
        this.address = address;
        this.events = events;
        this.clock = clock;
        this.redirectPage = redirectPage;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        AuthorizationResponse answer = new AuthorizationResponse(request.getParameterMap());
        Optional<LoginState> pending = logins.pending(answer);
        pending.ifPresent(login -> keep(request, answer, login));
        Reply reply = pending.<Reply>map(login -> new Reply.SeeOther(login.returnPath()))
                .orElse(redirectPage);
        reply.send(request, response);
    }

    private void keep(HttpServletRequest request, AuthorizationResponse answer, LoginState login) {
        Optional<SignedIn> signedIn = sessions.find(request);
        Optional<URI> site = address.of(request);
        boolean beganHere = signedIn.filter(session -> session.login().equals(login.browser()))
                .isPresent();
        if (!beganHere || site.isEmpty()) {
            return;
        }
        Optional<CodeHandoff> handoff = logins.handoff(answer, login, URI.create(site.get() + PATH));
        events.happened("widget-login", handoff.isPresent() ? "success" : "none");
        sessions.keep(request, WidgetGrant.answered(handoff.orElse(null), clock.instant()));
    }
}
