package io.github.inpagelogin.widget;

import io.github.inpagelogin.oauth.CodeHandoff;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.WidgetGrant;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code POST /app/widget-code}: for the script of a page that was made for who is signed in, as its {@code alias} says,
 * the code that the widget is to redeem, once. If there is none any more the page may send the browser for a new one,
 * unless that was tried a moment ago. The page of somebody who has left gets 409, and the code stays.
 */
public final class WidgetCodeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context. */
    public static final String PATH = "/app/widget-code";

    /** The header with the alias of the person that the page was made for. */
    private static final String ALIAS = "X-Person-Alias";

    /** What did not help a moment ago does not help now: the widget is left to its own login. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** RingCentral kept the browser, on an error page perhaps: whoever comes back here must not be sent there again. */
    private static final Duration PAUSE_UNANSWERED = Duration.ofMinutes(10);

    private static final JsonProvider JSON = JsonProvider.provider();

    private final transient Sessions sessions;
    private final transient Clock clock;

    public WidgetCodeServlet(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Reply reply = isPageOfWhoIsSignedIn(request)
                ? new Reply.Json(HttpServletResponse.SC_OK, answer(sessions.take(request)))
                : Errors.forScript(request, Problem.SOMEBODY_ELSE);
        reply.send(request, response);
    }

    /** The alias comes in a header: whoever reads a body waits for as long as the browser takes to send it. */
    private boolean isPageOfWhoIsSignedIn(HttpServletRequest request) {
        return sessions.find(request)
                .filter(signedIn -> signedIn.alias().equals(request.getHeader(ALIAS)))
                .isPresent();
    }

    private JsonObject answer(Optional<WidgetGrant> grant) {
        Optional<CodeHandoff> handoff = grant.flatMap(last -> Optional.ofNullable(last.handoff()))
                .filter(code -> clock.instant().isBefore(code.expiresAt()));
        boolean mayTry =
                grant.filter(last -> clock.instant().isBefore(pauseAfter(last))).isEmpty();
        return handoff.map(code -> JSON.createObjectBuilder().add("callbackUri", code.callbackUri()))
                .orElseGet(() -> JSON.createObjectBuilder().add("mayTryAgain", mayTry))
                .build();
    }

    private static Instant pauseAfter(WidgetGrant last) {
        return last.at().plus(last.answered() ? PAUSE : PAUSE_UNANSWERED);
    }
}
