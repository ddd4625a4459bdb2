package io.github.inpagelogin.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** The body of a {@link StreamedCall} as Jetty takes it: the next bytes only when those before are on the wire. */
final class StreamedContent implements Request.Content {
    private final StreamedCall.Body body;

    StreamedContent(StreamedCall.Body body) {
        this.body = body;
    }

    @Override
    public long getLength() {
        return body.length();
    }

    @Override
    public Content.@Nullable Chunk read() {
        try {
            ByteBuffer bytes = body.source().read();
            if (bytes == null) {
                return null;
            }
            return bytes.hasRemaining() ? Content.Chunk.from(bytes, false) : Content.Chunk.EOF;
        } catch (IOException e) {
            return Content.Chunk.from(e);
        }
    }

    @Override
    public void demand(Runnable demandCallback) {
        body.source().whenReadable(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
        body.source().cancel();
    }
}
