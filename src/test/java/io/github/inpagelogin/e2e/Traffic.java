package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * People who use the site without a pause, each in two tabs, until they are told to stop: together a request every 500 ms, in a thorough
 * run every 100 ms, or as soon as the one before is answered. What a node does not accept, or does not answer because it is dead, goes to the
 * other one, as balancers do with what can be asked twice.
 */
final class Traffic {
    private static final Duration PACE = Duration.ofMillis(Thorough.times(1_000, 200));
    private static final List<List<String>> TABS =
            List.of(List.of("app"), List.of("session", "app/calls", "app/status"));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Nodes nodes;
    private final List<CompletableFuture<Void>> tabs = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger passedOn = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    Traffic(Nodes nodes) {
        this.nodes = nodes;
    }

    /** This person begins. */
    void add(Visitor person) {
        String cookies =
                person.cookies().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; "));
        for (List<String> pages : TABS) {
            tabs.add(ask(cookies, pages, 0));
        }
    }

    private CompletableFuture<Void> ask(String cookies, List<String> pages, int count) {
        if (stopped) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> pace = CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(PACE.toMillis(), TimeUnit.MILLISECONDS));
        String page = pages.get(count % pages.size());
        return CompletableFuture.allOf(ask(nodes.next(), page, cookies), pace)
                .thenComposeAsync(both -> ask(cookies, pages, count + 1));
    }

    private CompletableFuture<Void> ask(Node node, String page, String cookies) {
        HttpRequest request = HttpRequest.newBuilder(Nodes.at(node, URI.create(Nodes.ADDRESS + "/" + page)))
                .timeout(Duration.ofMinutes(2))
                .header("Cookie", cookies)
                .header("Accept", page.equals("session") ? "application/json" : "text/html")
                .build();
        long begun = System.nanoTime();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenAccept(answer -> judge(node, page, answer))
                .exceptionallyCompose(failure -> judge(node, begun, page, cookies, failure));
    }

    private void judge(Node node, String page, HttpResponse<String> answer) {
        answered.incrementAndGet();
        boolean isGood = answer.statusCode() == 200
                && (!page.equals("session") || answer.body().contains("\"signedIn\":true"));
        if (!isGood) {
            wrong.add(node.url() + page + ": " + answer.statusCode() + " "
                    + answer.headers().firstValue("Location").orElse(answer.body()));
        }
    }

    /** A request that was on its way when its node was killed is lost; one that came later was never taken. */
    private CompletableFuture<Void> judge(Node node, long begun, String page, String cookies, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (!(cause instanceof IOException)) {
            return CompletableFuture.failedFuture(failure);
        }
        if (node.wasKilledSince(begun)) {
            inFlight.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }
        if (node.wasReadyAt(begun)) {
            wrong.add(node.url() + page + ": " + cause);
            return CompletableFuture.completedFuture(null);
        }
        passedOn.incrementAndGet();
        return ask(nodes.except(node), page, cookies);
    }

    /** Everybody stops; returns when the last answer is there. */
    void stop() {
        stopped = true;
        CompletableFuture.allOf(tabs.toArray(new CompletableFuture<?>[0])).join();
    }

    /** How many were answered so far. */
    int answered() {
        return answered.get();
    }

    /** How many were on their way to a node when it was killed. */
    int inFlight() {
        return inFlight.get();
    }

    /** How many the other node has answered for one that was dead. */
    int passedOn() {
        return passedOn.get();
    }

    /** Answers that are not what somebody who is signed in should get. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
