package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Setting.*;

import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Settings} of text, and gathers every problem on the way. A value that is wrong or missing is replaced
 * by a placeholder, so that reading goes on; settings with a placeholder never leave this class.
 */
final class SettingsReader {
    /** Turns the text of one setting into its value. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(String text) throws Unacceptable;
    }

    private static final URI NO_ADDRESS = URI.create("https://invalid");

    private final Problems problems;
    private final SmallRyeConfig config;

    private SettingsReader(Sources sources) {
        this.problems = new Problems();
        this.config = sources.merge(problems);
    }

    /**
     * The settings that {@code sources} give.
     *
     * @throws InvalidSettings with every problem at once
     */
    static Settings read(Sources sources) {
        SettingsReader reader = new SettingsReader(sources);
        Settings settings =
                new Settings(reader.ringCentral(), reader.app(), reader.widget(), reader.session(), reader.ops());
        reader.compare(settings);
        reader.problems.throwIfAny();
        return settings;
    }

    private Settings.RingCentral ringCentral() {
        URI server = valueOf(RINGCENTRAL_SERVER, Addresses::origin, NO_ADDRESS);
        String clientId = clientId();
        Secret secret = optional(RINGCENTRAL_CLIENT_SECRET, ValueRules::clientSecret);
        Duration connectTimeout = valueOf(RINGCENTRAL_CONNECT_TIMEOUT, ValueRules::callTime, Duration.ZERO);
        Duration responseTimeout = optional(RINGCENTRAL_RESPONSE_TIMEOUT, ValueRules::callTime);
        Duration timeout = valueOf(RINGCENTRAL_TIMEOUT, ValueRules::callTime, Duration.ZERO);
        return new Settings.RingCentral(
                server, clientId, secret, connectTimeout, responseTimeout == null ? timeout : responseTimeout, timeout);
    }

    private String clientId() {
        if (text(RINGCENTRAL_CLIENT_ID) == null) {
            problems.add(RINGCENTRAL_CLIENT_ID, "is required: the client id of the app registered at RingCentral");
        }
        return valueOf(RINGCENTRAL_CLIENT_ID, ValueRules::clientId, "");
    }

    private Settings.App app() {
        return new Settings.App(
                optional(APP_BASE_URL, Addresses::site),
                valueOf(APP_SECRET, ValueRules::appSecrets, List.of()),
                valueOf(APP_FRAME_ANCESTORS, FrameAncestors::parse, List.of()),
                optional(APP_NOTICE, ValueRules::notice));
    }

    private Settings.Widget widget() {
        return new Settings.Widget(
                valueOf(WIDGET_URL, Addresses::directory, NO_ADDRESS),
                hosting(),
                valueOf(WIDGET_MODE, ValueRules::widgetMode, WidgetMode.AUTO),
                optional(WIDGET_CLIENT_ID, ValueRules::clientId),
                optional(WIDGET_REDIRECT_URI, Addresses::page),
                valueOf(WIDGET_OPTIONS, WidgetOptions::parse, Map.of()),
                optional(WIDGET_SIGN_OUT_ENDS_SESSION, ValueRules::yesOrNo));
    }

    private Settings.Hosting hosting() {
        return new Settings.Hosting(
                valueOf(WIDGET_HOSTING, ValueRules::widgetHosting, WidgetHosting.REMOTE),
                optional(WIDGET_DIRECTORY, Folders::widget),
                optional(WIDGET_CACHE_DIRECTORY, Folders::cache));
    }

    private Settings.SessionLife session() {
        return new Settings.SessionLife(
                optional(SESSION_IDLE_TIMEOUT, ValueRules::sessionTime),
                optional(SESSION_LIFETIME, ValueRules::sessionLifetime),
                valueOf(SESSION_AWAIT_RINGCENTRAL, ValueRules::yesOrNo, false),
                valueOf(SESSION_SHARED, ValueRules::yesOrNo, false));
    }

    private Settings.Ops ops() {
        return new Settings.Ops(
                valueOf(OPS_ADDRESSES, Networks::parse, Networks.EVERYBODY),
                valueOf(OPS_LOG_FORMAT, ValueRules::logStyle, LogStyle.TEXT),
                valueOf(OPS_LOG_LEVEL, ValueRules::debug, false));
    }

    /** The rules between settings, each only where the settings are in order by themselves. */
    private void compare(Settings settings) {
        Settings.RingCentral ringCentral = settings.ringCentral();
        compareWithTimeout(RINGCENTRAL_CONNECT_TIMEOUT, ringCentral.connectTimeout(), ringCentral.timeout());
        compareWithTimeout(RINGCENTRAL_RESPONSE_TIMEOUT, ringCentral.responseTimeout(), ringCentral.timeout());
        Duration idleTimeout = settings.session().idleTimeout();
        Duration lifetime = settings.session().lifetime();
        if (idleTimeout != null && lifetime != null && idleTimeout.compareTo(lifetime) > 0) {
            problems.add(SESSION_IDLE_TIMEOUT, "must not be longer than " + SESSION_LIFETIME.key());
        }
        if (problems.noneWith(WIDGET_MODE, WIDGET_CLIENT_ID, WIDGET_REDIRECT_URI, RINGCENTRAL_CLIENT_SECRET)) {
            compareWidget(settings);
        }
        if (problems.noneWith(WIDGET_HOSTING)) {
            compareHosting(settings.widget().hosting());
        }
        if (problems.noneWith(Setting.values()) && settings.session().awaitsRingCentral()) {
            compareAwaiting(settings);
        }
        URI base = settings.app().baseUrl();
        URI redirect = settings.widget().redirectUri();
        if (base != null && redirect != null && redirect.toString().equals(base + "/oauth/callback")) {
            problems.add(
                    WIDGET_REDIRECT_URI,
                    "must not be this site's own /oauth/callback: the widget needs a page of its own");
        }
    }

    /** What the proxy streams goes on without a thread, and what it changes in a session would not be stored. */
    private void compareAwaiting(Settings settings) {
        if (WidgetChoice.of(settings).mode() == WidgetMode.PROXY) {
            problems.add(
                    SESSION_AWAIT_RINGCENTRAL,
                    "must not be true in proxy mode: set " + WIDGET_MODE.key() + " to code or sso");
        }
    }

    private void compareWithTimeout(Setting part, Duration time, Duration timeout) {
        if (problems.noneWith(part, RINGCENTRAL_TIMEOUT) && time.compareTo(timeout) > 0) {
            problems.add(part, "must not be longer than " + RINGCENTRAL_TIMEOUT.key());
        }
    }

    /** The widget passes over a server that is not https, without a word, and its login comes back to our own page. */
    private void compareProxy(Settings settings) {
        URI base = settings.app().baseUrl();
        if (problems.noneWith(APP_BASE_URL) && (base == null || !"https".equals(base.getScheme()))) {
            problems.add(
                    WIDGET_MODE, "proxy needs https: set " + APP_BASE_URL.key() + " to the https address of this site");
        }
        if (problems.noneWith(WIDGET_HOSTING) && !settings.widget().hosting().isOurs()) {
            problems.add(
                    WIDGET_MODE,
                    "proxy needs the widget on this site: set " + WIDGET_HOSTING.key()
                            + " to pass-through or directory");
        }
        if (settings.widget().redirectUri() != null) {
            problems.add(
                    WIDGET_REDIRECT_URI,
                    "must not be set in proxy mode: the widget's login comes back to this site's /redirect.html");
        }
    }

    /** The widget's code can be redeemed by a client without a secret alone, and comes back to an address of ours. */
    private void compareWidget(Settings settings) {
        Settings.Widget widget = settings.widget();
        if (widget.mode() == WidgetMode.PROXY) {
            compareProxy(settings);
        }
        if (widget.mode() != WidgetMode.CODE) {
            return;
        }
        if (!WidgetChoice.hasPublicClient(settings)) {
            problems.add(
                    WIDGET_MODE,
                    "code needs an app without a secret for the widget: set " + WIDGET_CLIENT_ID.key()
                            + ", or use sso");
        }
        if (widget.redirectUri() != null) {
            problems.add(
                    WIDGET_REDIRECT_URI,
                    "must not be set in code mode: the widget's code comes back to this site's /oauth/widget-callback");
        }
    }

    /** Each folder is for one hosting: a folder that is not used would be a mistake. */
    private void compareHosting(Settings.Hosting hosting) {
        if (hosting.from() == WidgetHosting.DIRECTORY && text(WIDGET_DIRECTORY) == null) {
            problems.add(WIDGET_DIRECTORY, "is required with widget.hosting=directory");
        }
        if (hosting.from() != WidgetHosting.DIRECTORY && hosting.directory() != null) {
            problems.add(WIDGET_DIRECTORY, "must be set with widget.hosting=directory only");
        }
        if (hosting.from() != WidgetHosting.PASS_THROUGH && hosting.cacheDirectory() != null) {
            problems.add(WIDGET_CACHE_DIRECTORY, "must be set with widget.hosting=pass-through only");
        }
    }

    private <T> T valueOf(Setting setting, Parser<T> parser, T placeholder) {
        T value = optional(setting, parser);
        return value == null ? placeholder : value;
    }

    private <T> @Nullable T optional(Setting setting, Parser<T> parser) {
        String text = text(setting);
        if (text == null) {
            return null;
        }
        try {
            return parser.parse(text);
        } catch (Unacceptable e) {
            problems.add(setting, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable String text(Setting setting) {
        return config.getConfigValue(setting.key()).getValue();
    }
}
