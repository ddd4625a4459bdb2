package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import io.github.inpagelogin.http.StreamedAnswer;
import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
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

    private static final Duration LONGEST_REFUSED = Duration.ofMinutes(1);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private final Events events;
    private final Notes notes = Notes.current();
    private final MediaLinks links;
    private final boolean media;

    /** How the answer ends is settled; nothing more is written. */
    private final AtomicBoolean ended = new AtomicBoolean();

    /** The container has the request back. */
    private final AtomicBoolean complete = new AtomicBoolean();

    private volatile Runnable atEnd = () -> {};
    private volatile @Nullable Loan lent;
    private volatile @Nullable ByteSource answerBody;

    Exchange(HttpServletRequest request, HttpServletResponse response, Events events, MediaLinks links, boolean media) {
        this.request = request;
        this.response = response;
        this.events = events;
        this.links = links;
        this.media = media;
        this.async = request.startAsync(request, response);
        async.setTimeout(LONGEST.toMillis());
        async.addListener(this);
    }

    /** Asks {@code question} and answers with what comes back; {@code atEnd} is run whatever happens, perhaps twice. */
    void run(Shield shield, Shield.Question question, Runnable atEnd) throws IOException {
        this.atEnd = atEnd;
        CompletableFuture<Upload> upload = Notes.carry(upload());
        var unused = shield.tokens(request)
                .thenCompose(tokens -> upload.thenCompose(content -> shield.ask(request, question, content, tokens)))
                .thenAccept(this::deliver)
                .exceptionally(failure -> {
                    refuse(failure);
                    return null;
                });
    }

    private CompletableFuture<Upload> upload() throws IOException {
        return Upload.isIn(request)
                ? Upload.of(lend(), request.getContentLengthLong())
                : CompletableFuture.completedFuture(Upload.NONE);
    }

    private Loan lend() throws IOException {
        Loan body = new Loan(RequestBody.of(request), Upload.LARGEST);
        lent = body;
        return body;
    }

    /** Answers a request with a body of which nothing was read. */
    void refuseUnread(Unpassable why) throws IOException {
        async.setTimeout(LONGEST_REFUSED.toMillis());
        var unused = lend();
        refuse(why);
    }

    private void deliver(StreamedAnswer answer) {
        answerBody = answer.body();
        if (ended.get() || !AnswerHead.isPassable(answer.status())) {
            answer.body().cancel();
            throw new Unpassable(Problem.UNREADABLE, null);
        }
        AnswerHead head = new AnswerHead(answer, media);
        ByteSource body = head.hasLinks() ? links.in(answer.body()) : answer.body();
        head.to(response);
        try {
            response.getOutputStream().setWriteListener(new AnswerWriter(response.getOutputStream(), body, this));
        } catch (IOException e) {
            broken(e);
        }
    }

    private void refuse(Throwable failure) {
        Loan body = lent;
        Unpassable why = body != null && body.isTooLarge()
                ? new Unpassable(Problem.TOO_LARGE, null)
                : Unpassable.because(failure);
        if (why.problem() == Problem.BROKEN) {
            events.failed("proxy-failure", failure);
        } else {
            events.happened("proxy-failure", why.problem().word());
        }
        if (ended.compareAndSet(false, true)) {
            send(why);
            finish();
        }
    }

    private void send(Unpassable why) {
        try {
            why.reply(request).send(request, response);
        } catch (ServletException | IOException e) {
            LOG.debug("The browser did not wait for the refusal", e);
        }
    }

    @Override
    public void written() {
        if (ended.compareAndSet(false, true)) {
            finish();
        }
    }

    /** The browser has its answer. Whoever answered before the request was all there has no use for the rest. */
    private void finish() {
        Loan body = lent;
        try {
            if (body != null && !body.isEnded()) {
                cancel();
                // Not closed: Tomcat closes the request with the answer.
                response.getOutputStream().flush();
                body.takeBack(this::complete);
                return;
            }
        } catch (IOException e) {
            LOG.debug("The browser did not wait for its answer", e);
        }
        complete();
    }

    private void complete() {
        if (complete.compareAndSet(false, true)) {
            atEnd.run();
            async.complete();
        }
    }

    @Override
    public void broken(Throwable cause) {
        cancel();
        if (ended.compareAndSet(false, true)) {
            notes.during(() -> events.happened("proxy-failure", "broken_off"));
            complete.set(true);
            // Jetty does not tell of an end that is a failure.
            atEnd.run();
            AsyncReply.breakOff(async, HttpServletResponse.SC_BAD_GATEWAY);
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
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        cancel();
        ended.set(true);
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {
        ended.set(true);
        complete.set(true);
        atEnd.run();
    }
}
