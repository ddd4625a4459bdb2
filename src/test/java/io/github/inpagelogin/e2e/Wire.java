package io.github.inpagelogin.e2e;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One kept connection to a server that sends exactly what it is given; opened again when the server has closed it. */
final class Wire implements Closeable {
    private static final int ATTEMPTS = 5;

    private final URI server;
    private Socket socket;
    private InputStream in;

    /** An answer: the header lines as they came, names in lower case. */
    record Reply(int status, List<String> headers, String body) {
        /** The first value of a header; empty if it is missing. */
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    Wire(URI server) throws IOException {
        this.server = server;
        this.socket = connect(server);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /**
     * Sends a request and reads its answer. Sends it again if the connection was closed instead: a container that refuses
     * a request before it has read all of it may close before the refusal has got through.
     */
    Reply ask(String methodAndTarget, String... headers) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                send(methodAndTarget, headers);
                return receive();
            } catch (EOFException | SocketException closed) {
                reopen();
            }
        }
        throw new IOException("No answer to " + methodAndTarget);
    }

    /** Sends a request line without its version, and header lines; each character goes out as one byte. */
    void send(String methodAndTarget, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(methodAndTarget).append(" HTTP/1.1\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (String.join("\n", headers).indexOf("Host: ") < 0) {
            request.append("Host: ").append(server.getAuthority()).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    Reply receive() throws IOException {
        Reply reply = read();
        if (reply.header("connection").equalsIgnoreCase("close")) {
            reopen();
        }
        return reply;
    }

    private void reopen() throws IOException {
        socket.close();
        socket = connect(server);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Reply read() throws IOException {
        String statusLine = line();
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
        }
        Reply head = new Reply(Integer.parseInt(statusLine.substring(9, 12)), headers, "");
        return new Reply(head.status, headers, body(head));
    }

    private String body(Reply head) throws IOException {
        if (head.status == 204 || head.status == 304) {
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
