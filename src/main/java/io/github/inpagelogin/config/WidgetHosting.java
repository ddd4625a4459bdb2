package io.github.inpagelogin.config;

/** Where browsers get the widget's files from; the words of the setting {@code widget.hosting}. */
public enum WidgetHosting {
    /** From {@code widget.url}. */
    REMOTE,
    /** From this site, which has them in a folder. */
    DIRECTORY,
    /** From this site, which fetches them from {@code widget.url} and keeps copies. */
    PASS_THROUGH
}
