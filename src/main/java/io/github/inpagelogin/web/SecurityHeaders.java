package io.github.inpagelogin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The security headers of every answer, computed once and set first. The policy is the strictest that each page works
 * with: the widget's origin is named on the pages that embed it and nowhere else.
 */
public final class SecurityHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Map<String, String>> byPath;
    private final transient Map<String, String> others;
    private final transient Map<String, String> assets;
    private final transient Map<String, String> proxied;

    /**
     * Computes the headers.
     *
     * @param widgetOrigin the origin that the widget is served from
     * @param frameAncestors who may frame our pages: sources of CSP's {@code frame-ancestors}
     * @param https whether browsers reach this site by https
     */
    public SecurityHeaders(String widgetOrigin, List<String> frameAncestors, boolean https) {
        String ancestors = String.join(" ", frameAncestors);
        String microphone = "(self \"" + widgetOrigin + "\")";
        String noWidget = "()";
        this.others = headers(policy("'self'", "'self'", "'none'", "'self' data:", ancestors), noWidget, https);
        this.assets = with(others, "Cache-Control", "no-cache");
        // What people send each other must not become a page of ours, whatever it says that it is.
        this.proxied = with(others, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        String images = "'self' data: " + widgetOrigin;
        // Framed by the widget, which is framed by us; its address carries the widget's answer.
        Map<String, String> redirectPage = with(
                headers(
                        policy("'self'", "'self'", "'none'", "'self' data:", "'self' " + widgetOrigin),
                        noWidget,
                        https),
                "Referrer-Policy",
                "no-referrer");
        // The adapter puts style elements and style attributes of its own into the page.
        String adapterPolicy =
                policy("'self' " + widgetOrigin, "'self' 'unsafe-inline'", widgetOrigin, images, ancestors);
        this.byPath = Map.of(
                "/app", headers(policy("'self'", "'self'", widgetOrigin, images, ancestors), microphone, https),
                "/app/adapter", headers(adapterPolicy, microphone, https),
                "/redirect.html", redirectPage,
                "/oauth/widget-callback", redirectPage,
                "/oauth/callback", with(others, "Referrer-Policy", "no-referrer"));
    }

    /** The headers of the page at {@code path}, a path below the context. */
    Map<String, String> of(String path) {
        if (path.startsWith("/assets/")) {
            return assets;
        }
        return path.startsWith("/proxy/restapi") || path.startsWith("/proxy/media")
                ? proxied
                : byPath.getOrDefault(path, others);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        of(request.getServletPath()).forEach(response::setHeader);
        chain.doFilter(request, response);
    }

    private static String policy(String scripts, String styles, String frames, String images, String ancestors) {
        return "default-src 'none'; script-src " + scripts + "; style-src " + styles + "; img-src " + images
                + "; connect-src 'self'; frame-src " + frames
                + "; form-action 'self'; base-uri 'none'; frame-ancestors "
                + ancestors;
    }

    private static Map<String, String> headers(String policy, String microphone, boolean https) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", policy);
        headers.put("Referrer-Policy", "same-origin");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(
                "Permissions-Policy",
                "microphone=" + microphone + ", autoplay=" + microphone
                        + ", camera=(), geolocation=(), payment=(), usb=()");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return Map.copyOf(headers);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return Map.copyOf(changed);
    }
}
