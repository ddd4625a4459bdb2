package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import io.github.inpagelogin.http.StreamedAnswer;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Errors;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Problem;
import io.github.inpagelogin.web.Reply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through the proxy and its answer on the way back. No thread waits for either. */
final class Exchange implements AsyncListener, AnswerWriter.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** The longest that one answer may take to get to the browser. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private final Events events;
    private final MediaLinks links;
    private final boolean media;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable RequestBody requestBody;
    private volatile @Nullable ByteSource answerBody;

    Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            Route.Open route,
            Events events,
            MediaLinks links) {
        this.request = request;
        this.response = response;
        this.events = events;
        this.links = links;
        this.media = route.media();
        this.async = request.startAsync(request, response);
        async.setTimeout(LONGEST.toMillis());
        async.addListener(this);
    }

    /** Asks {@code question} and answers with what comes back; {@code atEnd} is run whatever happens. */
    void run(Shield shield, Shield.Question question, Runnable atEnd) throws IOException {
        async.addListener(new AtEnd(atEnd));
        CompletableFuture<Upload> upload = upload();
        var unused = shield.tokens(request)
                .thenCompose(tokens -> upload.thenCompose(content -> shield.ask(request, question, content, tokens)))
                .thenAccept(this::deliver)
                .exceptionally(failure -> {
                    refuse(failure);
                    return null;
                });
    }

    private CompletableFuture<Upload> upload() throws IOException {
        if (!Upload.isIn(request)) {
            return CompletableFuture.completedFuture(Upload.NONE);
        }
        RequestBody body = new RequestBody(request.getInputStream(), Upload.LARGEST);
        requestBody = body;
        request.getInputStream().setReadListener(body);
        return Upload.of(body, request.getContentLengthLong());
    }

    private void deliver(StreamedAnswer answer) {
        answerBody = answer.body();
        boolean isRedirect = answer.status() / 100 == 3 && answer.status() != HttpServletResponse.SC_NOT_MODIFIED;
        if (ended.get() || isRedirect) {
            answer.body().cancel();
            throw new Unpassable(Problem.UNREADABLE, null);
        }
        response.setStatus(answer.status());
        PassedHeaders.toBrowser(answer, response);
        ByteSource body = answer.body();
        if (hasLinks(answer)) {
            body = links.in(body);
        } else {
            answer.header("content-length").ifPresent(length -> response.setHeader("Content-Length", length));
        }
        try {
            response.getOutputStream().setWriteListener(new AnswerWriter(response.getOutputStream(), body, this));
        } catch (IOException e) {
            broken(e);
        }
    }

    /** Whether RingCentral says that this is JSON of its own, not packed. */
    private boolean hasLinks(StreamedAnswer answer) {
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return !media
                && type.matches("application/(?:[a-z0-9.+-]+\\+)?json\\b.*")
                && answer.header("content-encoding").isEmpty();
    }

    private void refuse(Throwable failure) {
        RequestBody body = requestBody;
        Unpassable why = body != null && body.isTooLarge()
                ? new Unpassable(Problem.TOO_LARGE, null)
                : Unpassable.because(failure);
        if (why.problem() == Problem.BROKEN) {
            events.failed("proxy", failure);
        } else {
            events.happened("proxy", why.problem().word());
        }
        if (ended.compareAndSet(false, true)) {
            send(why);
            async.complete();
        }
    }

    private void send(Unpassable why) {
        Reply reply = Errors.forScript(request, why.problem());
        Duration delay = why.retryAfter();
        try {
            (delay == null ? reply : new Reply.Later(reply, delay)).send(request, response);
        } catch (ServletException | IOException e) {
            LOG.debug("The browser did not wait for the refusal", e);
        }
    }

    @Override
    public void written() {
        if (ended.compareAndSet(false, true)) {
            async.complete();
        }
    }

    @Override
    public void broken(Throwable cause) {
        cancel();
        if (ended.compareAndSet(false, true)) {
            events.happened("proxy", "broken_off");
            AsyncReply.breakOff(async);
        }
    }

    private void cancel() {
        ByteSource body = answerBody;
        if (body != null) {
            body.cancel();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        broken(new IOException("No end within " + LONGEST));
    }

    @Override
    public void onError(AsyncEvent event) {
        cancel();
        written();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {
        ended.set(true);
    }

    /** Runs what is to be done when the exchange is over. */
    private record AtEnd(Runnable action) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
