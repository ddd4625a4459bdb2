package io.github.inpagelogin.config;

import java.util.List;

/**
 * The settings cannot be used. The message has one line for each problem, its key first, and no value of any setting.
 */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, as {@code key: what is wrong and what is allowed}. */
    public List<String> problems() {
        return problems;
    }
}
