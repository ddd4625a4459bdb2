package io.github.inpagelogin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The security headers of every answer, computed once and set first. The policy is the strictest that each page works
 * with: the widget's origin is named on the pages that embed it and nowhere else.
 */
public final class SecurityHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String OPENER_POLICY = "Cross-Origin-Opener-Policy";
    private static final String KEPT = "unsafe-none";

    private final transient Map<String, Map<String, String>> byPath;
    private final transient Map<String, String> others;
    private final transient Map<String, String> assets;
    private final transient Map<String, String> proxied;

    /**
     * Computes the headers.
     *
     * @param widgetOrigin the origin that the widget is served from; null where this site serves it
     * @param frameAncestors who may frame our pages: sources of CSP's {@code frame-ancestors}
     * @param https whether browsers reach this site by https
     */
    public SecurityHeaders(@Nullable String widgetOrigin, List<String> frameAncestors, boolean https) {
        String ancestors = String.join(" ", frameAncestors);
        String widget = widgetOrigin == null ? "" : " " + widgetOrigin;
        String frames = widgetOrigin == null ? "'self'" : widgetOrigin;
        String microphone = widgetOrigin == null ? "(self)" : "(self \"" + widgetOrigin + "\")";
        String noWidget = "()";
        this.others = headers(policy("'self'", "'self'", "'none'", "'self' data:", ancestors), noWidget, https);
        this.assets = with(others, "Cache-Control", "no-cache");
        // What people send each other must not become a page of ours, whatever it says that it is.
        this.proxied = with(others, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        String images = "'self' data:" + widget;
        Map<String, String> redirectPage = redirectPage(widgetOrigin, frameAncestors, https);
        // The adapter puts style elements and style attributes of its own into the page.
        String adapterPolicy = policy("'self'" + widget, "'self' 'unsafe-inline'", frames, images, ancestors);
        this.byPath = new HashMap<>(Map.of(
                "/app", headers(policy("'self'", "'self'", frames, images, ancestors), microphone, https),
                "/app/adapter", headers(adapterPolicy, microphone, https),
                "/redirect.html", redirectPage,
                "/oauth/widget-callback", redirectPage,
                "/oauth/callback", inPopups(with(others, "Referrer-Policy", "no-referrer")),
                "/proxy/authorized", inPopups(others),
                // The error page at the redirect URI leads here, and on to RingCentral again.
                "/login", inPopups(others)));
        if (widgetOrigin == null) {
            byPath.put("/widget", underWidget(frameAncestors, https));
        }
    }

    /** Leaves a page its opener, which waits for what came back from RingCentral to that page. */
    public static void keepOpener(HttpServletResponse response) {
        response.setHeader(OPENER_POLICY, KEPT);
    }

    /** The policy of whatever is shown in a frame of a page of ours, which may itself be framed by these. */
    public static String framedByUs(List<String> frameAncestors) {
        return "frame-ancestors " + ancestors(frameAncestors);
    }

    /** Us and these, each once. */
    private static String ancestors(List<String> others) {
        return Stream.concat(Stream.of("'self'"), others.stream().filter(source -> !source.equals("'none'")))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /**
     * For our error pages below {@code /widget}. A file of the widget replaces the policy by its own, and it is not told
     * what it may use: that is for the page that has it in a frame to say. Opened in a window, it has no opener: it does
     * what messages say, whoever sends them.
     */
    private static Map<String, String> underWidget(List<String> frameAncestors, boolean https) {
        String policy = policy("'self'", "'self'", "'none'", "'self' data:", ancestors(frameAncestors));
        Map<String, String> headers = new HashMap<>(headers(policy, "()", https));
        headers.remove("Permissions-Policy");
        headers.remove("Cross-Origin-Resource-Policy");
        return Map.copyOf(headers);
    }

    /**
     * The page that hands the widget's login over: framed by the widget, which is framed by us, which may be framed by
     * others; or a popup that keeps its opener. Its address carries the widget's answer.
     */
    private static Map<String, String> redirectPage(
            @Nullable String widgetOrigin, List<String> frameAncestors, boolean https) {
        List<String> framers = new ArrayList<>(frameAncestors);
        if (widgetOrigin != null) {
            framers.add(0, widgetOrigin);
        }
        String policy = policy("'self'", "'self'", "'none'", "'self' data:", ancestors(framers));
        Map<String, String> headers = new LinkedHashMap<>(headers(policy, "()", https));
        headers.put("Referrer-Policy", "no-referrer");
        return inPopups(headers);
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
        // A page that opened ours in a window cannot reach it, nor the widget's frame in it; the widget's popups work.
        headers.put(OPENER_POLICY, "same-origin-allow-popups");
        headers.put("Cache-Control", "no-store");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return Map.copyOf(headers);
    }

    /**
     * For what a popup comes by on its way from RingCentral to the redirect page: browsers heed the opener policy of
     * redirects too, and one that is not RingCentral's would cut the popup off from the widget that waits for it.
     */
    private static Map<String, String> inPopups(Map<String, String> headers) {
        return with(headers, OPENER_POLICY, KEPT);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return Map.copyOf(changed);
    }
}
