package io.github.inpagelogin;

import io.github.inpagelogin.calls.CallsServlet;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.login.CallbackServlet;
import io.github.inpagelogin.login.HomeServlet;
import io.github.inpagelogin.login.LoginRedirect;
import io.github.inpagelogin.login.LoginServlet;
import io.github.inpagelogin.login.LogoutServlet;
import io.github.inpagelogin.login.SessionServlet;
import io.github.inpagelogin.login.SignedInFilter;
import io.github.inpagelogin.ops.HealthServlet;
import io.github.inpagelogin.ops.MetricsServlet;
import io.github.inpagelogin.ops.OperatorsOnly;
import io.github.inpagelogin.proxy.ClientInfoServlet;
import io.github.inpagelogin.proxy.PageOwner;
import io.github.inpagelogin.proxy.ProxyLoginServlet;
import io.github.inpagelogin.proxy.ProxyServlet;
import io.github.inpagelogin.proxy.WidgetOnly;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Pending;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.RequestGuard;
import io.github.inpagelogin.web.RequestId;
import io.github.inpagelogin.web.SecurityHeaders;
import io.github.inpagelogin.widget.AppServlet;
import io.github.inpagelogin.widget.Embedding;
import io.github.inpagelogin.widget.RedirectPageServlet;
import io.github.inpagelogin.widget.StatusServlet;
import io.github.inpagelogin.widget.WidgetCallbackServlet;
import io.github.inpagelogin.widget.WidgetCodeServlet;
import io.github.inpagelogin.widget.WidgetFiles;
import io.github.inpagelogin.widget.WidgetLoginServlet;
import io.github.inpagelogin.widget.WidgetLogins;
import io.github.inpagelogin.widget.WidgetSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which URL is whose. There is no other list. */
final class Urls {
    /** Where the widget signs out, in {@code proxy} mode. */
    private static final String LOGOUT = "/proxy/logout";

    private static final EnumSet<DispatcherType> FIRST = EnumSet.of(DispatcherType.REQUEST);
    private static final EnumSet<DispatcherType> FIRST_AND_ERROR =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR);
    private static final EnumSet<DispatcherType> EVERY_DISPATCH =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

    private final ServletContext context;
    private final Services services;
    private final Pending pending;
    private final @Nullable String widgetOrigin;
    private final Reply redirectPage;

    /** The URLs of {@code context}, whose requests {@code pending} keeps account of. */
    Urls(ServletContext context, Services services, Pending pending) {
        this.context = context;
        this.services = services;
        this.pending = pending;
        Settings.Widget widget = services.settings.widget();
        this.widgetOrigin = widget.hosting().isOurs() ? null : widget.origin();
        this.redirectPage = RedirectPageServlet.page(widgetOrigin);
    }

    /** Gives every URL to its filters and to its servlet. */
    void register() {
        context.setAttribute("notice", services.settings.app().notice());
        filters();
        login();
        pages();
        services.widgetLogins.ifPresent(this::codeMode);
        services.widgetSource.ifPresent(this::widgetFiles);
        services.streams.ifPresent(this::proxyMode);
        operations();
        servlet(new AsyncReply(), AsyncReply.PATH);
        filter(new Pending.LastFilter(pending), EnumSet.of(DispatcherType.ASYNC), AsyncReply.PATH);
    }

    private void filters() {
        filter(new RequestId(services.random, services.clock, services.events), EVERY_DISPATCH, "/*");
        SecurityHeaders headers = new SecurityHeaders(
                widgetOrigin, services.settings.app().frameAncestors(), services.address.mayPromiseHttps());
        filter(headers, FIRST_AND_ERROR, "/*");
        filter(new RequestGuard(services.address, ProxyServlet.REST), FIRST, "/*");
        filter(new SignedInFilter(services.sessions), FIRST, "/app", "/app/*");
    }

    private void login() {
        servlet(new LoginServlet(services.redirect, services.sessions, services.events), "/login");
        CallbackServlet.AfterLogin afterLogin = services.widgetLogins.isPresent()
                ? WidgetLoginServlet::onTheWayTo
                : (contextPath, returnPath) -> returnPath;
        servlet(
                new CallbackServlet(services.redirect, services.logins, services.sessions, services.events, afterLogin),
                LoginRedirect.CALLBACK);
        servlet(new LogoutServlet(services.sessions, services.client, services.events), "/logout");
        servlet(new SessionServlet(services.sessions), "/session");
    }

    private void pages() {
        servlet(new HomeServlet(services.sessions), "");
        for (Embedding.Way way : Embedding.Way.values()) {
            servlet(
                    new AppServlet(way, services.embedding, services.sessions, services.freshTokens, services.address),
                    way.path());
        }
        servlet(new StatusServlet(services.embedding, services.address, services.sessions), StatusServlet.PATH);
        servlet(new CallsServlet(services.api, services.clock, services.events), CallsServlet.PATH);
        servlet(new RedirectPageServlet(redirectPage), RedirectPageServlet.PATH);
    }

    private void codeMode(WidgetLogins logins) {
        servlet(
                new WidgetLoginServlet(logins, services.sessions, services.address, services.clock),
                WidgetLoginServlet.PATH);
        servlet(
                new WidgetCallbackServlet(
                        logins, services.sessions, services.address, services.events, services.clock, redirectPage),
                WidgetCallbackServlet.PATH);
        servlet(new WidgetCodeServlet(services.sessions, services.clock), WidgetCodeServlet.PATH);
    }

    private void widgetFiles(WidgetSource source) {
        Settings settings = services.settings;
        servlet(
                new WidgetFiles(
                        source,
                        settings.app().frameAncestors(),
                        settings.widget().redirectUri()),
                WidgetFiles.PATH + "*");
    }

    private void proxyMode(HttpStreams streams) {
        Settings.RingCentral ringCentral = services.settings.ringCentral();
        // The settings ask for it in this mode.
        URI site = services.settings.app().baseUrl();
        if (site == null) {
            throw new IllegalStateException("proxy mode without app.base-url");
        }
        ProxyServlet.Upstream upstream =
                new ProxyServlet.Upstream(ringCentral.server(), streams, ringCentral.responseTimeout());
        PageOwner pages = new PageOwner(WidgetFiles.PATH, services.embedding::prefix);
        String[] passedOn = {ProxyServlet.REST + "/*", ProxyServlet.MEDIA + "/*"};
        filter(new WidgetOnly(services.address), FIRST, ProxyServlet.REST + "/*", ProxyServlet.MEDIA + "/*", LOGOUT);
        servlet(
                new ProxyServlet(upstream, site, services.sessions, pages, services.bearerCalls, services.events),
                passedOn);
        servlet(new ClientInfoServlet(services.sessions, pages), ClientInfoServlet.PATH);
        servlet(
                new ProxyLoginServlet(RedirectPageServlet.PATH, services.sessions, services.address),
                ProxyLoginServlet.BEGIN,
                ProxyLoginServlet.END);
        servlet(new LogoutServlet(services.sessions, services.client, services.events), LOGOUT);
    }

    private void operations() {
        filter(new OperatorsOnly(services.settings.ops().addresses()), FIRST, "/health/*", "/metrics");
        servlet(new HealthServlet(Map.of()), "/health/live");
        servlet(new HealthServlet(services.breakers()), "/health/ready");
        servlet(new MetricsServlet(services.meters), "/metrics");
    }

    private void filter(Filter filter, EnumSet<DispatcherType> when, String... paths) {
        FilterRegistration.Dynamic registration =
                context.addFilter(paths[0] + filter.getClass().getName(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(when, true, paths);
    }

    private void servlet(Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration =
                context.addServlet(paths[0] + servlet.getClass().getName(), servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }
}
