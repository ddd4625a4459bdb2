package io.github.inpagelogin.widget;

import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Moment;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.SiteAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code GET /app/status}: for the person who is signed in, since when and until when, and how the widget gets signed in
 * and why. Nothing on it is a secret: it is made to be quoted to whoever is asked for help.
 */
public final class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context. */
    public static final String PATH = "/app/status";

    private final transient Embedding embedding;
    private final transient SiteAddress address;
    private final transient Sessions sessions;

    public StatusServlet(Embedding embedding, SiteAddress address, Sessions sessions) {
        this.embedding = embedding;
        this.address = address;
        this.sessions = sessions;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        sessions.find(request)
                .<Reply>map(signedIn -> new Reply.Page(HttpServletResponse.SC_OK, "status", shows(request, signedIn)))
                .orElseGet(() -> Errors.signInFirst(request))
                .send(request, response);
    }

    private Map<String, Object> shows(HttpServletRequest request, SignedIn signedIn) {
        Map<String, Object> shows = new HashMap<>();
        address.of(request).map(embedding::facts).ifPresent(shows::putAll);
        shows.put("since", Moment.of(signedIn.since()));
        shows.put("endsAt", Moment.of(sessions.endOf(signedIn)));
        Instant refreshedAt = signedIn.refreshedAt();
        if (refreshedAt != null) {
            shows.put("refreshedAt", Moment.of(refreshedAt));
        }
        return shows;
    }
}
