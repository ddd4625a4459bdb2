package io.github.inpagelogin.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a part of a file as fast as the browser takes it: a slow reader costs memory and an open file, never a thread.
 * Who takes nothing at all is dropped by the container, when its connection has been idle for too long.
 */
final class FileBody implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(FileBody.class);
    private static final int BUFFER = 16 * 1024;

    /** The longest that a reader may take who takes something now and then. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final SeekableByteChannel channel;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final AtomicBoolean ended = new AtomicBoolean();
    private long left;

    private FileBody(SeekableByteChannel channel, long length, AsyncContext async, ServletOutputStream out) {
        this.channel = channel;
        this.left = length;
        this.async = async;
        this.out = out;
    }

    /** Sends the next {@code length} bytes of {@code channel}, and closes it when that is over. */
    static void send(SeekableByteChannel channel, long length, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(LONGEST.toMillis());
        FileBody body = new FileBody(channel, length, async, response.getOutputStream());
        async.addListener(body);
        body.out.setWriteListener(body);
    }

    @Override
    public void onWritePossible() {
        try {
            while (!ended.get() && out.isReady()) {
                if (left == 0) {
                    end();
                    return;
                }
                writeNext();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A file was not sent to its end", e);
            if (close()) {
                AsyncReply.breakOff(async, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private void writeNext() throws IOException {
        buffer.clear().limit((int) Math.min(BUFFER, left));
        if (channel.read(buffer) < 0) {
            throw new IOException("The file became shorter while it was sent");
        }
        left -= buffer.position();
        out.write(buffer.array(), 0, buffer.position());
    }

    private void end() {
        if (close()) {
            async.complete();
        }
    }

    /** Whether it was this call that ended it. */
    private boolean close() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("A file that was sent cannot be closed", e);
        }
        return true;
    }

    @Override
    public void onError(Throwable thrown) {
        LOG.debug("A browser did not take its file", thrown);
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
