package io.github.inpagelogin.proxy;

import io.github.inpagelogin.session.Sessions;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code GET /proxy/authorize} and {@code GET /proxy/authorized}: the popup in which the widget lets a person sign in.
 * Nothing that the widget sends is believed or kept; its redirect URI must be ours. The login is our own, and ends where
 * the popup tells the widget to ask again who is signed in.
 */
public final class ProxyLoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where the popup begins, below the context. */
    public static final String BEGIN = "/proxy/authorize";

    /** Where our own login comes back to. */
    public static final String END = "/proxy/authorized";

    private final String redirectPath;
    private final transient Sessions sessions;
    private final transient SiteAddress address;

    /**
     * The popup's login.
     *
     * @param redirectPath the widget's redirect page, below this site's address
     */
    public ProxyLoginServlet(String redirectPath, Sessions sessions, SiteAddress address) {
        this.redirectPath = redirectPath;
        this.sessions = sessions;
        this.address = address;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean signedIn = sessions.find(request).isPresent();
        String context = request.getServletContext().getContextPath();
        Reply reply;
        if (request.getServletPath().equals(END)) {
            reply = new Reply.SeeOther(context + redirectPath + (signedIn ? "?signed-in" : "?error=login_required"));
        } else if (!comesBackHere(request)) {
            reply = Errors.of(request, Problem.BAD_REQUEST);
        } else if (signedIn) {
            reply = new Reply.SeeOther(context + END);
        } else {
            String end = URLEncoder.encode(context + END, StandardCharsets.UTF_8);
            reply = new Reply.SeeOther(context + "/login?return_to=" + end);
        }
        reply.send(request, response);
    }

    private boolean comesBackHere(HttpServletRequest request) {
        String[] wanted = request.getParameterValues("redirect_uri");
        Optional<URI> site = address.of(request);
        return wanted != null
                && wanted.length == 1
                && site.filter(own -> wanted[0].equals(own + redirectPath)).isPresent();
    }
}
