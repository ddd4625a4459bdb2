package io.github.inpagelogin.e2e;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One kept connection to a server that sends exactly what it is given; opened again when the server has closed it. */
final class Wire implements Closeable {
    private static final int ATTEMPTS = 5;

    private final URI server;
    private Socket socket;
    private ReplyReader in;

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
        this.in = new ReplyReader(socket.getInputStream());
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
        Reply reply = in.read();
        if (reply.header("connection").equalsIgnoreCase("close")) {
            reopen();
        }
        return reply;
    }

    private void reopen() throws IOException {
        socket.close();
        socket = connect(server);
        in = new ReplyReader(socket.getInputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
