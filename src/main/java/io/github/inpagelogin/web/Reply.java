package io.github.inpagelogin.web;

import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request is answered with, once that is known: a value, so that it can be decided away from the container. */
public sealed interface Reply {
    /** Writes this reply. Called once, on a thread of the container. */
    void send(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

    /** A page: the JSP of this name, with what it shows. */
    record Page(int status, String name, Map<String, Object> shows) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.setStatus(status);
            shows.forEach(request::setAttribute);
            WholePage.send(request.getRequestDispatcher("/WEB-INF/jsp/" + name + ".jsp"), request, response);
        }

        /** Without what it shows, which is about people. */
        @Override
        public String toString() {
            return "Page[" + status + ' ' + name + ']';
        }
    }

    /** On to a path of ours, by GET (303, RFC 9110 section 15.4.4). */
    record SeeOther(String path) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response) {
            // A relative Location (RFC 9110 section 10.2.2): nothing of the Host header gets into it.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", path);
        }
    }

    /** On to RingCentral (302). */
    record Elsewhere(URI uri) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", uri.toString());
        }

        /** Without the address, which carries the sealed login. */
        @Override
        public String toString() {
            return "Elsewhere";
        }
    }

    /** An answer for a script. */
    record Json(int status, JsonObject body) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(status);
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/json");
            response.setContentLengthLong(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /**
     * A file, or the part of it that is asked for, or nothing if the browser has it already.
     *
     * @param entityTag a weak one, in its quotes: containers compress what has no strong one
     * @param headers set with the file, and with the news that it has not changed
     */
    record File(Path path, String entityTag, Map<String, String> headers) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            new FileSender(this, request, response).send();
        }
    }

    /** A status that says everything. */
    record Empty(int status) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(status);
        }
    }

    /**
     * The end of an answer that cannot go on. If some of it has gone out, the container closes the connection, as it does
     * for what fails. If not, the browser gets an error: nothing is left of the answer's headers, and those of every answer
     * are set anew on the way to the error's page.
     *
     * @param instead the error's status
     */
    record BrokenOff(int instead) implements Reply {
        @Override
        public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (response.isCommitted()) {
                throw new UncheckedIOException(new IOException("The answer broke off on its way"));
            }
            response.reset();
            response.sendError(instead);
        }
    }

    /**
     * Another reply, with the advice when to ask again ({@code Retry-After}, RFC 9110 section 10.2.3).
     *
     * @param path where a page goes by itself then, without a script ({@code Refresh}); null: nowhere
     */
    record Later(Reply reply, Duration delay, @Nullable String path) implements Reply {
        /** What goes nowhere by itself. */
        public Later(Reply reply, Duration delay) {
            this(reply, delay, null);
        }

        @Override
        public void send(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.setHeader("Retry-After", Long.toString(delay.toSeconds()));
            if (path != null) {
                response.setHeader("Refresh", delay.toSeconds() + "; url=" + path);
            }
            reply.send(request, response);
        }
    }
}
