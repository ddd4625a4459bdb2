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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /widget/*}: the widget's files, where this site serves them. They are for everybody, as they are at
 * RingCentral's address; no session is looked at, and nothing of the request but the name of the file counts.
 */
public final class WidgetFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The directory of the files, below the context. */
    public static final String PATH = "/widget/";

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";

    private final transient WidgetSource source;
    private final transient String framedByUs;

    /**
     * Serves what {@code source} has.
     *
     * @param frameAncestors who may frame our pages, and so has the widget within
     */
    public WidgetFiles(WidgetSource source, List<String> frameAncestors) {
        this.source = source;
        this.framedByUs = SecurityHeaders.framedByUs(frameAncestors);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<String> name = WidgetPath.in(
                request.getRequestURI(), request.getServletContext().getContextPath());
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

    private Reply reply(String name, WidgetFile file) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", FileTypes.of(name));
        headers.put("Cache-Control", WidgetPath.isHashed(name) ? FOREVER : ASK_EACH_TIME);
        // A list of policies, each of which holds (CSP 3, section 2.2.2).
        headers.put("Content-Security-Policy", file.policy() == null ? framedByUs : framedByUs + ", " + file.policy());
        return new Reply.File(file.path(), file.entityTag(), headers);
    }
}
