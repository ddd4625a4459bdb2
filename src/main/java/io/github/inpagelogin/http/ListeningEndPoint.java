package io.github.inpagelogin.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection to a server that may answer and close while the request is still being sent (RFC 9112 section 9.6). Jetty
 * gives up an answer that it has not read yet as soon as sending fails. So sending does not fail here before reading has
 * come to the end: what the server does not take any more is dropped, and reading finds its answer, or that there is none.
 */
final class ListeningEndPoint extends SocketChannelEndPoint {
    private volatile boolean deaf;

    ListeningEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (!deaf) {
            try {
                return super.flush(buffers);
            } catch (IOException e) {
                if (isWithinHandshake()) {
                    throw e;
                }
                deaf = true;
            }
        }
        // Not already when the server has said everything: with TLS, that is so before its answer has been looked at.
        if (!isOpen()) {
            throw new EofException("The server takes no more, and its answer has been read");
        }
        for (ByteBuffer buffer : buffers) {
            buffer.position(buffer.limit());
        }
        return true;
    }

    /** There is no answer to listen for, and whoever reads may have come to the end before there was a request. */
    private boolean isWithinHandshake() {
        return getConnection() instanceof SslConnection tls
                && !AnswerReader.isHandshakeOver(tls.getSslEndPoint().getSslSessionData());
    }
}
