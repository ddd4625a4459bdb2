package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import io.github.inpagelogin.http.StreamedCall;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings for RingCentral. A small body is held, so that it can be sent again; a large one streams by and is
 * gone.
 *
 * @param body gives the body for one sending; null for none
 */
record Upload(@Nullable Supplier<StreamedCall.Body> body, boolean repeatable) {
    /** The largest request that is passed on: RingCentral takes 50 MB of faxes, and a form around it. */
    static final long LARGEST = 64L * 1024 * 1024;

    /** The largest body that is held in memory. */
    private static final int LARGEST_HELD = 64 * 1024;

    static final Upload NONE = new Upload(null, true);

    /** Whether {@code request} has a body; without a length it has one if it says how it is framed. */
    static boolean isIn(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean framed = request.getHeader("Transfer-Encoding") != null;
        boolean unframed = request.getProtocol().startsWith("HTTP/1.")
                || request.getMethod().equals("GET");
        return length > 0 || (length < 0 && (framed || !unframed));
    }

    /** The upload of {@code length} bytes, -1 if nobody knows, that comes from {@code source}. */
    static CompletableFuture<Upload> of(ByteSource source, long length) {
        if (length < 0 || length > LARGEST_HELD) {
            StreamedCall.Body body = new StreamedCall.Body(source, length);
            return CompletableFuture.completedFuture(new Upload(() -> body, false));
        }
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        hold(source, new ByteArrayOutputStream((int) length), whole);
        return whole.thenApply(
                bytes -> new Upload(() -> new StreamedCall.Body(ByteSource.of(bytes), bytes.length), true));
    }

    private static void hold(ByteSource source, ByteArrayOutputStream held, CompletableFuture<byte[]> whole) {
        try {
            for (ByteBuffer bytes = source.read(); bytes != null; bytes = source.read()) {
                if (!bytes.hasRemaining()) {
                    whole.complete(held.toByteArray());
                    return;
                }
                held.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            }
            source.whenReadable(() -> hold(source, held, whole));
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
    }
}
