package io.github.inpagelogin.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * {@link HttpSender} on Jetty's client, HTTP/1.1: no thread waits for an answer. Every call ends, at the latest when
 * its own time-out is over; what it ends with is told by {@link AnswerReader}. Thread-safe; started once constructed.
 *
 * <p>Jetty repeats a request by itself in one case only: when the pooled connection chosen for it turned out to be
 * closed before the first byte was written.
 */
public final class JettyHttpSender implements HttpSender, AutoCloseable {
    private static final String NAME = "http-sender";

    private static final int MAX_THREADS = 16;

    /** Each waiting call holds a connection; a slow RingCentral must not make the calls wait for each other. */
    private static final int MAX_CONNECTIONS = 512;

    private static final int MAX_QUEUED_CALLS = 10_000;

    /** Shorter than servers usually keep a connection, so that it is we who close it and not they, under a request. */
    private static final Duration POOLED_CONNECTION_IDLE = Duration.ofSeconds(10);

    /** Keeps the limit for idle connections from ending a call before its own time-out does. */
    private static final long IDLE_MARGIN_MILLIS = 1_000;

    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final HttpClient client;
    private final int maxAnswerBytes;

    /**
     * A started sender that trusts what the JVM trusts.
     *
     * @param connectTimeout for each address of a host; finding the addresses has the same limit
     * @param maxAnswerBytes the largest body that is read; a larger one is {@link HttpFailure.Kind#TOO_LARGE}
     */
    public JettyHttpSender(Duration connectTimeout, int maxAnswerBytes) {
        this(connectTimeout, maxAnswerBytes, new SslContextFactory.Client());
    }

    JettyHttpSender(Duration connectTimeout, int maxAnswerBytes, SslContextFactory.Client tls) {
        this.client = client(connectTimeout, tls);
        this.maxAnswerBytes = maxAnswerBytes;
        LifeCycle.start(client);
        leaveAnswersAlone(client);
    }

    private static HttpClient client(Duration connectTimeout, SslContextFactory.Client tls) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setSslContextFactory(tls);
        connector.setIdleTimeout(POOLED_CONNECTION_IDLE);
        connector.setConnectTimeout(connectTimeout);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads());
        client.setScheduler(new ScheduledExecutorScheduler(NAME + "-scheduler", true));
        client.setAddressResolutionTimeout(connectTimeout.toMillis());
        client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MAX_QUEUED_CALLS);
        client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "in-page-login"));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        return client;
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName(NAME);
        threads.setDaemon(true);
        return threads;
    }

    /**
     * Takes out what starting put in and what would come between us and an answer: decoding (the size limit would no
     * longer be about bytes received), redirects, and the handlers of challenges, which fail a 401 that has none.
     */
    private static void leaveAnswersAlone(HttpClient client) {
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
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
        return reader.answer();
    }

    private Request request(HttpCall call) {
        long timeout = call.timeout().toMillis();
        Request request = client.newRequest(call.uri())
                .method(call.method())
                .timeout(timeout, MILLISECONDS)
                .idleTimeout(timeout + IDLE_MARGIN_MILLIS, MILLISECONDS)
                .headers(headers -> call.headers().forEach(headers::put));
        return call.body().length == 0 ? request : request.body(new BytesRequestContent(call.body()));
    }

    /** Closes every connection; calls without an answer fail. A call made afterwards fails as not connected. */
    @Override
    public void close() {
        LifeCycle.stop(client);
    }
}
