package io.github.inpagelogin.proxy;

import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.SiteAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what the widget asks, served from this origin, and nobody else: by {@code Sec-Fetch-Site} and by headers
 * that no form, link or image can send and no other site's script may (there is no CORS here). Media is also for the
 * widget's own players, pictures and links, which have no such headers, and which Fetch Metadata tells apart from what
 * could run a file here: scripts, styles, plug-ins. What a link leads to is never shown ({@link AnswerHead}), only kept.
 */
public final class WidgetOnly extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final Set<String> PLAYERS = Set.of("audio", "image", "video");

    /** Chromium says {@code empty} of a link with {@code download}. */
    private static final Set<String> LINKS = Set.of("document", "empty", "iframe");

    private static final Set<String> OF_LINKS = Set.of("navigate", "no-cors");

    private final transient SiteAddress address;

    public WidgetOnly(SiteAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isOwn(request)) {
            Errors.forScript(request, Problem.CROSS_SITE).send(request, response);
        } else if (!isWidget(request) && !isMediaElement(request)) {
            Errors.forScript(request, Problem.BAD_REQUEST).send(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A browser too old for Fetch Metadata sends no {@code Origin} with a GET of its own origin; all do with others. */
    private boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || site.equals("same-origin"))
                && (origin == null ? SAFE.contains(request.getMethod()) : address.isOwnOrigin(request, origin));
    }

    private static boolean isWidget(HttpServletRequest request) {
        return isSaid(request.getHeader("X-User-Agent")) && request.getHeader("Client-Id") != null;
    }

    private static boolean isMediaElement(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.getServletPath().equals(Routes.MEDIA)
                && request.getHeader("Sec-Fetch-Site") != null
                && destination != null
                && (PLAYERS.contains(destination)
                        || (LINKS.contains(destination) && mode != null && OF_LINKS.contains(mode)));
    }

    private static boolean isSaid(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
