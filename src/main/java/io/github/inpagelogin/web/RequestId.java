package io.github.inpagelogin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.MDC;

/**
 * Gives each request an id that its page shows, its log lines carry and its answer names. It is always our own: one that
 * came in could be anything.
 */
public final class RequestId extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = "requestId";

    private final transient SecureRandom random;

    public RequestId(SecureRandom random) {
        this.random = random;
    }

    /** The id of {@code request}. */
    static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ATTRIBUTE));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // An asynchronous or an error dispatch is the same request.
        if (request.getAttribute(ATTRIBUTE) == null) {
            byte[] bytes = new byte[8];
            random.nextBytes(bytes);
            request.setAttribute(ATTRIBUTE, HexFormat.of().formatHex(bytes));
        }
        response.setHeader("X-Request-Id", of(request));
        MDC.put(ATTRIBUTE, of(request));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(ATTRIBUTE);
        }
    }
}
