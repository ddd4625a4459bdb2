package io.github.inpagelogin.config;

/** How the widget gets signed in; the words of the setting {@code widget.mode}. */
public enum WidgetMode {
    /** The app chooses, by what the widget and its client can do. */
    AUTO,
    /** The widget runs the implicit flow in a frame of its own ({@code authMode=sso}). */
    SSO,
    /** The server gets a code for the widget and hands it over unredeemed, with its verifier. */
    CODE,
    /** The widget talks to {@code /proxy} as its server; the server adds the token, the browser never has one. */
    PROXY
}
