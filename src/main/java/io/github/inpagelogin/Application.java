package io.github.inpagelogin;

import io.github.inpagelogin.config.InvalidSettings;
import io.github.inpagelogin.config.Networks;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.ops.LogFormat;
import io.github.inpagelogin.web.Pending;
import io.github.inpagelogin.web.SiteAddress;
import io.github.inpagelogin.widget.WidgetFiles;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the application: reads the settings, has every object built ({@link Services}) and every URL given to
 * its servlet ({@link Urls}). Settings that are wrong stop the deployment.
 */
@WebListener
public final class Application implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Clock clock;
    private final SecureRandom random;
    private @Nullable Services services;
    private @Nullable Thread atProcessEnd;

    /** For the container. */
    public Application() {
        this(Clock.systemUTC(), new SecureRandom());
    }

    Application(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = settings(context);
        LogFormat.apply(settings.ops());
        Path temporary = ((File) context.getAttribute(ServletContext.TEMPDIR)).toPath();
        Services built = new Services(settings, clock, random, temporary);
        services = built;
        configureSessions(context, built.address);
        context.addListener(built.sessions);
        Pending pending = Pending.in(context, settings.session().awaitsRingCentral());
        new Urls(context, built, pending).register();
        endPendingWithTheProcess(pending);
        announce(built);
    }

    /** The settings, if they can be used. Some containers hide why a listener failed, so our log says it as well. */
    private static Settings settings(ServletContext context) {
        try {
            Settings settings = Settings.load(Collections.list(context.getInitParameterNames()).stream()
                    .collect(Collectors.toMap(Function.identity(), context::getInitParameter)));
            requireSamePath(settings.app().baseUrl(), context.getContextPath());
            return settings;
        } catch (InvalidSettings | IllegalStateException e) {
            String.valueOf(e.getMessage()).lines().forEach(problem -> LOG.error("Not deployed: {}", problem));
            throw e;
        }
    }

    /** A server that is told to end waits for requests, if at all, and closes connections before it stops applications. */
    private void endPendingWithTheProcess(Pending pending) {
        Thread hook = new Thread(pending::end, "pending-requests");
        Runtime.getRuntime().addShutdownHook(hook);
        atProcessEnd = hook;
    }

    private void forgetTheProcess() {
        try {
            if (atProcessEnd != null) {
                Runtime.getRuntime().removeShutdownHook(atProcessEnd);
            }
        } catch (IllegalStateException ending) {
            LOG.debug("The process is ending");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        forgetTheProcess();
        if (services != null) {
            services.close();
        }
    }

    private static void configureSessions(ServletContext context, SiteAddress address) {
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setName(address.isHttps() ? "__Host-in-page-login" : "in-page-login");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(address.isHttps());
        cookie.setAttribute("SameSite", "Lax");
    }

    private static void announce(Services services) {
        Settings settings = services.settings;
        if (settings.app().secrets().isEmpty()) {
            LOG.warn("app.secret is not set: a random one is used until the next start. One node only,"
                    + " and a restart loses logins under way and signs people out, wherever sessions are kept.");
        }
        if (settings.widget().hosting().isOurs()) {
            LOG.info("widget.hosting is not remote: the widget is served by this site, below {}", WidgetFiles.PATH);
        }
        if (settings.ops().addresses().equals(Networks.EVERYBODY)) {
            LOG.info("ops.addresses is not set: /health and /metrics answer whoever can reach them");
        }
        LOG.info(
                "widget.mode is {}, {}", services.choice.mode().name().toLowerCase(Locale.ROOT), services.choice.why());
    }

    /** Cookies, redirects and links need one path; a proxy that changes it cannot be told by settings. */
    private static void requireSamePath(@Nullable URI baseUrl, String contextPath) {
        if (baseUrl != null && !baseUrl.getPath().equals(contextPath)) {
            throw new IllegalStateException("app.base-url: its path is \"" + baseUrl.getPath()
                    + "\", and the application is deployed at \"" + contextPath + "\"; they must be the same");
        }
    }
}
