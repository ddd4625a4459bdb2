package io.github.inpagelogin.config;

/** How the lines of the log are written: for people or for machines. The values of {@code ops.log-format}. */
public enum LogStyle {
    TEXT,
    JSON
}
