package io.github.inpagelogin.standin;

import java.util.Arrays;

/** What the stand-in serves, as {@link Knobs} and {@link Counters} name it. */
public enum Endpoint {
    AUTHORIZE("/restapi/oauth/authorize"),
    /** The form of the login page. */
    LOGIN("/login"),
    /** The form of the consent page. */
    CONSENT("/consent"),
    /** The provider's own sign-out page. */
    LOGOUT("/logout"),
    TOKEN("/restapi/oauth/token"),
    REVOKE("/restapi/oauth/revoke"),
    CLIENT_INFO("/restapi/v1.0/client-info"),
    ACCOUNT("/restapi/v1.0/account/~"),
    EXTENSION("/restapi/v1.0/account/~/extension/~"),
    AUTHZ_PROFILE("/restapi/v1.0/account/~/extension/~/authz-profile"),
    CALL_LOG("/restapi/v1.0/account/~/extension/~/call-log"),
    FEATURES("/restapi/v1.0/account/~/extension/~/features"),
    /** Permission to open the event socket, which the stand-in does not have. */
    WS_TOKEN("/restapi/oauth/wstoken"),
    /** A page with a script in it that somebody sent as a message. */
    CONTENT("/restapi/v1.0/account/~/extension/~/message-store/1/content/1"),
    /** The files of the stand-in widget. */
    WIDGET("/widget/"),
    /** Style sheets, scripts, the front page. */
    FILES("/"),
    /** Any other REST path: a list with nothing in it where the widget wants one, else 404 in RingCentral's way. */
    OTHER("/restapi/");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /** True for what scripts call: these answer JSON and speak CORS. */
    boolean isApi() {
        return path.startsWith(OTHER.path) && this != AUTHORIZE;
    }

    static Endpoint of(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst()
                .orElseGet(() -> ofPrefix(path));
    }

    private static Endpoint ofPrefix(String path) {
        if (path.startsWith(WIDGET.path)) {
            return WIDGET;
        }
        return path.startsWith(OTHER.path) ? OTHER : FILES;
    }
}
