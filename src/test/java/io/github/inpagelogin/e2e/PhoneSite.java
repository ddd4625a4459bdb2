package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;

import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The site of {@link ProxiedWidget#SITE} and its stand-in RingCentral, which is in this JVM and throttles nobody. */
final class PhoneSite {
    private PhoneSite() {}

    /** The stand-in; the site is registered there. */
    static StandIn standIn() throws IOException {
        StandIn standIn = StandIn.start(0, Clock.systemUTC());
        standIn.knobs().rateLimit(false);
        standIn.allowRedirectUri(URI.create(SITE + "/oauth/callback"));
        standIn.allowRedirectUri(URI.create(SITE + "/oauth/widget-callback"));
        return standIn;
    }

    /** The settings that every such site has. */
    static Map<String, String> settings(StandIn standIn) {
        return new HashMap<>(Map.of(
                "ringcentral.server",
                standIn.origin().toString(),
                "ringcentral.client-id",
                StandIn.CLIENT_ID,
                "app.base-url",
                SITE,
                "app.secret",
                World.APP_SECRET));
    }

    /** Those of a site that serves today's widget itself. */
    static Map<String, String> settingsWithWidget(StandIn standIn) {
        Map<String, String> settings = settings(standIn);
        settings.put("widget.url", standIn.newWidgetUrl().toString());
        settings.put("widget.hosting", "pass-through");
        return settings;
    }
}
