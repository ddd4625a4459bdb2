package io.github.inpagelogin.oauth;

import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.http.HttpSender;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The wire: remembers what left and gives one answer to everything. */
final class FakeHttpSender implements HttpSender {
    private final List<HttpCall> calls = new ArrayList<>();
    private final Supplier<CompletableFuture<HttpAnswer>> answer;

    private FakeHttpSender(Supplier<CompletableFuture<HttpAnswer>> answer) {
        this.answer = answer;
    }

    static FakeHttpSender answering(HttpAnswer answer) {
        return new FakeHttpSender(() -> CompletableFuture.completedFuture(answer));
    }

    static FakeHttpSender failing(HttpFailure failure) {
        return new FakeHttpSender(() -> CompletableFuture.failedFuture(failure));
    }

    /** A JSON answer, with the status and headers that go with it. */
    static HttpAnswer json(int status, String body, String... headers) {
        Map<String, String> all = new TreeMap<>(Map.of("content-type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new HttpAnswer(status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The one call that left. */
    HttpCall call() {
        if (calls.size() != 1) {
            throw new AssertionError("There were " + calls.size() + " calls");
        }
        return calls.get(0);
    }

    int count() {
        return calls.size();
    }

    /** The parameters of a form or of a query; a name that comes twice is an error. */
    static Map<String, String> form(String encoded) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            if (form.put(name, URLDecoder.decode(parts[1], StandardCharsets.UTF_8)) != null) {
                throw new AssertionError("Twice: " + name);
            }
        }
        return form;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        calls.add(call);
        return answer.get();
    }
}
