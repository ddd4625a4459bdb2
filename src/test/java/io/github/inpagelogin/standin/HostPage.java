package io.github.inpagelogin.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A site on an origin of its own that embeds something and notes every message it gets in {@code seen}. */
final class HostPage implements AutoCloseable {
    private final HttpServer server;

    HostPage(String embed) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve(
                "/",
                "<!DOCTYPE html><html><head><title>Host</title><script>var seen = [];"
                        + "addEventListener('message', function (e) { seen.push(JSON.stringify(e.data)); });"
                        + "</script></head><body>" + embed.replace("{redirectUri}", Parameters.encode(redirectUri()))
                        + "</body></html>");
        serve("/redirect.html", Resource.read("widget/old/redirect.html"));
        serve("/redirect.js", Resource.read("widget/old/redirect.js"));
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + '/');
    }

    String redirectUri() {
        return url() + "redirect.html";
    }

    private void serve(String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
