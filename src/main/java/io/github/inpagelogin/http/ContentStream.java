package io.github.inpagelogin.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** The body of a {@link StreamedAnswer}, from Jetty: what nobody reads is not fetched from the wire. */
final class ContentStream implements ByteSource {
    private final Response response;
    private final Content.Source content;
    private Content.@Nullable Chunk chunk;

    ContentStream(Response response, Content.Source content) {
        this.response = response;
        this.content = content;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        Content.Chunk next = next();
        while (next != null && !next.hasRemaining() && !next.isLast()) {
            next = next();
        }
        return next == null ? null : next.getByteBuffer();
    }

    private Content.@Nullable Chunk next() throws IOException {
        // What comes after the last chunk is an empty last one.
        chunk = chunk == null ? null : Content.Chunk.releaseAndNext(chunk);
        if (chunk == null) {
            chunk = content.read();
        }
        if (chunk != null && Content.Chunk.isFailure(chunk)) {
            throw new IOException("The answer broke off", chunk.getFailure());
        }
        return chunk;
    }

    @Override
    public void whenReadable(Runnable action) {
        content.demand(action);
    }

    @Override
    public void cancel() {
        var unused = response.abort(new CancellationException("Nobody reads on"));
    }
}
