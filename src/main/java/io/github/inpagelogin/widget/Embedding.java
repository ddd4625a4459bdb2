package io.github.inpagelogin.widget;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.config.WidgetChoice;
import io.github.inpagelogin.config.WidgetHosting;
import io.github.inpagelogin.config.WidgetMode;
import io.github.inpagelogin.web.SiteAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses by which a page embeds the widget. In {@code sso} mode the widget itself runs the implicit flow in a frame
 * of its own, and the login cookie that RingCentral set a moment ago answers it. In {@code code} mode the page hands it a
 * code ({@link WidgetLogins}), issued for the redirect URI that the address names. In {@code proxy} mode it takes this site
 * for RingCentral's server, which adds the token. Thread-safe.
 */
public final class Embedding {
    /** The two ways to put the widget into a page. */
    public enum Way {
        /** The page has an iframe with the widget's page. */
        IFRAME("app", "/app"),
        /** The page loads the widget's script, which makes the iframe. */
        ADAPTER("adapter", "/app/adapter");

        private final String page;
        private final String path;

        Way(String page, String path) {
            this.page = page;
            this.path = path;
        }

        /** Where the page is, below the context. */
        public String path() {
            return path;
        }

        /** The name of the page. */
        String page() {
            return page;
        }

        /** Whether {@code path}, a path of ours, leads to one of these pages. */
        static boolean leadsTo(String contextPath, String path) {
            String file = path.split("[?#]", 2)[0];
            return Arrays.stream(values()).anyMatch(way -> file.equals(contextPath + way.path));
        }
    }

    /** What the widget takes for RingCentral's server in {@code proxy} mode, below this site's address. */
    public static final String PROXY_PATH = "/proxy";

    private final Settings.Widget widget;
    private final URI server;
    private final WidgetChoice choice;

    public Embedding(Settings settings, WidgetChoice choice) {
        this.widget = settings.widget();
        this.server = settings.ringCentral().server();
        this.choice = choice;
    }

    /** What the page of this {@code way} shows: where the widget is, its frame's id, and how it gets signed in. */
    Map<String, Object> shows(Way way, URI site, String alias) {
        Map<String, Object> shows = new HashMap<>();
        shows.put("widgetOrigin", widget.hosting().isOurs() ? SiteAddress.origin(site) : widget.origin());
        shows.put("phoneName", prefix(alias));
        shows.put("widgetMode", choice.mode().name().toLowerCase(Locale.ROOT));
        shows.put("handsOverCode", choice.mode() == WidgetMode.CODE);
        shows.put("signOutEndsSession", signOutEndsSession());
        switch (way) {
            case IFRAME -> {
                shows.put("frameUrl", url("app.html", site, alias));
                shows.put("frameId", "rc-widget");
            }
            case ADAPTER -> {
                shows.put("adapterUrl", url("adapter.js", site, alias));
                shows.put("frameId", prefix(alias) + "-adapter-frame");
            }
        }
        return shows;
    }

    /** How the widget gets signed in and why, and where it comes from: nothing of it is a secret. */
    Map<String, Object> facts(URI site) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("mode", choice.mode().name().toLowerCase(Locale.ROOT));
        facts.put("why", choice.why());
        facts.put("widgetUrl", directory(site));
        if (widget.hosting().from() == WidgetHosting.PASS_THROUGH) {
            facts.put("fetchedFrom", widget.url());
        }
        return facts;
    }

    private URI directory(URI site) {
        return widget.hosting().isOurs() ? URI.create(site + WidgetFiles.PATH) : widget.url();
    }

    /** In proxy mode a widget that was signed out by hand would be signed in again by the next load of the page. */
    private boolean signOutEndsSession() {
        Boolean asSet = widget.signOutEndsSession();
        return asSet == null ? choice.mode() == WidgetMode.PROXY : asSet;
    }

    private String url(String file, URI site, String alias) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("authMode", "sso");
        parameters.put("appKey", choice.clientId());
        if (choice.mode() == WidgetMode.PROXY) {
            parameters.put("authProxy", "1");
            parameters.put("appServer", site + PROXY_PATH);
        } else {
            parameters.put("appServer", server.toString());
        }
        parameters.put("redirectUri", redirectUri(site));
        widget.options().forEach(parameters::putIfAbsent);
        parameters.put("prefix", prefix(alias));
        return directory(site).resolve(file) + "?"
                + parameters.entrySet().stream()
                        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private String redirectUri(URI site) {
        if (choice.mode() == WidgetMode.CODE) {
            return site + WidgetCallbackServlet.PATH;
        }
        URI own = widget.redirectUri();
        return own == null ? site + RedirectPageServlet.PATH : own.toString();
    }

    /** A storage of its own for each person, by alias: the widget never finds what another one left in this browser. */
    public String prefix(String alias) {
        String leading = widget.options().getOrDefault("prefix", "rc-widget");
        return leading + "-" + alias;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
