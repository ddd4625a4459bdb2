package io.github.inpagelogin.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.inpagelogin.http.HttpFailure.Kind;
import io.github.inpagelogin.log.Notes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * {@link HttpStreams} on Jetty's client, for bodies that are too large to hold ({@link ByteSource}). Its connections are its own, so that what is streamed leaves the logins theirs. Thread-safe;
 * started once constructed.
 */
public final class JettyHttpStreams implements HttpStreams, AutoCloseable {
    /** A stream on which nothing moves is over; longer than containers wait for a browser that does not read. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /**
     * More takes its time, and the server may answer and go meanwhile ({@link ListeningEndPoint}): such a connection serves
     * no other request.
     */
    private static final int LARGEST_AT_ONCE = 64 * 1024;

    /** So many at once that one person's seats leave most of them to the others. */
    private static final int MAX_CONNECTIONS = 512;

    private final HttpClient client;
    private final Duration idle;

    /** A started client that trusts what the JVM trusts. */
    public JettyHttpStreams(Duration connectTimeout) {
        this(connectTimeout, IDLE, new SslContextFactory.Client());
    }

    JettyHttpStreams(Duration connectTimeout, Duration idle, SslContextFactory.Client tls) {
        this.client = JettyClients.start("http-streams", MAX_CONNECTIONS, connectTimeout, tls);
        this.idle = idle;
    }

    @Override
    public CompletableFuture<StreamedAnswer> open(StreamedCall call) {
        CompletableFuture<StreamedAnswer> answer = new CompletableFuture<>();
        AtomicReference<Connection> connection = new AtomicReference<>();
        Request request = request(call)
                .onRequestBegin(begun -> connection.set(begun.getConnection()))
                .onRequestSuccess(unused -> limit(answer, call.timeout()))
                .onResponseContentSource((response, content) -> take(response, content, answer));
        if (call.body() == null) {
            limit(answer, call.timeout());
        }
        request.send(result -> {
            if (result.isFailed()) {
                answer.completeExceptionally(result.getFailure());
            }
        });
        return Notes.carry(answer.whenComplete((head, failure) -> {
                    if (failure != null) {
                        var unused = request.abort(failure);
                    }
                })
                .exceptionally(failure -> {
                    throw failure(failure, AnswerReader.isConnected(connection.get()));
                }));
    }

    private Request request(StreamedCall call) {
        Request request = client.newRequest(call.uri())
                .method(call.method())
                .idleTimeout(idle.toMillis(), MILLISECONDS)
                .headers(headers -> call.headers().forEach(headers::put));
        StreamedCall.Body body = call.body();
        if (body == null) {
            return request;
        }
        if (body.length() < 0 || body.length() > LARGEST_AT_ONCE) {
            request.headers(headers -> headers.put("Connection", "close"));
        }
        return request.body(new StreamedContent(body));
    }

    /** By the client's timer, not the future's own: that is one of the JDK's, which would hold on to this application. */
    private void limit(CompletableFuture<StreamedAnswer> answer, Duration timeout) {
        Scheduler.Task end = client.getScheduler()
                .schedule(() -> answer.completeExceptionally(new TimeoutException()), timeout.toMillis(), MILLISECONDS);
        var unused = answer.whenComplete((head, failure) -> end.cancel());
    }

    private static void take(Response response, Content.Source content, CompletableFuture<StreamedAnswer> answer) {
        ByteSource body = new ContentStream(response, content);
        if (!answer.complete(new StreamedAnswer(response.getStatus(), AnswerReader.headers(response), body))) {
            body.cancel();
        }
    }

    private static HttpFailure failure(Throwable thrown, boolean connected) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!connected) {
            return new HttpFailure(Kind.NOT_CONNECTED, cause);
        }
        return new HttpFailure(cause instanceof TimeoutException ? Kind.TIMED_OUT : Kind.BROKEN, cause);
    }

    /** Closes every connection; streams under way break. */
    @Override
    public void close() {
        LifeCycle.stop(client);
    }
}
