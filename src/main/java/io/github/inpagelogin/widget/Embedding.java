package io.github.inpagelogin.widget;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.config.SiteKeys;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The addresses by which a page embeds the widget in {@code sso} mode: the widget itself runs the implicit flow in a frame
 * of its own, and the login cookie that RingCentral set a moment ago answers it. Thread-safe.
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
    }

    private static final String ALGORITHM = "HmacSHA256";

    private final Settings.Widget widget;
    private final Settings.RingCentral ringCentral;
    private final String widgetOrigin;
    private final SecretKeySpec prefixKey;

    public Embedding(Settings settings, String widgetOrigin, SiteKeys keys) {
        this.widget = settings.widget();
        this.ringCentral = settings.ringCentral();
        this.widgetOrigin = widgetOrigin;
        this.prefixKey = new SecretKeySpec(keys.derive("widget prefix"), ALGORITHM);
    }

    /** What the page of this {@code way} shows: the address and the origin of the widget, and the id of its frame. */
    Map<String, Object> shows(Way way, URI site, String ownerId) {
        return switch (way) {
            case IFRAME ->
                Map.of(
                        "frameUrl",
                        url("app.html", site, ownerId),
                        "frameId",
                        "rc-widget",
                        "widgetOrigin",
                        widgetOrigin);
            case ADAPTER ->
                Map.of(
                        "adapterUrl",
                        url("adapter.js", site, ownerId),
                        "frameId",
                        prefix(ownerId) + "-adapter-frame",
                        "widgetOrigin",
                        widgetOrigin);
        };
    }

    private String url(String file, URI site, String ownerId) {
        URI own = widget.redirectUri();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("authMode", "sso");
        parameters.put("appKey", ringCentral.clientId());
        parameters.put("appServer", ringCentral.server().toString());
        parameters.put("redirectUri", own == null ? site + RedirectPageServlet.PATH : own.toString());
        widget.options().forEach(parameters::putIfAbsent);
        parameters.put("prefix", prefix(ownerId));
        return widget.url().resolve(file) + "?"
                + parameters.entrySet().stream()
                        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** A storage of its own for each person: the widget never finds what another one left in this browser. */
    private String prefix(String ownerId) {
        String leading = widget.options().getOrDefault("prefix", "rc-widget");
        return leading + "-" + HexFormat.of().formatHex(hash(ownerId), 0, 8);
    }

    private byte[] hash(String ownerId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(prefixKey);
            return mac.doFinal(ownerId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
