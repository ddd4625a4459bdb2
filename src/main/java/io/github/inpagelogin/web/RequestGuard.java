package io.github.inpagelogin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Lets through only what this site takes: GET and HEAD, and POST from a page of its own; where RingCentral's REST is
 * passed on, also PUT, PATCH and DELETE. That these are from our own page is told by {@code Sec-Fetch-Site}, which no page can forge, and by {@code Origin} where a browser does not send it.
 */
public final class RequestGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private static final Set<String> FORMS = Set.of("POST");
    private static final Set<String> REST = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final transient SiteAddress address;
    private final String restPath;

    /**
     * A guard of this site.
     *
     * @param restPath the servlet path below which REST is passed on
     */
    public RequestGuard(SiteAddress address, String restPath) {
        this.address = address;
        this.restPath = restPath;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SAFE.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!(isRest(request) ? REST : FORMS).contains(request.getMethod())) {
            response.setHeader("Allow", isRest(request) ? "GET, HEAD, POST, PUT, PATCH, DELETE" : "GET, HEAD, POST");
            Errors.of(request, Problem.METHOD).send(request, response);
        } else if (!isOwn(request)) {
            Errors.of(request, Problem.CROSS_SITE).send(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isRest(HttpServletRequest request) {
        return restPath.equals(request.getServletPath());
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
