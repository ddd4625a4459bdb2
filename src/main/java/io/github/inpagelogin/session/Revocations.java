package io.github.inpagelogin.session;

import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes tokens that nobody has a session for any more (RFC 7009), in the background, a few at once: they would use up
 * one of the person's five sessions at RingCentral. A courtesy: what fails is not tried again, and what does not fit into
 * the queue is dropped. How a revocation ends is for operators alone, to whom the client reports it. Thread-safe.
 */
public final class Revocations implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 1_000;

    /** How long a shutdown waits for those that are left. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final OAuthClient client;
    private final Duration lastMoments;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition oneIsDone = lock.newCondition();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int underWay;
    private long dropped;
    private boolean dropping;
    private boolean closed;

    public Revocations(OAuthClient client) {
        this(client, LAST_MOMENTS);
    }

    Revocations(OAuthClient client, Duration lastMoments) {
        this.client = client;
        this.lastMoments = lastMoments;
    }

    /** What waits, with the notes of whoever it is about. */
    private record Entry(Tokens tokens, Notes notes) {}

    /** Revokes {@code tokens} soon, if there is room. */
    public void add(Tokens tokens) {
        if (accept(tokens)) {
            work();
        }
    }

    private boolean accept(Tokens tokens) {
        lock.lock();
        try {
            boolean accepted = !closed && waiting.size() < MOST_WAITING;
            if (accepted) {
                waiting.add(new Entry(tokens, Notes.current()));
            } else {
                drop();
            }
            dropping = !accepted;
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    /** Told once for all in a row: the sessions that a server has in its memory may be many when it stops. */
    private void drop() {
        if (!dropping) {
            LOG.warn("Tokens that are needed no more are not revoked: too many wait, or this site is stopping");
        }
        dropped++;
    }

    /** Begins as many as may be under way; each that ends later goes on with the next. */
    private void work() {
        for (Entry entry = take(); entry != null; entry = take()) {
            Tokens tokens = entry.tokens();
            entry.notes().during(() -> begin(tokens));
        }
    }

    private void begin(Tokens tokens) {
        // By a future, so that whatever is thrown is an outcome too.
        CompletableFuture<Void> revocation =
                CompletableFuture.completedFuture(tokens).thenCompose(client::revoke);
        boolean atOnce = revocation.isDone();
        var unused = revocation.whenComplete((done, failure) -> {
            end();
            if (!atOnce) {
                work();
            }
        });
    }

    private @Nullable Entry take() {
        lock.lock();
        try {
            if (underWay >= AT_ONCE || waiting.isEmpty()) {
                return null;
            }
            underWay++;
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            underWay--;
            oneIsDone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many were not revoked because there was no room or no time, since the start. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, waits a moment for those that are left, and drops the rest. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            awaitTheRest();
            if (!waiting.isEmpty()) {
                LOG.warn("Tokens that are needed no more are not revoked: {} are left at the end", waiting.size());
                dropped += waiting.size();
                waiting.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitTheRest() {
        long nanos = lastMoments.toNanos();
        try {
            while (nanos > 0 && (underWay > 0 || !waiting.isEmpty())) {
                nanos = oneIsDone.awaitNanos(nanos);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
