package io.github.inpagelogin.oauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What RingCentral granted to the server for one person (RFC 6749 section 5.1). {@link #toString} names no token.
 *
 * @param refreshToken null if the app may not have one
 * @param refreshTokenExpiresAt null if there is no refresh token
 * @param ownerId the extension id of the person
 * @param limits what was said of the session at RingCentral that they belong to
 */
public record Tokens(
        String accessToken,
        Instant expiresAt,
        @Nullable String refreshToken,
        @Nullable Instant refreshTokenExpiresAt,
        String scope,
        String ownerId,
        String endpointId,
        SessionLimits limits) {
    /** Whether the access token is still good {@code margin} after {@code now}. */
    public boolean isFresh(Instant now, Duration margin) {
        return expiresAt.isAfter(now.plus(margin));
    }

    /** These, which were issued in the session of {@code before}: what was told of that holds until something else is told. */
    public Tokens inSessionOf(Tokens before) {
        return new Tokens(
                accessToken,
                expiresAt,
                refreshToken,
                refreshTokenExpiresAt,
                scope,
                ownerId,
                endpointId,
                limits.orElse(before.limits));
    }

    /** When the last of them ends: from then on they are worth nothing, here or at RingCentral. */
    public Instant endAt() {
        return refreshTokenExpiresAt == null ? expiresAt : refreshTokenExpiresAt;
    }

    /** Whether {@code other} is the same grant, of the same refresh. */
    public boolean isSameAs(Tokens other) {
        return accessToken.equals(other.accessToken);
    }

    /** The token whose revocation ends the whole authorization session: the longer-lived one. */
    public String longestLived() {
        return refreshToken != null ? refreshToken : accessToken;
    }

    @Override
    public String toString() {
        return "Tokens[expiresAt=" + expiresAt + ", refreshable=" + (refreshToken != null) + "]";
    }
}
