package io.github.inpagelogin.bench;

import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.JettyHttpSender;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls of a provider, a few at a time, by one of several HTTP clients: what they cost is most of what a login costs. */
final class ClientCost {
    static final String[] CLIENTS = {"jetty", "java.net.http", "okhttp"};

    private static final int AT_ONCE = 16;

    /** One call in so many may fail: a connection that is closed at the moment when it is used again. */
    private static final int MOST_FAIL = 1_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String FORM = "grant_type=authorization_code&client_id=a-client&code=" + "c".repeat(80)
            + "&code_verifier=" + "v".repeat(43) + "&redirect_uri=http://localhost:8080/oauth/callback";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private ClientCost() {}

    /** Arguments: a port that stays unused, the provider's address, the client, how many calls for each order. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = Control.takeOutput();
        Supplier<CompletableFuture<Integer>> call =
                caller(arguments[2], URI.create(arguments[1]).resolve("/restapi/oauth/token"));
        int calls = Integer.parseInt(arguments[3]);
        Control.answer(answers, nothing -> make(calls, call));
        System.exit(0);
    }

    private static void make(int calls, Supplier<CompletableFuture<Integer>> call) {
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < calls; i++) {
            places.acquireUninterruptibly();
            var unused = call.get().whenComplete((status, failure) -> {
                if (failure != null || status != 200) {
                    failed.incrementAndGet();
                    // Into the log: what it cost is measured all the same.
                    System.err.println("A call failed: " + (failure == null ? status : failure));
                }
                places.release();
            });
        }
        places.acquireUninterruptibly(AT_ONCE);
        if (failed.get() > calls / MOST_FAIL) {
            throw new IllegalStateException(failed + " calls failed");
        }
    }

    private static Supplier<CompletableFuture<Integer>> caller(String client, URI uri) {
        return switch (client) {
            case "jetty" -> jetty(uri);
            case "okhttp" -> okHttp(uri);
            default -> jdk(uri);
        };
    }

    private static Supplier<CompletableFuture<Integer>> jetty(URI uri) {
        JettyHttpSender sender = new JettyHttpSender(TIMEOUT, TIMEOUT, 256 * 1024);
        byte[] body = FORM.getBytes(StandardCharsets.US_ASCII);
        return () -> sender.send(new HttpCall("POST", uri, Map.of("Content-Type", FORM_TYPE), body, TIMEOUT))
                .thenApply(answer -> answer.status());
    }

    private static Supplier<CompletableFuture<Integer>> jdk(URI uri) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return () -> client.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .timeout(TIMEOUT)
                                .header("Content-Type", FORM_TYPE)
                                .POST(HttpRequest.BodyPublishers.ofString(FORM))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(HttpResponse::statusCode);
    }

    private static Supplier<CompletableFuture<Integer>> okHttp(URI uri) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        OkHttpClient client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .callTimeout(TIMEOUT)
                .build();
        MediaType type = MediaType.get(FORM_TYPE);
        return () -> {
            CompletableFuture<Integer> status = new CompletableFuture<>();
            client.newCall(new Request.Builder()
                            .url(uri.toString())
                            .post(RequestBody.create(FORM, type))
                            .build())
                    .enqueue(new Callback() {
                        @Override
                        public void onFailure(Call call, IOException failure) {
                            status.completeExceptionally(failure);
                        }

                        @Override
                        public void onResponse(Call call, Response response) throws IOException {
                            try (response) {
                                response.body().bytes();
                                status.complete(response.code());
                            }
                        }
                    });
            return status;
        };
    }
}
