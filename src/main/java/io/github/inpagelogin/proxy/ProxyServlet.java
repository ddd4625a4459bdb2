package io.github.inpagelogin.proxy;

import io.github.inpagelogin.api.BearerCalls;
import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.session.SignedIn;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /proxy/restapi/*} and {@code /proxy/media/*}: passes on to RingCentral what the widget may ask ({@link Routes}),
 * for who is signed in ({@link Shield}) and whose page it is in ({@link PageOwner}), so many requests at a time.
 */
public final class ProxyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is, below the context: REST and media. */
    public static final String REST = Routes.REST;

    public static final String MEDIA = Routes.MEDIA;

    /** A widget that starts asks some twenty things; its players and pictures a few more. */
    static final int SEATS_PER_PERSON = 32;

    private static final Duration UNTIL_A_SEAT_IS_FREE = Duration.ofSeconds(5);

    private final transient Sessions sessions;
    private final transient PageOwner pages;
    private final transient Shield shield;
    private final transient Routes routes;
    private final transient MediaLinks links;
    private final transient Events events;
    private final transient Seats seats = new Seats(SEATS_PER_PERSON);

    /**
     * A proxy to {@code upstream}.
     *
     * @param site the address of this site, under which the widget finds the proxy
     */
    public ProxyServlet(
            Upstream upstream, URI site, Sessions sessions, PageOwner pages, BearerCalls calls, Events events) {
        this.sessions = sessions;
        this.pages = pages;
        this.shield = new Shield(calls, upstream.streams(), upstream.timeout());
        this.routes = new Routes(upstream.server());
        this.links = new MediaLinks(upstream.server(), site);
        this.events = events;
    }

    /**
     * RingCentral.
     *
     * @param timeout from the last byte of a request to the head of its answer
     */
    public record Upstream(URI server, HttpStreams streams, Duration timeout) {}

    /** Below the context, as it was asked for; empty if it was asked for by an odder path than the context's. */
    private static String path(HttpServletRequest request) {
        String context = request.getServletContext().getContextPath();
        String uri = request.getRequestURI();
        return uri.startsWith(context + "/") ? uri.substring(context.length()) : "";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = path(request);
        Route route = routes.of(request.getMethod(), path, request.getQueryString());
        Optional<Map<String, String>> headers = PassedHeaders.toServer(request);
        Optional<SignedIn> signedIn = sessions.find(request).filter(person -> pages.isFor(request, person));
        if (signedIn.isPresent() && ByHand.isAsked(request.getMethod(), path)) {
            sessions.visit(request);
        }
        if (route instanceof Route.Closed closed) {
            refuse(closed.problem(), request, response);
        } else if (headers.isEmpty() || isOddlyFramed(request)) {
            refuse(Problem.BAD_REQUEST, request, response);
        } else if (request.getContentLengthLong() > Upload.LARGEST) {
            refuse(new Unpassable(Problem.TOO_LARGE, null), request, response);
        } else if (signedIn.isEmpty()) {
            refuse(new Unpassable(Problem.NOT_SIGNED_IN, null), request, response);
        } else if (route instanceof Route.Open open) {
            Shield.Question question = new Shield.Question(request.getMethod(), open.uri(), headers.get());
            pass(open, question, signedIn.get().tokens().ownerId(), request, response);
        }
    }

    /** What reads (RFC 9110 section 9.3.1) has nothing to bring. */
    private static boolean isOddlyFramed(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads && Upload.isIn(request);
    }

    private void pass(
            Route.Open route,
            Shield.Question question,
            String person,
            HttpServletRequest request,
            HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Runnable> seat = seats.take(person);
        if (seat.isEmpty()) {
            refuse(new Unpassable(Problem.TOO_MANY, UNTIL_A_SEAT_IS_FREE), request, response);
            return;
        }
        try {
            new Exchange(request, response, events, links, route.media()).run(shield, question, seat.get());
        } catch (IOException | RuntimeException e) {
            seat.get().run();
            throw e;
        }
    }

    /** What is well formed is heard out: a browser that still sends would not see its answer. */
    private void refuse(Unpassable why, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (Upload.isIn(request)) {
            new Exchange(request, response, events, links, false).refuseUnread(why);
        } else {
            events.happened("proxy-failure", why.problem().word());
            why.reply(request).send(request, response);
        }
    }

    private static void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Errors.forScript(request, problem).send(request, response);
    }
}
