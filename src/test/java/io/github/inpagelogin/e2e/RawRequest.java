package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.SocketFactory;

/** A request as nobody's library would send it: any address, any {@code Host}. */
final class RawRequest {
    private RawRequest() {}

    /** Asks for {@code target} with these header lines; the whole answer, up to where the server ends it. */
    static String get(SocketFactory sockets, int port, String target, List<String> headers) throws IOException {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String request =
                    "GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
