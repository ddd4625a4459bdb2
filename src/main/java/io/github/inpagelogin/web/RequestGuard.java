package io.github.inpagelogin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Lets through only what this site takes: GET and HEAD, and POST from a page of its own. That a POST is from our own page
 * is told by {@code Sec-Fetch-Site}, which no page can forge, and by {@code Origin} where a browser does not send it.
 */
public final class RequestGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final transient SiteAddress address;

    public RequestGuard(SiteAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SAFE.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "GET, HEAD, POST");
            Errors.of(request, Problem.METHOD).send(request, response);
        } else if (!isOwn(request)) {
            Errors.of(request, Problem.CROSS_SITE).send(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin != null && address.isOwnOrigin(request, origin);
    }
}
