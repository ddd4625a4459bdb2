package io.github.inpagelogin.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@link HttpSender} on Jetty's client: no thread waits for an answer. Thread-safe. */
public final class JettyHttpSender implements HttpSender, AutoCloseable {
    public JettyHttpSender(Duration connectTimeout, int maxAnswerBytes) {}

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
