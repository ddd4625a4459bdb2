package io.github.inpagelogin.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A RingCentral that takes connections and never answers, and somebody whose login waits for it. */
final class SilentRingCentral implements AutoCloseable {
    private static final int LONGEST_MILLIS = 60_000;

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Socket asked;

    SilentRingCentral() throws IOException {
        socket.setSoTimeout(LONGEST_MILLIS);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The answer to a callback at {@code site}; when this returns RingCentral was asked to redeem its code. */
    CompletableFuture<HttpResponse<String>> logIn(URI site) throws IOException, InterruptedException {
        // The page of errors is compiled when it is made for the first time, which takes its time.
        browser.send(get(site.resolve("/oauth/callback?state=x")).build(), BodyHandlers.ofString());
        HttpResponse<String> begun = browser.send(get(site.resolve("/login")).build(), BodyHandlers.ofString());
        String state = begun.headers().firstValue("Location").orElseThrow().replaceFirst(".*[?&]state=([^&]+).*", "$1");
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpRequest callback = get(site.resolve("/oauth/callback?code=a-code&state=" + state))
                .header("Cookie", cookie)
                .build();
        CompletableFuture<HttpResponse<String>> page = browser.sendAsync(callback, BodyHandlers.ofString());
        asked = socket.accept();
        return page;
    }

    private static HttpRequest.Builder get(URI address) {
        return HttpRequest.newBuilder(address).header("Accept", "text/html");
    }

    @Override
    public void close() throws IOException {
        if (asked != null) {
            asked.close();
        }
        socket.close();
    }
}
