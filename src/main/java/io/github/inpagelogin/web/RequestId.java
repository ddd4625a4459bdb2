package io.github.inpagelogin.web;

import io.github.inpagelogin.log.Notes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/**
 * Gives each request an id that its page shows, its log lines carry ({@link Notes}) and its answer names. It is always our
 * own: one that came in could be anything.
 */
public final class RequestId extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = "requestId";
    private static final String NOTES = Notes.class.getName();

    private final transient SecureRandom random;
    private final transient Clock clock;
    private final transient Events events;

    public RequestId(SecureRandom random, Clock clock, Events events) {
        this.random = random;
        this.clock = clock;
        this.events = events;
    }

    /** The id of {@code request}. */
    static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ATTRIBUTE));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        notes(request).resume();
        response.setHeader("X-Request-Id", of(request));
        try {
            chain.doFilter(request, response);
        } finally {
            request.setAttribute(NOTES, Notes.current());
            Notes.end();
        }
    }

    /** Those of the request, which is the same after an asynchronous or an error dispatch. */
    private Notes notes(HttpServletRequest request) {
        return request.getAttribute(NOTES) instanceof Notes earlier ? earlier : begin(request);
    }

    private Notes begin(HttpServletRequest request) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        request.setAttribute(ATTRIBUTE, HexFormat.of().formatHex(bytes));
        events.accompany(request);
        return Notes.ofRequest(of(request), clock.instant());
    }
}
