package io.github.inpagelogin.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A browser of the bench, byte by byte: it sends the whole of a request before it reads the answer, as browsers do. */
final class Raw implements AutoCloseable {
    private final Bench bench;
    private final Socket socket;
    private final InputStream in;

    /** An answer: its head with the lines as they came, and its body. */
    record Answer(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    Raw(Bench bench) throws IOException {
        this.bench = bench;
        this.socket = new Socket("localhost", bench.port());
        socket.setSoTimeout(30_000);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request of who is signed in; {@code more} are header lines. */
    Raw send(String methodAndPath, String... more) throws IOException {
        StringBuilder head = new StringBuilder(methodAndPath).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Cookie: ").append(bench.cookie()).append("\r\nX-User-Agent: x\r\nClient-Id: \r\n");
        for (String line : more) {
            head.append(line).append("\r\n");
        }
        write(head.append("\r\n").toString());
        return this;
    }

    Raw write(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** So many bytes of a body. */
    Raw upload(int size) throws IOException {
        byte[] block = new byte[64 * 1024];
        OutputStream out = socket.getOutputStream();
        for (int at = 0; at < size; at += block.length) {
            out.write(block, 0, Math.min(block.length, size - at));
        }
        return this;
    }

    /** Reads an answer; its body is of the length that it says, or in chunks. */
    Answer answer() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
        }
        StringBuilder body = new StringBuilder();
        if (head.indexOf("Transfer-Encoding: chunked") >= 0) {
            for (int size = chunk(); size > 0; size = chunk()) {
                body.append(text(size));
                line();
            }
            line();
        } else if (head.indexOf("Content-Length: ") >= 0) {
            body.append(text(Integer.parseInt(head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"))));
        }
        return new Answer(head.toString(), body.toString());
    }

    /** The first line of an answer of which nothing more is read. */
    String answerBegins() throws IOException {
        return line();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String text(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new IOException("The answer broke off");
        }
        return new String(bytes, ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The answer broke off after " + line);
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
