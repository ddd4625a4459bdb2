package io.github.inpagelogin.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A server on loopback that does what a test says with each connection. */
public final class RawServer implements AutoCloseable {
    /** What is done with a connection; it stays open until the server closes unless the script closes it. */
    @FunctionalInterface
    public interface Script {
        void run(Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final List<Socket> open = new ArrayList<>();

    public RawServer(Script script) throws IOException {
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        start(() -> serve(script));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Reads the head of a request, up to and with its empty line. */
    public static String readHead(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended early");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    public static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private void serve(Script script) {
        try {
            while (true) {
                Socket connection = listener.accept();
                synchronized (open) {
                    open.add(connection);
                }
                start(() -> {
                    try {
                        script.run(connection);
                    } catch (IOException closed) {
                        // By the client, which opens a connection too many at times, or by the end of the test.
                    }
                });
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (open) {
            for (Socket connection : open) {
                connection.close();
            }
        }
    }
}
