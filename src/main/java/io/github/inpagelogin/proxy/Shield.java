package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.http.StreamedAnswer;
import io.github.inpagelogin.http.StreamedCall;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.FreshTokens;
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

    private final FreshTokens freshTokens;
    private final HttpStreams streams;
    private final Duration timeout;

    Shield(FreshTokens freshTokens, HttpStreams streams, Duration timeout) {
        this.freshTokens = freshTokens;
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
        return freshTokens.of(request);
    }

    /** RingCentral's answer, never a 401. */
    CompletableFuture<StreamedAnswer> ask(HttpServletRequest request, Question question, Upload upload, Tokens tokens) {
        return send(question, upload, tokens)
                .thenCompose(answer -> answer.status() == UNAUTHORIZED
                        ? again(request, question, upload, tokens, answer)
                        : CompletableFuture.completedFuture(answer));
    }

    private CompletableFuture<StreamedAnswer> again(
            HttpServletRequest request, Question question, Upload upload, Tokens refused, StreamedAnswer answer) {
        answer.body().cancel();
        return freshTokens.refreshed(request, refused).thenCompose(newer -> {
            if (!upload.repeatable()) {
                throw new Unpassable(Problem.BUSY, AT_ONCE);
            }
            return send(question, upload, newer).thenApply(Shield::requireAuthorized);
        });
    }

    /** A token that is seconds old was refused: it is not the session that is wrong. */
    private static StreamedAnswer requireAuthorized(StreamedAnswer answer) {
        if (answer.status() == UNAUTHORIZED) {
            answer.body().cancel();
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
