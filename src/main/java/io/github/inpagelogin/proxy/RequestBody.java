package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body that a browser sends, read from the container without waiting. The container tells of data once after it said
 * that there is none; what it told is remembered here until the reader comes.
 */
final class RequestBody implements ByteSource, ReadListener {
    private static final int BUFFER = 16 * 1024;

    private final ServletInputStream in;
    private final byte[] buffer = new byte[BUFFER];

    /** The container has told of data, and {@code isReady} has not denied it since. */
    private boolean ready;

    private boolean ended;
    private @Nullable Throwable failure;
    private @Nullable Runnable waiting;

    private RequestBody(ServletInputStream in) {
        this.in = in;
    }

    /** The body of {@code request}, whose container tells of data from now on. */
    static RequestBody of(HttpServletRequest request) throws IOException {
        RequestBody body = new RequestBody(request.getInputStream());
        request.getInputStream().setReadListener(body);
        return body;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        synchronized (this) {
            if (failure != null) {
                throw new IOException("The request broke off", failure);
            }
            if (ended) {
                return ByteBuffer.allocate(0);
            }
            if (!ready) {
                return null;
            }
            // Before isReady is asked: the container may tell of data again while it is still denying it.
            ready = false;
        }
        if (in.isFinished()) {
            onAllDataRead();
            return ByteBuffer.allocate(0);
        }
        return in.isReady() ? fill() : null;
    }

    private ByteBuffer fill() throws IOException {
        int count = in.read(buffer);
        synchronized (this) {
            ready = true;
            ended |= count < 0;
        }
        return ByteBuffer.wrap(buffer, 0, Math.max(count, 0));
    }

    @Override
    public void whenReadable(Runnable action) {
        synchronized (this) {
            if (!ready && !ended && failure == null) {
                waiting = action;
                return;
            }
        }
        action.run();
    }

    @Override
    public void cancel() {
        onError(new IOException("Nobody reads on"));
    }

    @Override
    public void onDataAvailable() {
        synchronized (this) {
            ready = true;
        }
        wake();
    }

    @Override
    public void onAllDataRead() {
        synchronized (this) {
            ended = true;
        }
        wake();
    }

    @Override
    public void onError(Throwable thrown) {
        synchronized (this) {
            failure = failure == null ? thrown : failure;
        }
        wake();
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
}
