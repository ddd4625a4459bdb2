package io.github.inpagelogin.widget;

import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.http.HttpSender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Where the widget's files come from: remembers what was asked and answers all of it alike. */
final class FakeUpstream implements HttpSender {
    private final List<HttpCall> calls = new ArrayList<>();
    private Supplier<CompletableFuture<HttpAnswer>> answer = CompletableFuture::new;

    /** From now on, this status, with these headers in turn and no hurry with any. */
    void answers(int status, String body, String... headers) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        HttpAnswer given = new HttpAnswer(status, all, body.getBytes(StandardCharsets.UTF_8));
        answer = () -> CompletableFuture.completedFuture(given);
    }

    /** From now on, no answer. */
    void fails(HttpFailure.Kind kind) {
        answer = () -> CompletableFuture.failedFuture(new HttpFailure(kind, new IllegalStateException("test")));
    }

    /** From now on, this mistake at each call. */
    void breaks(RuntimeException mistake) {
        answer = () -> {
            throw mistake;
        };
    }

    /** From now on, the answer that is still to come. */
    void waitsFor(CompletableFuture<HttpAnswer> later) {
        answer = () -> later;
    }

    List<HttpCall> calls() {
        return calls;
    }

    HttpCall lastCall() {
        return calls.get(calls.size() - 1);
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        calls.add(call);
        return answer.get();
    }
}
