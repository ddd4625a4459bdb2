package io.github.inpagelogin.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.inpagelogin.log.Notes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * {@link HttpSender} on Jetty's client, HTTP/1.1: no thread waits for an answer. Every call ends, at the latest when
 * its own time-out is over; what it ends with is told by {@link AnswerReader}. Thread-safe; started once constructed.
 */
public final class JettyHttpSender implements HttpSender, AutoCloseable {
    private static final String NAME = "http-sender";

    /** Keeps the limit for idle connections from ending a call before its own time-out does. */
    private static final long IDLE_MARGIN_MILLIS = 1_000;

    /**
     * Each call that waits holds a connection. When RingCentral is late, the calls must not wait for each other as well:
     * the last of them would find their own time over.
     */
    private static final int MAX_CONNECTIONS = 4_096;

    private final HttpClient client;
    private final int maxAnswerBytes;
    private final Duration longestSilence;

    /**
     * A started sender that trusts what the JVM trusts.
     *
     * @param connectTimeout for each address of a host; finding the addresses has the same limit
     * @param responseTimeout the longest that a server may send nothing before or within an answer; a longer silence is
     *     {@link HttpFailure.Kind#TIMED_OUT}, as the end of a call's own time is
     * @param maxAnswerBytes the largest body that is read; a larger one is {@link HttpFailure.Kind#TOO_LARGE}
     */
    public JettyHttpSender(Duration connectTimeout, Duration responseTimeout, int maxAnswerBytes) {
        this(connectTimeout, responseTimeout, maxAnswerBytes, new SslContextFactory.Client());
    }

    JettyHttpSender(
            Duration connectTimeout, Duration responseTimeout, int maxAnswerBytes, SslContextFactory.Client tls) {
        this.client = JettyClients.start(NAME, MAX_CONNECTIONS, connectTimeout, tls);
        this.longestSilence = responseTimeout;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The future completes on a thread of this sender: what is chained to it must not block.
     */
    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        AnswerReader reader = new AnswerReader(maxAnswerBytes);
        request(call).onRequestListener(reader).send(reader);
        return Notes.carry(reader.answer());
    }

    /**
     * What runs work when so much time has passed, on a thread of this sender; never, if it is closed before. The JDK's own
     * timer would hold on to this application when it is long replaced.
     */
    public Executor later(Duration wait) {
        return work -> {
            var unused = client.getScheduler().schedule(work, wait.toMillis(), MILLISECONDS);
        };
    }

    private Request request(HttpCall call) {
        long timeout = call.timeout().toMillis();
        long silence = longestSilence.toMillis();
        Request request = client.newRequest(call.uri())
                .method(call.method())
                .timeout(timeout, MILLISECONDS)
                .idleTimeout(silence < timeout ? silence : timeout + IDLE_MARGIN_MILLIS, MILLISECONDS)
                .headers(headers -> call.headers().forEach(headers::put));
        return call.body().length == 0 ? request : request.body(new BytesRequestContent(call.body()));
    }

    /** Closes every connection; calls without an answer fail. A call made afterwards fails as not connected. */
    @Override
    public void close() {
        LifeCycle.stop(client);
    }
}
