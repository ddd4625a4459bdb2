package io.github.inpagelogin.oauth;

import java.time.Instant;

/** Tokens for tests: good ones, to vary one thing of. */
public final class Grants {
    private Grants() {}

    /** Tokens named after {@code name} that expire at {@code expiresAt} and can be refreshed. */
    public static Tokens tokens(String name, Instant expiresAt) {
        return new Tokens(
                "access-" + name,
                expiresAt,
                "refresh-" + name,
                expiresAt.plusSeconds(604_800),
                "ReadAccounts",
                "owner-1",
                "endpoint-1",
                SessionLimits.NONE);
    }

    /** Tokens that cannot be refreshed. */
    public static Tokens withoutRefresh(Instant expiresAt) {
        return new Tokens(
                "access-only", expiresAt, null, null, "ReadAccounts", "owner-1", "endpoint-1", SessionLimits.NONE);
    }
}
