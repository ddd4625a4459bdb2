package io.github.inpagelogin;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;

/** Jetty's buffers as the file for operators has them, {@code webapp-config/jetty/in-page-login.ini}. */
public final class JettyBuffers {
    private static final Path FILE = Path.of("webapp-config", "jetty", "in-page-login.ini");

    private JettyBuffers() {}

    /** A pool such as Jetty makes of the file. */
    public static ByteBufferPool asDeployed() {
        Properties file = file();
        return new ArrayByteBufferPool(
                0,
                Integer.parseInt(file.getProperty("jetty.byteBufferPool.factor")),
                Integer.parseInt(file.getProperty("jetty.byteBufferPool.maxCapacity")));
    }

    /** Where the buffers of requests and answers are, by the file. */
    public static HttpConfiguration http() {
        Properties file = file();
        HttpConfiguration http = new HttpConfiguration();
        http.setUseInputDirectByteBuffers(
                Boolean.parseBoolean(file.getProperty("jetty.httpConfig.useInputDirectByteBuffers", "true")));
        http.setUseOutputDirectByteBuffers(
                Boolean.parseBoolean(file.getProperty("jetty.httpConfig.useOutputDirectByteBuffers", "true")));
        return http;
    }

    private static Properties file() {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
