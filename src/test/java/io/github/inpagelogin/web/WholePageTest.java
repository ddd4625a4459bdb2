package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeResponse;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WholePageTest {
    private final FakeResponse response = new FakeResponse();

    /** What a JSP does. */
    private interface Jsp {
        void write(ServletResponse response) throws IOException, ServletException;
    }

    private void send(Jsp jsp) throws IOException, ServletException {
        RequestDispatcher dispatcher = new RequestDispatcher() {
            @Override
            public void forward(ServletRequest request, ServletResponse wrapped) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void include(ServletRequest request, ServletResponse wrapped) throws IOException, ServletException {
                jsp.write(wrapped);
            }
        };
        WholePage.send(dispatcher, FakeRequest.get("/app"), response);
    }

    @Test
    void itsBytesAreCountedAndGoOutAsUtf8() throws Exception {
        send(page -> page.getWriter().append("RingCentral’s ").append("own"));
        assertEquals("RingCentral’s own", response.body());
        assertEquals("19", response.headers().get("Content-Length"));
    }

    @Test
    void ofOneThatFailsHalfwayNothingGoesOut() {
        assertThrows(
                ServletException.class,
                () -> send(page -> {
                    page.getWriter().write("<h1>Half a");
                    page.flushBuffer();
                    throw new ServletException("The other half fails");
                }));
        assertEquals("", response.body());
        assertNull(response.headers().get("Content-Length"));
    }

    @Test
    void whatIsTakenBackDoesNotGoOut() throws Exception {
        send(page -> {
            page.getWriter().write("this ");
            page.resetBuffer();
            page.getWriter().write("that");
        });
        assertEquals("that", response.body());
    }
}
