package io.github.inpagelogin.e2e;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what a server sends through one connection (RFC 9112): answers, one after the other, none of them to HEAD. */
final class ReplyReader {
    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Whether nothing more is to come. */
    boolean isAtEnd() throws IOException {
        in.mark(1);
        boolean ended = in.read() < 0;
        if (!ended) {
            in.reset();
        }
        return ended;
    }

    /** The next answer, without the framing of its body. */
    Wire.Reply read() throws IOException {
        String statusLine = line();
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
        }
        Wire.Reply head = new Wire.Reply(Integer.parseInt(statusLine.substring(9, 12)), headers, "");
        return new Wire.Reply(head.status(), headers, body(head));
    }

    private String body(Wire.Reply head) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return "";
        }
        if (head.header("transfer-encoding").equals("chunked")) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return body.toString();
        }
        String length = head.header("content-length");
        byte[] bytes = length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String chunk() throws IOException {
        byte[] bytes = in.readNBytes(Integer.parseInt(line(), 16));
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The server closed the connection after: " + line);
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
