package io.github.inpagelogin.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way, read without waiting and no faster than the reader wants them: nothing is fetched that was not
 * asked for. One reader, one call at a time, on any thread.
 */
public interface ByteSource {
    /**
     * The next bytes, good until the next call; an empty buffer at the end; null if nothing is here yet, which
     * {@link #whenReadable} tells the end of.
     */
    @Nullable
    ByteBuffer read() throws IOException;

    /** Runs {@code action} once, as soon as {@link #read} has more to say than null: perhaps at once. */
    void whenReadable(Runnable action);

    /** The reader gives up. */
    void cancel();

    /** The bytes of {@code content}, which are all here. */
    static ByteSource of(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        return new ByteSource() {
            @Override
            public ByteBuffer read() {
                ByteBuffer rest = bytes.slice();
                bytes.position(bytes.limit());
                return rest;
            }

            @Override
            public void whenReadable(Runnable action) {
                action.run();
            }

            @Override
            public void cancel() {}
        };
    }
}
