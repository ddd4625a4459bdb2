package io.github.inpagelogin.widget;

import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /redirect.html}: the widget's own redirect page. What comes back to it is handed to the widget, by a message
 * to the widget's exact origin; the server does not look at it.
 */
public final class RedirectPageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this page is, below this site's address. */
    public static final String PATH = "/redirect.html";

    private final transient Reply page;

    public RedirectPageServlet(Reply page) {
        this.page = page;
    }

    /** The page that hands its own address to a widget of this origin; null for the page's own origin. */
    public static Reply page(@Nullable String widgetOrigin) {
        return new Reply.Page(
                HttpServletResponse.SC_OK,
                "redirect",
                Map.of("widgetOrigin", widgetOrigin == null ? "" : widgetOrigin));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        page.send(request, response);
    }
}
