package io.github.inpagelogin.widget;

import io.github.inpagelogin.web.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code GET /redirect.html}: the widget's own redirect page. What comes back to it is handed to the widget, by a message
 * to the widget's exact origin; the server does not look at it.
 */
public final class RedirectPageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this page is, below this site's address. */
    public static final String PATH = "/redirect.html";

    private final String widgetOrigin;

    public RedirectPageServlet(String widgetOrigin) {
        this.widgetOrigin = widgetOrigin;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        new Reply.Page(HttpServletResponse.SC_OK, "redirect", Map.of("widgetOrigin", widgetOrigin))
                .send(request, response);
    }
}
