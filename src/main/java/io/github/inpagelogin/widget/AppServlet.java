package io.github.inpagelogin.widget;

import io.github.inpagelogin.session.FreshTokens;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.SiteAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * {@code GET /app} and {@code GET /app/adapter}: the page with the widget, for the person who is signed in. Tokens that
 * have expired are refreshed first; while RingCentral is not to be had the page shows all the same.
 */
public final class AppServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final Embedding.Way way;
    private final transient Embedding embedding;
    private final transient Sessions sessions;
    private final transient FreshTokens freshTokens;
    private final transient SiteAddress address;

    public AppServlet(
            Embedding.Way way, Embedding embedding, Sessions sessions, FreshTokens freshTokens, SiteAddress address) {
        this.way = way;
        this.embedding = embedding;
        this.sessions = sessions;
        this.freshTokens = freshTokens;
        this.address = address;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<URI> site = address.of(request);
        if (site.isEmpty()) {
            Errors.of(request, Problem.WRONG_ADDRESS).send(request, response);
            return;
        }
        Optional<Reply> page = sessions.find(request).map(signedIn -> page(site.get(), signedIn));
        AsyncReply.send(
                request,
                response,
                freshTokens.of(request),
                tokens -> page.orElseThrow(),
                failure -> sessions.find(request)
                        .flatMap(still -> page)
                        .orElseGet(() -> Errors.signInAgain(request, failure)));
    }

    private Reply page(URI site, SignedIn signedIn) {
        return new Reply.Page(HttpServletResponse.SC_OK, way.page(), embedding.shows(way, site, signedIn.alias()));
    }
}
