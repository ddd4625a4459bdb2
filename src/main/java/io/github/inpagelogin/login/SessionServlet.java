package io.github.inpagelogin.login;

import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Reply;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /session}: for page scripts, whether somebody is signed in, who, and until when. Never a token. */
public final class SessionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonProvider JSON = JsonProvider.provider();

    private final transient Sessions sessions;

    public SessionServlet(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        JsonObject body = sessions.find(request)
                .map(this::describe)
                .orElseGet(
                        () -> JSON.createObjectBuilder().add("signedIn", false).build());
        new Reply.Json(HttpServletResponse.SC_OK, body).send(request, response);
    }

    private JsonObject describe(SignedIn signedIn) {
        JsonObjectBuilder description = JSON.createObjectBuilder()
                .add("signedIn", true)
                .add("name", signedIn.person().name())
                .add("alias", signedIn.alias())
                .add("signedInAt", signedIn.since().toString())
                .add("endsAt", sessions.endOf(signedIn).toString());
        String extensionNumber = signedIn.person().extensionNumber();
        if (extensionNumber != null) {
            description.add("extensionNumber", extensionNumber);
        }
        return description.build();
    }
}
