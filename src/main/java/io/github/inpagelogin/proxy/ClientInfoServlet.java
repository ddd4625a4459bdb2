package io.github.inpagelogin.proxy;

import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /proxy/restapi/v1.0/client-info}: tells the widget of who is signed in here ({@link PageOwner}) who that is.
 * RingCentral is not asked.
 */
public final class ClientInfoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context. */
    public static final String PATH = Routes.REST + "/v1.0/client-info";

    private static final JsonProvider JSON = JsonProvider.provider();

    private final transient Sessions sessions;
    private final transient PageOwner pages;

    public ClientInfoServlet(Sessions sessions, PageOwner pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Reply reply = sessions.find(request)
                .filter(signedIn -> pages.isFor(request, signedIn))
                .map(SignedIn::tokens)
                .<Reply>map(tokens -> new Reply.Json(HttpServletResponse.SC_OK, info(tokens)))
                .orElseGet(() -> Errors.forScript(request, Problem.NOT_SIGNED_IN));
        reply.send(request, response);
    }

    private static JsonObject info(Tokens tokens) {
        return JSON.createObjectBuilder()
                .add("owner_id", tokens.ownerId())
                .add("scope", tokens.scope())
                .add("endpoint_id", tokens.endpointId())
                .build();
    }
}
