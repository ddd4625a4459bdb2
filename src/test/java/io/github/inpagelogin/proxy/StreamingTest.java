package io.github.inpagelogin.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies of 50 MB, both ways: whole at the end, and never whole in between. */
@Timeout(120)
class StreamingTest {
    private static final int MB = 1024 * 1024;
    private static final int SIZE = 50 * MB;
    private static final String MEDIA = "/proxy/media/restapi/v1.0/account/~/recording/1/content";

    /** What the buffers of four sockets may hold, which is for the kernel to say, and a little of our own. */
    private static final long IN_BETWEEN = 30L * MB;

    private final Bench bench = new Bench(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        bench.close();
    }

    private static byte[] block() {
        byte[] block = new byte[64 * 1024];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (i * 31 + (i >> 8));
        }
        return block;
    }

    private static long checksum(int size) {
        CRC32 sum = new CRC32();
        byte[] block = block();
        for (int at = 0; at < size; at += block.length) {
            sum.update(block, 0, Math.min(block.length, size - at));
        }
        return sum.getValue();
    }

    private static long checksum(InputStream in) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            sum.update(buffer, 0, count);
        }
        return sum.getValue();
    }

    private static void write(HttpExchange exchange, int size, AtomicLong written) throws IOException {
        byte[] block = block();
        OutputStream out = exchange.getResponseBody();
        for (int at = 0; at < size; at += block.length) {
            int length = Math.min(block.length, size - at);
            out.write(block, 0, length);
            written.addAndGet(length);
        }
    }

    @Test
    void aDownloadComesWholeWithItsLengthAndType() throws Exception {
        bench.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
            exchange.sendResponseHeaders(200, SIZE);
            write(exchange, SIZE, new AtomicLong());
        });
        HttpResponse<InputStream> answer = Bench.CLIENT.send(bench.asked(MEDIA).build(), BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        assertEquals("audio/mpeg", answer.headers().firstValue("content-type").orElse(""));
        assertEquals(SIZE, answer.headers().firstValueAsLong("content-length").orElse(0));
        assertEquals(checksum(SIZE), checksum(answer.body()));
    }

    @Test
    void aReaderThatIsSlowSlowsTheServerAndFillsNoMemory() throws Exception {
        AtomicLong written = new AtomicLong();
        bench.answers(exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            write(exchange, SIZE, written);
        });
        try (Socket browser = new Socket()) {
            browser.setReceiveBufferSize(32 * 1024);
            browser.connect(new InetSocketAddress("localhost", bench.port()));
            browser.getOutputStream()
                    .write(("GET " + MEDIA + " HTTP/1.1\r\nHost: localhost:" + bench.port() + "\r\nCookie: "
                                    + bench.cookie()
                                    + "\r\nX-User-Agent: x\r\nClient-Id: \r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            assertTrue(settled(written) < IN_BETWEEN, written + " bytes are in between");
            InputStream in = browser.getInputStream();
            while (!line(in).isEmpty()) {
                // The head of the answer.
            }
            assertEquals(checksum(SIZE), checksum(in));
        }
    }

    @Test
    void aRangeIsAskedForAndAnswered() throws Exception {
        bench.answers(exchange -> {
            assertEquals("bytes=1048576-2097151", exchange.getRequestHeaders().getFirst("Range"));
            exchange.getResponseHeaders().set("Content-Range", "bytes 1048576-2097151/" + SIZE);
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.sendResponseHeaders(206, MB);
            write(exchange, MB, new AtomicLong());
        });
        HttpResponse<InputStream> answer = Bench.CLIENT.send(
                bench.asked(MEDIA).header("Range", "bytes=1048576-2097151").build(), BodyHandlers.ofInputStream());
        assertEquals(206, answer.statusCode());
        assertEquals(
                "bytes 1048576-2097151/" + SIZE,
                answer.headers().firstValue("content-range").orElse(""));
        assertEquals("bytes", answer.headers().firstValue("accept-ranges").orElse(""));
        assertEquals(checksum(MB), checksum(answer.body()));
    }

    @Test
    void anUploadGoesThroughWholeWithItsLength() throws Exception {
        bench.answers(exchange -> {
            byte[] sum = Long.toString(checksum(exchange.getRequestBody())).getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, sum.length);
            exchange.getResponseBody().write(sum);
        });
        byte[] body = new byte[SIZE];
        byte[] block = block();
        for (int at = 0; at < SIZE; at += block.length) {
            System.arraycopy(block, 0, body, at, block.length);
        }
        String path = "/proxy/restapi/v1.0/account/~/extension/~/fax";
        HttpResponse<String> answer = Bench.CLIENT.send(
                bench.asked(path)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(Long.toString(checksum(SIZE)), answer.body());
        assertEquals("" + SIZE, bench.seen.get(0).header("Content-Length"));
        assertEquals("multipart/form-data; boundary=b", bench.seen.get(0).header("Content-Type"));

        HttpResponse<String> chunked = Bench.CLIENT.send(
                bench.asked(path)
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(Long.toString(checksum(SIZE)), chunked.body());
    }

    @Test
    void moreThanTheLimitIsRefused() throws Exception {
        bench.answers(exchange -> {
            Bench.drain(exchange);
            exchange.sendResponseHeaders(200, -1);
        });
        String path = "/proxy/restapi/v1.0/account/~/extension/~/fax";
        try (Socket browser = new Socket("localhost", bench.port())) {
            browser.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost:" + bench.port() + "\r\nCookie: "
                                    + bench.cookie() + "\r\nX-User-Agent: x\r\nClient-Id: \r\nContent-Length: "
                                    + (Upload.LARGEST + 1) + "\r\n\r\n")
                            .getBytes(US_ASCII));
            assertTrue(line(browser.getInputStream()).contains(" 413"));
        }
        assertEquals(0, bench.seen.size());
    }

    /** How many bytes were written when for a while no more were. */
    private static long settled(AtomicLong written) {
        long last = -1;
        long since = System.nanoTime();
        while (written.get() == 0
                || System.nanoTime() - since < Duration.ofSeconds(1).toNanos()) {
            long now = written.get();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return last;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
