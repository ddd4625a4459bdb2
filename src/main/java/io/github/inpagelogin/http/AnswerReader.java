package io.github.inpagelogin.http;

import io.github.inpagelogin.http.HttpFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;

/**
 * Follows one call of {@link JettyHttpSender}: gathers the answer up to the size limit, or says why there is none. Jetty
 * tells one thing after the other, on whichever thread; the flags are volatile because a failure may overtake.
 */
final class AnswerReader implements Request.Listener, Response.Listener {
    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();

    /** There is a connection, and the request is going out on it. */
    private volatile boolean begun;

    /** The head of the request has been written; under TLS the handshake is over. */
    private volatile boolean written;

    private volatile boolean tooLarge;

    AnswerReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    CompletableFuture<HttpAnswer> answer() {
        return answer;
    }

    @Override
    public void onBegin(Request request) {
        begun = true;
    }

    @Override
    public void onCommit(Request request) {
        written = true;
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
        if (!begun || (!written && isOfConnecting(cause))) {
            return Kind.NOT_CONNECTED;
        }
        return cause instanceof TimeoutException ? Kind.TIMED_OUT : Kind.BROKEN;
    }

    private static boolean isOfConnecting(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof SocketTimeoutException
                || cause instanceof SSLException;
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : response.getHeaders()) {
            String value = field.getValue();
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return headers;
    }
}
