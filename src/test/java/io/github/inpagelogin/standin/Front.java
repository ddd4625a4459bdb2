package io.github.inpagelogin.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the socket and {@link Router}: counts, delays, spoils and sends. A request that waits holds no thread. */
final class Front implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Front.class);
    private static final int HUGE_BLOCKS = 1024;
    private static final long DROP_MILLIS = 200;
    private static final byte[] HUGE_BLOCK = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

    private final Router router;
    private final Cors cors;
    private final Knobs knobs;
    private final Counters counters;
    private final Later later;

    /** Where waiting requests go on. */
    record Later(Executor threads, ScheduledExecutorService timer) {
        void now(Runnable work) {
            try {
                threads.execute(work);
            } catch (RejectedExecutionException e) {
                log.debug("Stopped before a waiting request was answered");
            }
        }

        void in(long millis, Runnable work) {
            try {
                var unused = timer.schedule(() -> now(work), millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("Stopped before a delayed request was answered");
            }
        }
    }

    Front(Router router, Cors cors, Knobs knobs, Counters counters, Later later) {
        this.router = router;
        this.cors = cors;
        this.knobs = knobs;
        this.counters = counters;
        this.later = later;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Endpoint endpoint = Endpoint.of(exchange.getRequestURI().getPath());
        if (knobs.on(endpoint).refusesUnread()) {
            send(exchange, new Refusal(413, "too_large", "CMN-413", "Too large").answer());
            return;
        }
        Request request = Request.read(exchange);
        if (endpoint.isApi() && Cors.isPreflight(request)) {
            send(exchange, cors.preflight(request));
            return;
        }
        counters.count(endpoint);
        Faults faults = knobs.on(endpoint);
        Fault fault = faults.takeFault();
        Faults.Pace pace = faults.takePace().orElse(Faults.Pace.NONE);
        Runnable finish = () -> finish(exchange, request, fault);
        if (pace.hangs()) {
            faults.hold(() -> later.now(finish));
        } else if (pace.delay().isZero()) {
            finish.run();
        } else {
            later.in(pace.delay().toMillis(), finish);
        }
    }

    private void finish(HttpExchange exchange, Request request, Fault fault) {
        if (fault.kind() == Fault.Kind.DRIPPING) {
            Answer answer = process(request);
            drip(exchange, answer, answer.body().getBytes(StandardCharsets.UTF_8), -1);
            return;
        }
        try (exchange) {
            switch (fault.kind()) {
                case NONE -> send(exchange, process(request));
                case INSTEAD -> send(exchange, shared(request, fault.instead()));
                case HUGE -> sendHuge(exchange, shared(request, Answer.of(200, "application/json", "")));
                case TRUNCATED -> sendPart(exchange, process(request), 2);
                case BODILESS -> sendPart(exchange, process(request), Integer.MAX_VALUE);
                case DOUBLED -> send(exchange, doubled(process(request)));
                case NOT_UTF_8 -> sendLatin(exchange, process(request));
                case DRIPPING -> throw new IllegalStateException("it has gone another way");
                case WRONG_CONTENT_TYPE ->
                    send(exchange, process(request).with("Content-Type", "text/html;charset=UTF-8"));
                case CUT ->
                    log.debug(
                            "{} processed and not answered: {}",
                            request,
                            process(request).status());
            }
        } catch (IOException e) {
            log.debug("{}: the client did not wait for the answer ({})", request, e.toString());
        }
    }

    private Answer process(Request request) {
        Endpoint endpoint = Endpoint.of(request.path());
        try {
            Answer answer = shared(request, router.answer(endpoint, request));
            log.debug("{} {}", request, answer.status());
            return answer;
        } catch (RuntimeException e) {
            log.error("The stand-in failed at {}", request, e);
            return new Refusal(500, "server_error", "CMN-201", "Service Temporary Unavailable").answer();
        }
    }

    private Answer shared(Request request, Answer answer) {
        return Endpoint.of(request.path()).isApi() ? cors.share(request, answer) : answer;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        head(exchange, answer, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** Sends the head of {@code answer}, and its body divided by {@code divisor}. */
    private static void sendPart(HttpExchange exchange, Answer answer, int divisor) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        head(exchange, answer, body.length + 2L);
        exchange.getResponseBody().write(body, 0, body.length / divisor);
        exchange.getResponseBody().flush();
    }

    /** An object has its first member once more, with another value. */
    private static Answer doubled(Answer answer) {
        String name = answer.body().substring(1, answer.body().indexOf(':'));
        return Answer.of(
                200,
                "application/json",
                '{' + name + ":\"other\"," + answer.body().substring(1));
    }

    /** An object has one member more, with a letter in it that is not written as UTF-8 writes it. */
    private static void sendLatin(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().replaceFirst("\\{", "{\"note\":\"\u00fc\",").getBytes(StandardCharsets.ISO_8859_1);
        head(exchange, answer, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The head and then a byte at a time, each from a thread of its own: nothing waits in between. */
    private void drip(HttpExchange exchange, Answer answer, byte[] body, int at) {
        try {
            if (at < 0) {
                head(exchange, answer, body.length);
            } else {
                exchange.getResponseBody().write(body, at, 1);
            }
            exchange.getResponseBody().flush();
        } catch (IOException e) {
            log.debug("The client did not wait for the last drop ({})", e.toString());
            exchange.close();
            return;
        }
        if (at + 1 < body.length) {
            later.in(DROP_MILLIS, () -> drip(exchange, answer, body, at + 1));
        } else {
            exchange.close();
        }
    }

    private static void sendHuge(HttpExchange exchange, Answer answer) throws IOException {
        head(exchange, answer, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < HUGE_BLOCKS; i++) {
            out.write(HUGE_BLOCK);
        }
    }

    private static void head(HttpExchange exchange, Answer answer, long length) throws IOException {
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            exchange.getResponseHeaders().set(header.getKey(), header.getValue());
        }
        exchange.sendResponseHeaders(answer.status(), length);
    }
}
