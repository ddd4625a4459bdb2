package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** What a test needs that a machine may lack. */
public final class Requirement {
    private Requirement() {}

    /** Skips the test for this reason, or fails it where the system property says that it must run. */
    public static void missing(String requiredBy, String reason) {
        if (Boolean.getBoolean(requiredBy)) {
            fail(reason);
        }
        abort(reason);
    }
}
