package io.github.inpagelogin.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The settings there are. In the environment a key is written {@code RINGCENTRAL_CLIENT_ID}. */
public enum Setting {
    RINGCENTRAL_SERVER(
            "ringcentral.server",
            "https://platform.ringcentral.com",
            "RingCentral's address. https, or http on a loopback address."),
    RINGCENTRAL_CLIENT_ID("ringcentral.client-id", "", "Client id of the app registered at RingCentral. Required."),
    RINGCENTRAL_CLIENT_SECRET(
            "ringcentral.client-secret", "", "Its client secret. Without one the app is a public client with PKCE."),
    RINGCENTRAL_CONNECT_TIMEOUT(
            "ringcentral.connect-timeout", "PT5S", "How long connecting to RingCentral may take, at most PT60S."),
    RINGCENTRAL_RESPONSE_TIMEOUT(
            "ringcentral.response-timeout",
            "",
            "How long RingCentral may be silent before or within an answer. Without one: as long as ringcentral.timeout."),
    RINGCENTRAL_TIMEOUT(
            "ringcentral.timeout", "PT10S", "How long a whole call to RingCentral may take, at most PT60S."),
    APP_BASE_URL(
            "app.base-url",
            "",
            "Address of this site as browsers see it, with its context path. Without one only loopback addresses"
                    + " work."),
    APP_SECRET(
            "app.secret",
            "",
            "Seals sessions and logins under way: 32 characters or more, the same on every node. Several, separated by spaces,"
                    + " while one takes the place of another. Without one: random at start."),
    APP_FRAME_ANCESTORS(
            "app.frame-ancestors",
            "'none'",
            "Who may show our pages in a frame: 'none', or 'self' and origins, separated by spaces."),
    APP_NOTICE("app.notice", "", "A line of text shown on every page."),
    APP_CONFIG_FILE(
            "app.config-file", "", "A properties file (UTF-8) with settings; cannot itself be set in that file."),
    WIDGET_URL(
            "widget.url",
            "https://ringcentral.github.io/ringcentral-embeddable/",
            "The directory that holds the widget's app.html and adapter.js."),
    WIDGET_HOSTING(
            "widget.hosting",
            "remote",
            "Where browsers get the widget from: remote (widget.url), directory or pass-through (this site)."),
    WIDGET_DIRECTORY(
            "widget.directory",
            "",
            "The folder with the widget's app.html and adapter.js. For widget.hosting=directory, and required there."),
    WIDGET_CACHE_DIRECTORY(
            "widget.cache-directory",
            "",
            "Where widget.hosting=pass-through keeps its copies. Without one: the container's temporary directory."),
    WIDGET_MODE("widget.mode", "auto", "How the widget gets signed in: auto, sso, code or proxy."),
    WIDGET_CLIENT_ID(
            "widget.client-id",
            "",
            "Client id of the widget's own app at RingCentral, one without a secret. Without one: ours, if it has none."),
    WIDGET_REDIRECT_URI("widget.redirect-uri", "", "The widget's own redirect URI. Without one: our /redirect.html."),
    WIDGET_OPTIONS("widget.options", "", "Further parameters of the widget's address, as a query string."),
    WIDGET_SIGN_OUT_ENDS_SESSION(
            "widget.sign-out-ends-session",
            "",
            "Whether a person who signs the widget out by hand is signed out here too: true or false. Without one: true in proxy mode."),
    SESSION_IDLE_TIMEOUT(
            "session.idle-timeout",
            "",
            "How long a person stays signed in without using the site. Without one: as long as RingCentral's refresh token lives."),
    SESSION_LIFETIME(
            "session.lifetime",
            "",
            "How long a person stays signed in at most, PT5M or more. Without one: as long as RingCentral's refresh token lives, which each refresh renews."),
    SESSION_AWAIT_RINGCENTRAL(
            "session.await-ringcentral",
            "false",
            "Whether a request holds its thread while RingCentral is asked: true for Tomcat's persistent sessions, which are stored when the thread is done."),
    SESSION_SHARED(
            "session.shared",
            "false",
            "Whether sessions are in a store that several nodes share, and leave a node's memory with each request. session.await-ringcentral says the same."),
    OPS_ADDRESSES(
            "ops.addresses",
            "",
            "Who may ask /health and /metrics: IP addresses and networks (10.0.0.0/8), separated by spaces. Without one:"
                    + " everybody."),
    OPS_LOG_FORMAT("ops.log-format", "text", "How the log is written: text or json."),
    OPS_LOG_LEVEL("ops.log-level", "info", "How much is logged: info or debug.");

    private static final List<String> NAMESPACES = List.of("ringcentral.", "app.", "widget.", "session.", "ops.");

    private final String key;
    private final String defaultValue;
    private final String meaning;

    Setting(String key, String defaultValue, String meaning) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** As written in a properties file, a system property or a context parameter. */
    public String key() {
        return key;
    }

    /** The value when there is none; empty when there is no default. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One line for the operator. */
    public String meaning() {
        return meaning;
    }

    /** As written in the environment. */
    String environmentName() {
        return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    static boolean isKey(String key) {
        return Arrays.stream(values()).anyMatch(setting -> setting.key.equals(key));
    }

    /** Whether a key can only be meant for us. */
    static boolean isInOurNamespace(String key) {
        return NAMESPACES.stream().anyMatch(key::startsWith);
    }
}
