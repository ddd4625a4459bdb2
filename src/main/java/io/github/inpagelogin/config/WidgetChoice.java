package io.github.inpagelogin.config;

import java.net.URI;

/**
 * The mode in which the widget gets signed in, once {@code auto} has been decided, and why.
 *
 * @param mode never {@link WidgetMode#AUTO}
 * @param clientId the client that the widget signs in as
 */
public record WidgetChoice(WidgetMode mode, String clientId, String why) {

    /** What {@code settings} amount to. */
    public static WidgetChoice of(Settings settings) {
        String own = settings.widget().clientId();
        String clientId = own == null ? settings.ringCentral().clientId() : own;
        return switch (settings.widget().mode()) {
            case SSO -> new WidgetChoice(WidgetMode.SSO, clientId, "as set");
            case CODE -> new WidgetChoice(WidgetMode.CODE, clientId, "as set");
            case PROXY -> new WidgetChoice(WidgetMode.PROXY, clientId, "as set");
            case AUTO -> chosen(settings, clientId);
        };
    }

    private static WidgetChoice chosen(Settings settings, String clientId) {
        URI site = settings.app().baseUrl();
        if (settings.widget().hosting().isOurs() && site != null && "https".equals(site.getScheme())) {
            return new WidgetChoice(
                    WidgetMode.PROXY, clientId, "chosen by auto: the widget is served by this site itself, by https");
        }
        if (!hasPublicClient(settings)) {
            return new WidgetChoice(
                    WidgetMode.SSO,
                    clientId,
                    "chosen by auto: the only client has a secret, which a widget cannot keep; set widget.client-id"
                            + " to one without, and it is code");
        }
        if (settings.widget().redirectUri() != null) {
            return new WidgetChoice(
                    WidgetMode.SSO, clientId, "chosen by auto: widget.redirect-uri is set, which code cannot use");
        }
        return new WidgetChoice(WidgetMode.CODE, clientId, "chosen by auto: the widget's client has no secret");
    }

    /** Whether the widget has a client without a secret, so that it can redeem a code by itself. */
    static boolean hasPublicClient(Settings settings) {
        return settings.widget().clientId() != null || settings.ringCentral().publicClient();
    }
}
