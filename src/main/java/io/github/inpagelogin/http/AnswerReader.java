package io.github.inpagelogin.http;

import io.github.inpagelogin.http.HttpFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Follows one call of {@link JettyHttpSender}: gathers the answer up to the size limit, or says why there is none.
 * Jetty tells one thing after the other, on whichever thread; what {@link #kind} reads is volatile because a failure
 * may overtake.
 */
final class AnswerReader implements Request.Listener, Response.Listener {
    /** What {@link javax.net.ssl.SSLEngine#getSession} reports before the handshake is complete. */
    private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";

    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();

    /** Where the request goes out; null as long as no byte of it can have been written. */
    private volatile @Nullable Connection connection;

    private volatile boolean tooLarge;

    AnswerReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    CompletableFuture<HttpAnswer> answer() {
        return answer;
    }

    @Override
    public void onBegin(Request request) {
        connection = request.getConnection();
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        if (tooLarge) {
            return;
        }
        if (content.remaining() > maxBytes - body.size()) {
            tooLarge = true;
            var unused = response.abort(new IllegalStateException("more than " + maxBytes + " bytes"));
            return;
        }
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        body.writeBytes(bytes);
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            answer.completeExceptionally(new HttpFailure(kind(result.getFailure()), result.getFailure()));
        } else {
            Response response = result.getResponse();
            answer.complete(new HttpAnswer(response.getStatus(), headers(response), body.toByteArray()));
        }
    }

    private Kind kind(Throwable cause) {
        if (tooLarge) {
            return Kind.TOO_LARGE;
        }
        if (!isConnected(connection)) {
            return Kind.NOT_CONNECTED;
        }
        // Jetty also ends calls that wait beside the one whose connection did not come about in time, some just begun.
        return cause instanceof TimeoutException || cause instanceof SocketTimeoutException
                ? Kind.TIMED_OUT
                : Kind.BROKEN;
    }

    /** Jetty hands a TLS connection over before its handshake; until that is complete nothing of a request goes out. */
    static boolean isConnected(@Nullable Connection connection) {
        if (connection == null) {
            return false;
        }
        return isHandshakeOver(connection.getSslSessionData());
    }

    /** Whether requests can go out as far as TLS is concerned, of which {@code tls} is null where there is none. */
    static boolean isHandshakeOver(EndPoint.@Nullable SslSessionData tls) {
        return tls == null || !NO_CIPHER_SUITE.equals(tls.cipherSuite());
    }

    static Map<String, String> headers(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : response.getHeaders()) {
            String value = field.getValue();
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return headers;
    }
}
