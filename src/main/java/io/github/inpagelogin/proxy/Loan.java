package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a browser's request, lent to who sends it on: up to a limit, and until it is taken back. What is left then
 * is read and forgotten, up to twice the limit in all: a browser that still sends does not read its answer yet, and a
 * connection that is closed while it sends may take the answer along.
 */
final class Loan implements ByteSource {
    private final ByteSource body;
    private final long limit;
    private long total;
    private volatile boolean tooLarge;
    private boolean reading;
    private boolean ended;
    private boolean cancelled;

    /** Who is told of more: the borrower, or after it this. */
    private @Nullable Runnable waiting;

    private @Nullable Runnable atEnd;

    Loan(ByteSource body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /** Whether more came than is lent. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /** Whether it was read to its end, so that there is nothing to take back. */
    synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        synchronized (this) {
            if (cancelled) {
                throw new IOException("The answer is here already");
            }
            reading = true;
        }
        boolean last = false;
        try {
            ByteBuffer bytes = counted(body.read());
            last = bytes != null && !bytes.hasRemaining();
            return bytes;
        } finally {
            read(last);
        }
    }

    private @Nullable ByteBuffer counted(@Nullable ByteBuffer bytes) throws IOException {
        total += bytes == null ? 0 : bytes.remaining();
        if (total > limit) {
            tooLarge = true;
            throw new IOException("The request is too large");
        }
        return bytes;
    }

    private void read(boolean last) {
        boolean takenBack;
        synchronized (this) {
            reading = false;
            ended |= last;
            takenBack = atEnd != null;
        }
        if (takenBack) {
            forget();
        }
    }

    @Override
    public void whenReadable(Runnable action) {
        boolean late;
        synchronized (this) {
            late = cancelled;
            waiting = late ? waiting : action;
        }
        if (late) {
            action.run();
        } else {
            body.whenReadable(this::wake);
        }
    }

    private void wake() {
        Runnable action;
        synchronized (this) {
            action = waiting;
            waiting = null;
        }
        if (action != null) {
            action.run();
        }
    }

    /** The borrower gives up. */
    @Override
    public void cancel() {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
        }
        wake();
    }

    /** Takes back what nobody reads any more; {@code action} is run, once, when the browser has sent it. */
    void takeBack(Runnable action) {
        cancel();
        boolean free;
        synchronized (this) {
            atEnd = action;
            free = !reading;
        }
        if (free) {
            forget();
        }
    }

    /** Reads on, on one thread at a time: who has read before, or who is woken. */
    private void forget() {
        try {
            for (ByteBuffer bytes = body.read(); bytes != null; bytes = body.read()) {
                total += bytes.remaining();
                if (!bytes.hasRemaining() || total > 2 * limit) {
                    finish();
                    return;
                }
            }
        } catch (IOException brokenOff) {
            finish();
            return;
        }
        synchronized (this) {
            waiting = this::forget;
        }
        body.whenReadable(this::wake);
    }

    private void finish() {
        Runnable action;
        synchronized (this) {
            action = atEnd;
            atEnd = null;
        }
        if (action != null) {
            action.run();
        }
    }
}
