package io.github.inpagelogin.config;

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
            case AUTO ->
                hasPublicClient(settings)
                        ? new WidgetChoice(
                                WidgetMode.CODE, clientId, "chosen by auto: the widget's client has no secret")
                        : new WidgetChoice(
                                WidgetMode.SSO,
                                clientId,
                                "chosen by auto: the only client has a secret, which a widget cannot keep;"
                                        + " with widget.client-id it would be code");
        };
    }

    /** Whether the widget has a client without a secret, so that it can redeem a code by itself. */
    static boolean hasPublicClient(Settings settings) {
        return settings.widget().clientId() != null || settings.ringCentral().publicClient();
    }
}
