package io.github.inpagelogin.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A servlet whose GET changes something, as a step of a login does. To ask for the headers alone must change nothing, so
 * HEAD is refused. As thread-safe as what extends it.
 */
public abstract class GetServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected final void doHead(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Allow", "GET");
        Errors.of(request, Problem.METHOD).send(request, response);
    }
}
