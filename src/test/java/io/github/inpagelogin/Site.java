package io.github.inpagelogin;

import io.github.inpagelogin.jetty.EndingSessionCacheFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The app in an embedded Jetty on a free port of the loopback interface, with a clock of the test's. */
public final class Site implements AutoCloseable {
    private static final String PAGES = folderOfPages();

    private final Server server;
    private final WebAppContext context;
    private final ServerConnector connector;
    private final String scheme;
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    private Site(String contextPath, Clock clock, Map<String, String> settings, @Nullable SSLContext tls)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(20, 4);
        threads.setName("site");
        server = new Server(threads, null, JettyBuffers.asDeployed());
        server.setStopTimeout(0);
        connector = tls == null
                ? new ServerConnector(server, 1, 1, new HttpConnectionFactory(JettyBuffers.http()))
                : new ServerConnector(server, 1, 1, https(tls));
        scheme = tls == null ? "http" : "https";
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
        if (tls != null) {
            context.setInitParameter("app.base-url", "https://localhost:" + connector.getLocalPort());
        }
        context.addEventListener(counter());
        context.addEventListener(requestCounter());
        context.addEventListener(compiledPages());
        context.addEventListener(new Application(clock, new SecureRandom()));
        server.setHandler(context);
    }

    /** Starts the app in the root context with these context parameters. */
    public static Site start(Clock clock, Map<String, String> settings) throws Exception {
        return start("", clock, settings);
    }

    /** Starts the app in {@code contextPath} with these context parameters. */
    public static Site start(String contextPath, Clock clock, Map<String, String> settings) throws Exception {
        Site site = new Site(contextPath, clock, settings, null);
        site.server.start();
        return site;
    }

    /** Starts one node of several: no session stays in memory beyond its request, all are in {@code stored}. */
    public static Site startNode(Clock clock, Map<String, String> settings, ConcurrentMap<String, byte[]> stored)
            throws Exception {
        Site site = new Site("", clock, settings, null);
        SessionHandler handler = site.context.getSessionHandler();
        SessionCache cache = new EndingSessionCacheFactory().newSessionCache(handler);
        cache.setSessionDataStore(new StoredSessions(stored));
        handler.setSessionCache(cache);
        site.server.start();
        return site;
    }

    /** Starts the app in the root context, by https, with its address and these context parameters. */
    public static Site startHttps(SSLContext tls, Clock clock, Map<String, String> settings) throws Exception {
        Site site = new Site("", clock, settings, tls);
        site.server.start();
        return site;
    }

    private static ConnectionFactory[] https(SSLContext tls) {
        HttpConfiguration configuration = JettyBuffers.http();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        return AbstractConnectionFactory.getFactories(factory, new HttpConnectionFactory(configuration));
    }

    /** The address of the front page, with a slash at the end. */
    public URI url() {
        String path = context.getContextPath();
        return URI.create(scheme + "://localhost:" + connector.getLocalPort() + (path.equals("/") ? "/" : path + "/"));
    }

    /** The address of {@code path}, which has no slash at its start. */
    public URI url(String path) {
        return url().resolve(path);
    }

    /** Threads of the server, of its twenty, that are doing something. */
    public int busyThreads() {
        return ((QueuedThreadPool) server.getThreadPool()).getUtilizedThreads();
    }

    /** Has the container look for sessions that nobody has used for too long, by the time of this machine. */
    public void endIdleSessions() {
        try {
            context.getSessionHandler().scavenge();
        } catch (Exception e) {
            throw new IllegalStateException("The container does not look for idle sessions", e);
        }
    }

    /** How many requests have come, those under way included. */
    public int requests() {
        return requests.get();
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.get();
    }

    private static String folderOfPages() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pages-")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages are compiled once for all sites of this JVM: else that would take longer than most tests do. */
    private static ServletContextListener compiledPages() {
        return new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                event.getServletContext().getServletRegistration("jsp").setInitParameter("scratchdir", PAGES);
            }
        };
    }

    private ServletRequestListener requestCounter() {
        return new ServletRequestListener() {
            @Override
            public void requestInitialized(ServletRequestEvent event) {
                if (event.getServletRequest().getDispatcherType() == DispatcherType.REQUEST) {
                    requests.incrementAndGet();
                }
            }
        };
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

    /** Stops the app, as an undeployment does; the server goes on. */
    public void undeploy() {
        LifeCycle.stop(context);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
