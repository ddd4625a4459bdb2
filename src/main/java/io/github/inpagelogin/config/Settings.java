package io.github.inpagelogin.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything an operator can set. Immutable; complete and valid once it exists. */
public record Settings(RingCentral ringCentral, App app, Widget widget, SessionLife session) {

    /** {@code ringcentral.*}: the authorization server and our registration there. No secret: a public client. */
    public record RingCentral(
            URI server, String clientId, @Nullable Secret clientSecret, Duration connectTimeout, Duration timeout) {}

    /** {@code app.*}: this site. No base URL: only served on a loopback address. No secret: random for each start. */
    public record App(
            @Nullable URI baseUrl,
            @Nullable Secret secret,
            List<String> frameAncestors,
            @Nullable String notice) {}

    /** {@code widget.*}: where the widget is and how it is embedded. No redirect URI: our own {@code /redirect.html}. */
    public record Widget(URI url, WidgetMode mode, @Nullable URI redirectUri, Map<String, String> options) {
        public String origin() {
            return url.getScheme() + "://" + url.getRawAuthority();
        }
    }

    /** {@code session.*}: how long a person stays signed in without, and in spite of, activity. */
    public record SessionLife(Duration idleTimeout, Duration lifetime) {}

    /** Reads the settings of a deployment: system properties, environment, {@code contextParameters}, file, defaults. */
    public static Settings load(Map<String, String> contextParameters) {
        if (contextParameters.isEmpty()) {
            throw new UnsupportedOperationException();
        }
        throw new IllegalStateException();
    }
}
