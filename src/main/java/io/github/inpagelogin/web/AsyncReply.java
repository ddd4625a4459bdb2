package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request when a future is done, without a thread that waits (unless {@link Pending} says so). The outcome comes back to a thread of the
 * container by a dispatch to this servlet, which no request from outside can reach, and is turned into a {@link Reply}
 * there.
 */
public final class AsyncReply extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where this servlet is mapped: below {@code WEB-INF}, which containers never serve. */
    public static final String PATH = "/WEB-INF/reply";

    private static final Logger LOG = LoggerFactory.getLogger(AsyncReply.class);
    private static final String OUTCOME = AsyncReply.class.getName();

    /** Longer than all time-outs of RingCentral's calls together: only a mistake of ours is ever stopped by it. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /**
     * Replies with {@code onSuccess} or {@code onFailure} of what {@code future} gives. Both run on a thread of the
     * container and may use the session.
     */
    public static <T> void send(
            HttpServletRequest request,
            HttpServletResponse response,
            CompletableFuture<T> future,
            Function<T, Reply> onSuccess,
            Function<Throwable, Reply> onFailure)
            throws ServletException, IOException {
        if (future.isDone()) {
            reply(future, onSuccess, onFailure).send(request, response);
            return;
        }
        Pending pending = Pending.of(request.getServletContext());
        CompletableFuture<T> bounded = future.copy();
        Fate fate = new Fate(bounded, pending);
        Supplier<Reply> outcome = () -> reply(bounded, onSuccess, onFailure);
        if (pending.isOnThreads()) {
            pending.add(fate);
            try {
                await(bounded);
                outcome.get().send(request, response);
            } finally {
                pending.remove(fate);
            }
            return;
        }
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(LONGEST_WAIT.toMillis());
        pending.add(fate);
        async.addListener(fate);
        request.setAttribute(OUTCOME, outcome);
        var unused = bounded.whenComplete((value, failure) -> dispatch(async));
    }

    /** The exception to the rule: {@code session.await-ringcentral}. */
    private static void await(CompletableFuture<?> waiting) {
        try {
            waiting.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            // What follows tells it: the outcome is what this future has come to.
            return;
        } catch (TimeoutException e) {
            waiting.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            waiting.completeExceptionally(e);
        }
    }

    private static void dispatch(AsyncContext async) {
        try {
            async.dispatch(PATH);
        } catch (IllegalStateException gone) {
            LOG.warn("A browser went away before its answer was there", gone);
        }
    }

    /**
     * Breaks off an answer that has begun, so that nobody takes the part for the whole: a dispatch that fails makes the
     * container close the connection. If nothing of it has gone out yet, an error with the status {@code instead} does in
     * its place.
     */
    public static void breakOff(AsyncContext async, int instead) {
        Supplier<Reply> outcome = () -> new Reply.BrokenOff(instead);
        async.getRequest().setAttribute(OUTCOME, outcome);
        async.dispatch(PATH);
    }

    private static <T> Reply reply(
            CompletableFuture<T> done, Function<T, Reply> onSuccess, Function<Throwable, Reply> onFailure) {
        return done.handle((value, failure) -> failure == null ? onSuccess.apply(value) : onFailure.apply(failure))
                .join();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        outcome(request).send(request, response);
    }

    private static Reply outcome(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ASYNC
                && request.getAttribute(OUTCOME) instanceof Supplier<?> outcome
                && outcome.get() instanceof Reply reply) {
            return reply;
        }
        return Errors.of(request, Problem.ofStatus(status(request.getAttribute("jakarta.servlet.error.status_code"))));
    }

    private static int status(@Nullable Object reported) {
        return reported instanceof Integer status ? status : 500;
    }

    /** Fails {@code waiting} when the container's time is over, or when the application stops. */
    private static final class Fate implements AsyncListener, Runnable {
        private final CompletableFuture<?> waiting;
        private final Pending pending;

        Fate(CompletableFuture<?> waiting, Pending pending) {
            this.waiting = waiting;
            this.pending = pending;
        }

        @Override
        public void run() {
            waiting.completeExceptionally(OAuthFailure.stopping());
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            waiting.completeExceptionally(new TimeoutException("No outcome within " + LONGEST_WAIT));
        }

        /** The reply goes on by itself; the container tells of its end only to who listens from now on. */
        @Override
        public void onStartAsync(AsyncEvent event) {
            pending.remove(this);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            pending.remove(this);
        }

        @Override
        public void onError(AsyncEvent event) {
            pending.remove(this);
        }
    }
}
