package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes an answer's body to the browser as fast as the browser takes it: the next bytes are read when the container has
 * taken those before. Either the container or the source is waited for, never both, so that no two threads are here.
 */
final class AnswerWriter implements WriteListener {
    /** Who wants to know how it ended. */
    interface Listener {
        void written();

        void broken(Throwable cause);
    }

    private final ServletOutputStream out;
    private final ByteSource source;
    private final Listener listener;
    private byte[] buffer = {};
    private boolean unflushed;

    AnswerWriter(ServletOutputStream out, ByteSource source, Listener listener) {
        this.out = out;
        this.source = source;
        this.listener = listener;
    }

    @Override
    public void onWritePossible() {
        try {
            boolean goesOn = true;
            while (goesOn && out.isReady()) {
                goesOn = step();
            }
        } catch (IOException | RuntimeException e) {
            listener.broken(e);
        }
    }

    /** One thing that keeps {@code out} busy; false if there is nothing more to do on this thread. */
    private boolean step() throws IOException {
        ByteBuffer bytes = source.read();
        if (bytes != null && bytes.hasRemaining()) {
            write(bytes);
            unflushed = true;
            return true;
        }
        if (bytes != null) {
            listener.written();
            return false;
        }
        if (unflushed) {
            unflushed = false;
            out.flush();
            return true;
        }
        source.whenReadable(this::onWritePossible);
        return false;
    }

    private void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        bytes.get(buffer, 0, length);
        out.write(buffer, 0, length);
    }

    @Override
    public void onError(Throwable thrown) {
        listener.broken(thrown);
    }
}
