package io.github.inpagelogin.api;

import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet that README shows to whoever wants to ask RingCentral something else. */
final class PresenceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient RingCentralApi api;

    PresenceServlet(RingCentralApi api) {
        this.api = api;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        AsyncReply.send(
                request,
                response,
                api.get(request, "/restapi/v1.0/account/~/extension/~/presence"),
                presence -> new Reply.Json(200, presence),
                failure -> Errors.ofSignedIn(request, failure));
    }
}
