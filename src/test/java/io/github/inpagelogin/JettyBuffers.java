package io.github.inpagelogin;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;

/** Jetty's buffers as the file for operators has them. */
public final class JettyBuffers {
    private static final Path FILE = Path.of("webapp-config", "jetty", "in-page-login.ini");
    private static final String PREFIX = "jetty.byteBufferPool.";

    private JettyBuffers() {}

    /** A pool such as Jetty makes of {@code webapp-config/jetty/in-page-login.ini}. */
    public static ByteBufferPool asDeployed() {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrayByteBufferPool(0, number(file, "factor"), number(file, "maxCapacity"));
    }

    private static int number(Properties file, String name) {
        return Integer.parseInt(file.getProperty(PREFIX + name));
    }
}
