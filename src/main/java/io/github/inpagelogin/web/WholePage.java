package io.github.inpagelogin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * A page that goes out when all of it is there, in UTF-8: one that fails halfway becomes an error page, and not half a page.
 * It also costs less than to hand the characters to the container piece by piece. Not thread-safe.
 */
final class WholePage extends HttpServletResponseWrapper {
    private static final int USUAL_LENGTH = 10_000;

    private final CharArrayWriter text = new CharArrayWriter(USUAL_LENGTH);
    private final PrintWriter writer = new PrintWriter(text);

    private WholePage(HttpServletResponse response) {
        super(response);
    }

    /** Has {@code dispatcher} write a page, and sends it. */
    static void send(RequestDispatcher dispatcher, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        WholePage page = new WholePage(response);
        // Not by forwarding: containers take nothing of us after that.
        dispatcher.include(request, page);
        byte[] bytes = page.text.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html; charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    /** Refused: a page is text. */
    @Override
    public ServletOutputStream getOutputStream() {
        throw new IllegalStateException("A page is written as text");
    }

    @Override
    public void flushBuffer() {
        // Not before all of it is there.
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        text.reset();
    }

    @Override
    public void reset() {
        super.reset();
        text.reset();
    }
}
