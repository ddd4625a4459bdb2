package io.github.inpagelogin.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser with cookies and one connection: as little as asks a server of ours for something, because what it costs is
 * taken from the CPU of the servers that are measured. Not thread-safe.
 */
final class Browser implements AutoCloseable {
    private static final int READ_BUFFER = 16 * 1024;
    private static final int SO_TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final byte[] discarded = new byte[READ_BUFFER];
    private @Nullable ByteArrayOutputStream kept;

    /** Connects to {@code port} of the loopback interface. */
    Browser(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SO_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), READ_BUFFER);
        out = socket.getOutputStream();
    }

    /** An answer, without its body. */
    record Answer(int status, @Nullable String location, long length) {
        /** This answer, if it has {@code status}. */
        Answer expect(int wanted) throws IOException {
            if (status != wanted) {
                throw new IOException("Status " + status + " in place of " + wanted);
            }
            return this;
        }
    }

    /** Asks and waits for the answer. */
    Answer get(String path) throws IOException {
        send(path);
        return receive();
    }

    /** The way out and the way back: {@link #begin}, the callback, and the page. */
    void logIn() throws IOException {
        String callback = begin();
        send(callback);
        arrive();
    }

    /** Begins a login; the callback that the provider would send the browser to. */
    String begin() throws IOException {
        String location = String.valueOf(get("/login").expect(302).location());
        int state = location.indexOf("state=") + "state=".length();
        int end = location.indexOf('&', state);
        return "/oauth/callback?code=a-code&state=" + location.substring(state, end < 0 ? location.length() : end);
    }

    /** Waits for the answer to a callback, and opens the page that it leads to. */
    void arrive() throws IOException {
        String page = String.valueOf(receive().expect(303).location());
        get(page).expect(200);
    }

    /** Becomes a browser that nobody has used, on the same connection. */
    void forget() {
        cookies.clear();
    }

    /** Asks; the answer is still to be received. */
    void send(String path) throws IOException {
        String cookie = cookies.isEmpty()
                ? ""
                : cookies.entrySet().stream()
                        .map(entry -> entry.getKey() + '=' + entry.getValue())
                        .collect(Collectors.joining("; ", "Cookie: ", "\r\n"));
        out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + socket.getPort() + "\r\nAccept: text/html\r\n"
                        + cookie + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer receive() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        String location = null;
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "location" -> location = value;
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = true;
                case "set-cookie" -> keep(value);
                default -> {}
            }
        }
        if (chunked) {
            length = skipChunks();
        } else {
            skip(length);
        }
        return new Answer(status, location, length);
    }

    private void keep(String cookie) {
        int equals = cookie.indexOf('=');
        int end = cookie.indexOf(';');
        String name = cookie.substring(0, equals);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, cookie.substring(equals + 1, end < 0 ? cookie.length() : end));
        }
    }

    /** What is at {@code path}, without its headers. */
    byte[] body(String path) throws IOException {
        kept = new ByteArrayOutputStream();
        get(path).expect(200);
        byte[] body = kept.toByteArray();
        kept = null;
        return body;
    }

    private long skipChunks() throws IOException {
        long total = 0;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            skip(size);
            line();
            total += size;
        }
        line();
        return total;
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            int read = in.read(discarded, 0, (int) Math.min(left, discarded.length));
            if (read < 0) {
                throw new EOFException("The answer broke off");
            }
            if (kept != null) {
                kept.write(discarded, 0, read);
            }
            left -= read;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The answer broke off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
