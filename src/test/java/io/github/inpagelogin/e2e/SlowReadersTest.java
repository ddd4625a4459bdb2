package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for a large file of the widget and does not read it: any number of them leave the site as it is. */
class SlowReadersTest {
    private static final int LARGE = 16 * 1024 * 1024;

    /** Twice as many as the site has threads. */
    private static final int READERS = 40;

    @TempDir
    private Path folder;

    @Test
    void readersWhoDoNotReadStopNobodyAndGetTheWholeFileInTheEnd() throws Exception {
        Files.writeString(folder.resolve("app.html"), "x");
        Files.writeString(folder.resolve("adapter.js"), "x");
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.js").toFile(), "rw")) {
            large.setLength(LARGE);
        }
        List<Socket> readers = new ArrayList<>();
        try (World world = World.start(
                "widget.hosting", "directory", "widget.directory", folder.toString(), "widget.mode", "code")) {
            for (int i = 0; i < READERS; i++) {
                readers.add(ask(world.site().url()));
            }
            for (Socket reader : readers) {
                assertEquals("HTTP/1.1 200", head(reader).substring(0, 12));
            }
            world.visitor().get("health/live").expect(200);
            assertTrue(world.site().busyThreads() < 20, "threads are left");
            InputStream rest = readers.get(0).getInputStream();
            assertEquals(LARGE, rest.readAllBytes().length);
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
    }

    private static Socket ask(URI site) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(site.getHost(), site.getPort()));
        OutputStream out = socket.getOutputStream();
        out.write(("GET /widget/large.js HTTP/1.1\r\nHost: " + site.getAuthority() + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** The head of the answer, and nothing of its body. */
    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertTrue(next >= 0, "the answer ended early");
            head.append((char) next);
        }
        return head.toString();
    }
}
