package io.github.inpagelogin.widget;

import io.github.inpagelogin.oauth.ReturnPath;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.session.WidgetGrant;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.GetServlet;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.SiteAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** {@code GET /app/widget-login?return_to=…}: off to RingCentral for the widget's code, and back without a word. */
public final class WidgetLoginServlet extends GetServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context. */
    public static final String PATH = "/app/widget-login";

    private final transient WidgetLogins logins;
    private final transient Sessions sessions;
    private final transient SiteAddress address;
    private final transient Clock clock;

    public WidgetLoginServlet(WidgetLogins logins, Sessions sessions, SiteAddress address, Clock clock) {
        this.logins = logins;
        this.sessions = sessions;
        this.address = address;
        this.clock = clock;
    }

    /** The way to {@code returnPath} for who has just signed in: by RingCentral again, if the page has a widget. */
    public static String onTheWayTo(String contextPath, String returnPath) {
        return Embedding.Way.leadsTo(contextPath, returnPath)
                ? contextPath + PATH + "?return_to=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8)
                : returnPath;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String returnPath =
                new ReturnPath(request.getServletContext().getContextPath()).of(request.getParameter("return_to"));
        Optional<URI> site = address.of(request);
        Optional<SignedIn> signedIn = sessions.find(request);
        Reply reply;
        if (site.isEmpty()) {
            reply = Errors.of(request, Problem.WRONG_ADDRESS);
        } else if (signedIn.isEmpty()) {
            reply = new Reply.SeeOther(returnPath);
        } else {
            sessions.keep(request, WidgetGrant.begun(clock.instant()));
            URI redirectUri = URI.create(site.get() + WidgetCallbackServlet.PATH);
            reply = new Reply.Elsewhere(logins.begin(signedIn.get(), returnPath, redirectUri));
        }
        reply.send(request, response);
    }
}
