package io.github.inpagelogin.calls;

import io.github.inpagelogin.api.RingCentralApi;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /app/calls}: the recent calls of the person who is signed in, {@code ?page=2} those before. The server asks
 * RingCentral for them with the token of the session; the browser has no part in it.
 */
public final class CallsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context. */
    public static final String PATH = "/app/calls";

    private static final String PAGE = "calls";

    private final transient RingCentralApi api;
    private final transient Clock clock;
    private final transient Events events;

    public CallsServlet(RingCentralApi api, Clock clock, Events events) {
        this.api = api;
        this.clock = clock;
        this.events = events;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int page = number(request.getParameter("page"));
        if (page == 0) {
            Errors.of(request, Problem.BAD_REQUEST).send(request, response);
            return;
        }
        CompletableFuture<CallLog> calls = api.page(request, CallLog.path(clock.instant()), page, CallLog.PER_PAGE)
                .thenApply(CallLog::of);
        AsyncReply.send(
                request,
                response,
                calls,
                log -> new Reply.Page(HttpServletResponse.SC_OK, PAGE, log.shows()),
                failure -> {
                    events.failed("calls-failure", failure);
                    return Errors.within(PAGE, request, failure);
                });
    }

    /** The number of the page that {@code asked} names, the first one without; 0 if it is none. */
    private static int number(@Nullable String asked) {
        String number = asked == null ? "1" : asked;
        return number.matches("[1-9]\\d{0,3}") ? Integer.parseInt(number) : 0;
    }
}
