package io.github.inpagelogin.http;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Jetty's clients as we want them, HTTP/1.1: what comes back is handed on as it is, also if it comes before the request is
 * all sent ({@link ListeningEndPoint}). Jetty repeats a request by itself in one case only: when the pooled connection
 * chosen for it turned out to be closed before the first byte was written.
 */
final class JettyClients {
    private static final int MAX_THREADS = 16;

    private static final int MAX_QUEUED_CALLS = 10_000;

    /** Shorter than servers usually keep a connection, so that it is we who close it and not they, under a request. */
    private static final Duration POOLED_CONNECTION_IDLE = Duration.ofSeconds(10);

    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private JettyClients() {}

    /**
     * A started client.
     *
     * @param name that of its threads
     * @param maxConnections how many calls of one host are under way at a time; further ones wait, without a thread
     */
    static HttpClient start(String name, int maxConnections, Duration connectTimeout, SslContextFactory.Client tls) {
        ClientConnector connector = new ClientConnector() {
            @Override
            protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
                return new ListeningEndPoint((SocketChannel) channel, selector, key, getScheduler());
            }
        };
        connector.setSelectors(1);
        connector.setSslContextFactory(tls);
        connector.setIdleTimeout(POOLED_CONNECTION_IDLE);
        connector.setConnectTimeout(connectTimeout);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads(name));
        client.setScheduler(new ScheduledExecutorScheduler(name + "-scheduler", true));
        client.setAddressResolutionTimeout(connectTimeout.toMillis());
        client.setMaxConnectionsPerDestination(maxConnections);
        client.setMaxRequestsQueuedPerDestination(MAX_QUEUED_CALLS);
        client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "in-page-login"));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        LifeCycle.start(client);
        leaveAnswersAlone(client);
        return client;
    }

    private static QueuedThreadPool threads(String name) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName(name);
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
}
