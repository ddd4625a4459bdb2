package io.github.inpagelogin.widget;

import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.SecurityHeaders;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /widget/*}: the widget's files, where this site serves them. They are for everybody, as they are at
 * RingCentral's address; no session is looked at, and nothing of the request but the name of the file counts.
 *
 * <p>The widget does what messages say, whoever sends them, and here it is signed in. So no page of another site may open
 * one of these in a window, and one that is open leaves its window no opener of another site. Only the redirect page, which
 * does nothing but tell its opener its own address, is opened by others and keeps it.
 */
public final class WidgetFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The directory of the files, below the context. */
    public static final String PATH = "/widget/";

    /** The widget's redirect page, where it comes with one. */
    private static final String REDIRECT_PAGE = "redirect.html";

    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";

    private final transient WidgetSource source;
    private final transient String framedByUs;
    private final @Nullable String redirectPath;

    /**
     * Serves what {@code source} has.
     *
     * @param frameAncestors who may frame our pages, and so has the widget within
     * @param redirectUri the widget's own redirect URI, which may be one of these files; null for ours
     */
    public WidgetFiles(WidgetSource source, List<String> frameAncestors, @Nullable URI redirectUri) {
        this.source = source;
        this.redirectPath = redirectUri == null ? null : redirectUri.getRawPath();
        this.framedByUs = SecurityHeaders.framedByUs(frameAncestors);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<String> name = WidgetPath.in(
                request.getRequestURI(), request.getServletContext().getContextPath());
        if (name.isPresent() && isRedirectPage(name.get(), request)) {
            SecurityHeaders.keepOpener(response);
        } else if (isOpenedByAnotherSite(request)) {
            Errors.of(request, Problem.CROSS_SITE).send(request, response);
            return;
        }
        if (name.isEmpty()) {
            Errors.of(request, Problem.NOT_FOUND).send(request, response);
            return;
        }
        AsyncReply.send(
                request,
                response,
                source.file(name.get()),
                found -> found.map(file -> reply(name.get(), file))
                        .orElseGet(() -> Errors.of(request, Problem.NOT_FOUND)),
                failure -> Errors.of(request, WidgetUnavailable.problemOf(failure)));
    }

    private boolean isRedirectPage(String name, HttpServletRequest request) {
        return name.equals(REDIRECT_PAGE) || request.getRequestURI().equals(redirectPath);
    }

    /** By Fetch Metadata, which no page can forge. An address that was typed is nobody's page's. */
    private static boolean isOpenedByAnotherSite(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        return "document".equals(request.getHeader("Sec-Fetch-Dest")) && from != null && OTHER_SITES.contains(from);
    }

    private Reply reply(String name, WidgetFile file) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", FileTypes.of(name));
        headers.put("Cache-Control", WidgetPath.isHashed(name) ? FOREVER : ASK_EACH_TIME);
        // A list of policies, each of which holds (CSP 3, section 2.2.2).
        headers.put("Content-Security-Policy", file.policy() == null ? framedByUs : framedByUs + ", " + file.policy());
        return new Reply.File(file.path(), file.entityTag(), headers);
    }
}
