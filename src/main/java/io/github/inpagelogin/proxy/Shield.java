package io.github.inpagelogin.proxy;

import io.github.inpagelogin.api.BearerCalls;
import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.http.StreamedAnswer;
import io.github.inpagelogin.http.StreamedCall;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks RingCentral with the token of whoever is signed in. Any 401 would sign the widget out, so none gets through while
 * the session lives: the token is refreshed and the request repeated, once. Thread-safe.
 */
final class Shield {
    /** By then the token is a new one. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final int UNAUTHORIZED = 401;

    private final BearerCalls calls;
    private final HttpStreams streams;
    private final Duration timeout;

    Shield(BearerCalls calls, HttpStreams streams, Duration timeout) {
        this.calls = calls;
        this.streams = streams;
        this.timeout = timeout;
    }

    /** What is asked: everything but the token. */
    record Question(String method, URI uri, Map<String, String> headers) {
        @Override
        public String toString() {
            return method + ' ' + uri.getRawPath();
        }
    }

    /** The tokens of whoever {@code request} is from. */
    CompletableFuture<Tokens> tokens(HttpServletRequest request) {
        return calls.tokens(request);
    }

    /** RingCentral's answer, never a 401. */
    CompletableFuture<StreamedAnswer> ask(HttpServletRequest request, Question question, Upload upload, Tokens first) {
        return calls.send(
                        request,
                        first,
                        tokens -> tokens.equals(first) || upload.repeatable()
                                ? send(question, upload, tokens)
                                : CompletableFuture.failedFuture(new Unpassable(Problem.BUSY, AT_ONCE)),
                        Shield::isRefused)
                .thenApply(Shield::requireAuthorized);
    }

    /** Whether it is a 401, of which nothing more is read. */
    private static boolean isRefused(StreamedAnswer answer) {
        boolean refused = answer.status() == UNAUTHORIZED;
        if (refused) {
            answer.body().cancel();
        }
        return refused;
    }

    /** A token that is seconds old was refused: it is not the session that is wrong. */
    private static StreamedAnswer requireAuthorized(StreamedAnswer answer) {
        if (isRefused(answer)) {
            throw new Unpassable(Problem.UNREADABLE, null);
        }
        return answer;
    }

    private CompletableFuture<StreamedAnswer> send(Question question, Upload upload, Tokens tokens) {
        Map<String, String> headers = new LinkedHashMap<>(question.headers());
        headers.put("Authorization", "Bearer " + tokens.accessToken());
        StreamedCall.Body body = upload.body() == null ? null : upload.body().get();
        return streams.open(new StreamedCall(question.method(), question.uri(), headers, body, timeout));
    }
}
