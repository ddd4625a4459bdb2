package io.github.inpagelogin;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The app in an embedded Jetty on a free port of the loopback interface, with a clock of the test's. */
public final class Site implements AutoCloseable {
    private final Server server;
    private final WebAppContext context;
    private final ServerConnector connector;
    private final AtomicInteger sessions = new AtomicInteger();

    private Site(String contextPath, Clock clock, Map<String, String> settings) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(20, 4);
        threads.setName("site");
        server = new Server(threads);
        server.setStopTimeout(0);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("localhost");
        server.addConnector(connector);
        connector.open();

        context = new WebAppContext();
        context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
        context.setBaseResourceAsPath(Path.of("src/main/webapp").toAbsolutePath());
        // The classes are those of the test's class path, so that the test can hand in its clock.
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        context.setAttribute(MetaInfConfiguration.CONTAINER_JAR_PATTERN, ".*jakarta\\.servlet\\.jsp\\.jstl.*\\.jar$");
        // Else Logback, found on the class path, ends all logging of this JVM when the first site stops.
        context.setInitParameter("logbackDisableServletContainerInitializer", "true");
        settings.forEach(context::setInitParameter);
        context.addEventListener(counter());
        context.addEventListener(new Application(clock, new SecureRandom()));
        server.setHandler(context);
    }

    /** Starts the app in the root context with these context parameters. */
    public static Site start(Clock clock, Map<String, String> settings) throws Exception {
        return start("", clock, settings);
    }

    /** Starts the app in {@code contextPath} with these context parameters. */
    public static Site start(String contextPath, Clock clock, Map<String, String> settings) throws Exception {
        Site site = new Site(contextPath, clock, settings);
        site.server.start();
        return site;
    }

    /** The address of the front page, with a slash at the end. */
    public URI url() {
        String path = context.getContextPath();
        return URI.create("http://localhost:" + connector.getLocalPort() + (path.equals("/") ? "/" : path + "/"));
    }

    /** The address of {@code path}, which has no slash at its start. */
    public URI url(String path) {
        return url().resolve(path);
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.get();
    }

    private HttpSessionListener counter() {
        return new HttpSessionListener() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
                sessions.incrementAndGet();
            }

            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                sessions.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
