package io.github.inpagelogin;

import io.github.inpagelogin.config.InvalidSettings;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.config.SiteKeys;
import io.github.inpagelogin.config.WidgetChoice;
import io.github.inpagelogin.config.WidgetMode;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.http.JettyHttpSender;
import io.github.inpagelogin.http.JettyHttpStreams;
import io.github.inpagelogin.login.CallbackServlet;
import io.github.inpagelogin.login.HomeServlet;
import io.github.inpagelogin.login.LoginRedirect;
import io.github.inpagelogin.login.LoginServlet;
import io.github.inpagelogin.login.Logins;
import io.github.inpagelogin.login.LogoutServlet;
import io.github.inpagelogin.login.SessionServlet;
import io.github.inpagelogin.login.SignedInFilter;
import io.github.inpagelogin.oauth.NimbusOAuthClient;
import io.github.inpagelogin.oauth.NimbusStateSeal;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.ops.HealthServlet;
import io.github.inpagelogin.ops.MetricsServlet;
import io.github.inpagelogin.proxy.ClientInfoServlet;
import io.github.inpagelogin.proxy.ProxyLoginServlet;
import io.github.inpagelogin.proxy.ProxyServlet;
import io.github.inpagelogin.proxy.WidgetOnly;
import io.github.inpagelogin.session.Aliases;
import io.github.inpagelogin.session.FreshTokens;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.RequestGuard;
import io.github.inpagelogin.web.RequestId;
import io.github.inpagelogin.web.SecurityHeaders;
import io.github.inpagelogin.web.SiteAddress;
import io.github.inpagelogin.widget.AppServlet;
import io.github.inpagelogin.widget.DirectorySource;
import io.github.inpagelogin.widget.Embedding;
import io.github.inpagelogin.widget.PassThroughSource;
import io.github.inpagelogin.widget.RedirectPageServlet;
import io.github.inpagelogin.widget.StatusServlet;
import io.github.inpagelogin.widget.WidgetCallbackServlet;
import io.github.inpagelogin.widget.WidgetCodeServlet;
import io.github.inpagelogin.widget.WidgetFiles;
import io.github.inpagelogin.widget.WidgetLoginServlet;
import io.github.inpagelogin.widget.WidgetLogins;
import io.github.inpagelogin.widget.WidgetSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the application: reads the settings, builds every object and says which URL is whose. Nothing else constructs a
 * service, and there is no other list of URLs. Settings that are wrong stop the deployment.
 */
@WebListener
public final class Application implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    /** A token or profile answer has a few kilobytes; whatever is larger is not one. */
    private static final int LARGEST_ANSWER = 256 * 1024;

    private static final EnumSet<DispatcherType> FIRST = EnumSet.of(DispatcherType.REQUEST);
    private static final EnumSet<DispatcherType> FIRST_AND_ERROR =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR);
    private static final EnumSet<DispatcherType> EVERY_DISPATCH =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

    private final Clock clock;
    private final SecureRandom random;
    private final Deque<Runnable> atTheEnd = new ArrayDeque<>();

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
        SiteAddress address = new SiteAddress(settings.app().baseUrl());
        configureSessions(context, address);
        register(context, settings, address, sender(settings, LARGEST_ANSWER));
        announce(settings);
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

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        while (!atTheEnd.isEmpty()) {
            atTheEnd.pop().run();
        }
    }

    private HttpSender sender(Settings settings, int largestAnswer) {
        JettyHttpSender sender = new JettyHttpSender(settings.ringCentral().connectTimeout(), largestAnswer);
        atTheEnd.push(sender::close);
        return sender;
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

    private static void announce(Settings settings) {
        if (settings.app().secret() == null) {
            LOG.warn("app.secret is not set: a random one is used until the next start. One node only,"
                    + " and logins under way are lost by a restart.");
        }
        if (settings.widget().hosting().isOurs()) {
            LOG.info("widget.hosting is not remote: the widget is served by this site, below {}", WidgetFiles.PATH);
        }
        WidgetChoice choice = WidgetChoice.of(settings);
        LOG.info("widget.mode is {}, {}", choice.mode().name().toLowerCase(Locale.ROOT), choice.why());
    }

    private void register(ServletContext context, Settings settings, SiteAddress address, HttpSender http) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Events events = new Events(meters);
        SiteKeys keys = SiteKeys.from(settings.app().secret(), random);
        Settings.RingCentral ringCentral = settings.ringCentral();
        OAuthClient client = new NimbusOAuthClient(ringCentral, http, clock);
        // Under another key, a login that was begun with another server or client cannot be taken for one of ours.
        byte[] sealKey = keys.derive("login state " + ringCentral.server() + " " + ringCentral.clientId());
        Logins logins = new Logins(client, new NimbusStateSeal(sealKey), random, clock);
        LoginRedirect redirect = new LoginRedirect(logins, address, random);
        Sessions sessions = new Sessions(settings.session(), clock);
        Aliases aliases = new Aliases(keys);
        FreshTokens freshTokens = new FreshTokens(sessions, client, clock);
        WidgetChoice choice = WidgetChoice.of(settings);
        Embedding embedding = new Embedding(settings, choice, keys);
        String widgetOrigin =
                settings.widget().hosting().isOurs() ? null : settings.widget().origin();
        Reply redirectPage = RedirectPageServlet.page(widgetOrigin);

        context.setAttribute("notice", settings.app().notice());
        filter(context, new RequestId(random), EVERY_DISPATCH, "/*");
        filter(
                context,
                new SecurityHeaders(widgetOrigin, settings.app().frameAncestors(), address.isHttps()),
                FIRST_AND_ERROR,
                "/*");
        filter(context, new RequestGuard(address, ProxyServlet.REST), FIRST, "/*");
        filter(context, new SignedInFilter(sessions, aliases), FIRST, "/app", "/app/*");

        servlet(context, new HomeServlet(sessions, aliases), "");
        servlet(context, new LoginServlet(redirect, sessions), "/login");
        boolean handsOver = choice.mode() == WidgetMode.CODE;
        CallbackServlet.AfterLogin afterLogin =
                handsOver ? WidgetLoginServlet::onTheWayTo : (contextPath, returnPath) -> returnPath;
        servlet(context, new CallbackServlet(redirect, logins, sessions, events, afterLogin), LoginRedirect.CALLBACK);
        servlet(context, new LogoutServlet(sessions, client, events), "/logout");
        servlet(context, new SessionServlet(sessions, aliases), "/session");
        for (Embedding.Way way : Embedding.Way.values()) {
            servlet(context, new AppServlet(way, embedding, sessions, freshTokens, address, events), way.path());
        }
        servlet(context, new StatusServlet(choice, settings.widget().url(), sessions), StatusServlet.PATH);
        if (handsOver) {
            byte[] widgetKey = keys.derive("widget state " + ringCentral.server() + " " + choice.clientId());
            OAuthClient asWidget = new NimbusOAuthClient(ringCentral.as(choice.clientId()), http, clock);
            WidgetLogins widgetLogins = new WidgetLogins(asWidget, new NimbusStateSeal(widgetKey), random, clock);
            servlet(context, new WidgetLoginServlet(widgetLogins, sessions, address, clock), WidgetLoginServlet.PATH);
            servlet(
                    context,
                    new WidgetCallbackServlet(widgetLogins, sessions, address, events, clock, redirectPage),
                    WidgetCallbackServlet.PATH);
            servlet(context, new WidgetCodeServlet(sessions, clock), WidgetCodeServlet.PATH);
        }
        if (settings.widget().hosting().isOurs()) {
            servlet(
                    context,
                    new WidgetFiles(
                            widgetSource(context, settings), settings.app().frameAncestors()),
                    WidgetFiles.PATH + "*");
        }
        URI site = settings.app().baseUrl();
        if (choice.mode() == WidgetMode.PROXY && site != null) {
            JettyHttpStreams streams = new JettyHttpStreams(ringCentral.connectTimeout());
            atTheEnd.push(streams::close);
            ProxyServlet.Upstream upstream =
                    new ProxyServlet.Upstream(ringCentral.server(), streams, ringCentral.timeout());
            String[] passedOn = {ProxyServlet.REST + "/*", ProxyServlet.MEDIA + "/*"};
            filter(context, new WidgetOnly(address), FIRST, passedOn);
            servlet(context, new ProxyServlet(upstream, site, sessions, freshTokens, events), passedOn);
            servlet(context, new ClientInfoServlet(sessions), ClientInfoServlet.PATH);
            servlet(
                    context,
                    new ProxyLoginServlet(RedirectPageServlet.PATH, sessions, address),
                    ProxyLoginServlet.BEGIN,
                    ProxyLoginServlet.END);
            servlet(context, new LogoutServlet(sessions, client, events), "/proxy/logout");
        }
        servlet(context, new RedirectPageServlet(redirectPage), RedirectPageServlet.PATH);
        servlet(context, new HealthServlet(), "/health/live", "/health/ready");
        servlet(context, new MetricsServlet(meters), "/metrics");
        servlet(context, new AsyncReply(), AsyncReply.PATH);
    }

    private WidgetSource widgetSource(ServletContext context, Settings settings) {
        Settings.Hosting hosting = settings.widget().hosting();
        if (hosting.directory() != null) {
            return new DirectorySource(hosting.directory());
        }
        Path folder = hosting.cacheDirectory() == null
                ? ((File) context.getAttribute(ServletContext.TEMPDIR)).toPath().resolve("widget-files")
                : hosting.cacheDirectory();
        ExecutorService disk = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "widget-files");
            thread.setDaemon(true);
            return thread;
        });
        atTheEnd.push(disk::shutdown);
        return new PassThroughSource(
                settings.widget().url(), sender(settings, PassThroughSource.LARGEST_FILE), clock, folder, disk);
    }

    private static void filter(ServletContext context, Filter filter, EnumSet<DispatcherType> when, String... paths) {
        FilterRegistration.Dynamic registration =
                context.addFilter(paths[0] + filter.getClass().getName(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(when, true, paths);
    }

    private static void servlet(ServletContext context, Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration =
                context.addServlet(paths[0] + servlet.getClass().getName(), servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }

    /** Cookies, redirects and links need one path; a proxy that changes it cannot be told by settings. */
    private static void requireSamePath(@Nullable URI baseUrl, String contextPath) {
        if (baseUrl != null && !baseUrl.getPath().equals(contextPath)) {
            throw new IllegalStateException("app.base-url: its path is \"" + baseUrl.getPath()
                    + "\", and the application is deployed at \"" + contextPath + "\"; they must be the same");
        }
    }
}
