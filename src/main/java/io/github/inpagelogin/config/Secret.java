package io.github.inpagelogin.config;

/**
 * A value that must never be printed: a client secret or a sealing key. {@link #toString} hides it, so it cannot
 * reach a log or an exception message by accident; {@link #value} is the one deliberate way out.
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "[hidden]";
    }
}
