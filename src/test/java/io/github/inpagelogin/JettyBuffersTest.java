package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.junit.jupiter.api.Test;

class JettyBuffersTest {
    @Test
    void aBufferIsNeverUsedAgain() {
        ByteBufferPool pool = JettyBuffers.asDeployed();
        for (int size : List.of(2, 1024, 4096, 8192, 65536)) {
            for (boolean direct : List.of(true, false)) {
                assertNotSame(released(pool, size, direct), released(pool, size, direct));
            }
        }
    }

    private static ByteBuffer released(ByteBufferPool pool, int size, boolean direct) {
        RetainableByteBuffer buffer = pool.acquire(size, direct);
        ByteBuffer bytes = buffer.getByteBuffer();
        buffer.release();
        return bytes;
    }
}
