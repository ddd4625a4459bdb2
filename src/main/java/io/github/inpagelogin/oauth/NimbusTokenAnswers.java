package io.github.inpagelogin.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.github.inpagelogin.http.HttpAnswer;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what the token endpoint answers on success (RFC 6749 section 5.1). Thread-safe. */
final class NimbusTokenAnswers {
    /** How long RingCentral lets an access token live; stands in for an {@code expires_in} that is missing. */
    private static final Duration ACCESS_TOKEN_LIFE = Duration.ofHours(1);

    /** How long RingCentral lets a refresh token live; stands in for a {@code refresh_token_expires_in} that is missing. */
    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(7);

    /** No token lives longer; keeps what is said to live for ever within what a date can hold. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private NimbusTokenAnswers() {}

    /**
     * The tokens in {@code answer}.
     *
     * @param asked when they were asked for: their lives count from then
     * @throws OAuthFailure if it is no token answer
     */
    static Tokens read(HttpAnswer answer, Instant asked) {
        // The SDK would take the last of two members of one name and bytes that are not UTF-8; we take neither.
        JsonObject object = Json.object(answer.body()).orElseThrow(() -> OAuthFailure.unreadable("not_json", null));
        try {
            HTTPResponse response = new HTTPResponse(answer.status());
            response.setContentType(answer.header("content-type").orElse(""));
            response.setBody(object.toString());
            AccessTokenResponse success = AccessTokenResponse.parse(response);
            RefreshToken refreshToken = success.getTokens().getRefreshToken();
            long life = success.getTokens().getAccessToken().getLifetime();
            return new Tokens(
                    printable(success.getTokens().getAccessToken().getValue()),
                    asked.plus(life > 0 ? capped(life) : ACCESS_TOKEN_LIFE),
                    refreshToken == null ? null : printable(refreshToken.getValue()),
                    refreshToken == null ? null : refreshTokenExpiry(object, asked),
                    Json.string(object, "scope").orElse(""),
                    Json.string(object, "owner_id").orElseThrow(() -> OAuthFailure.unreadable("no_owner_id", null)),
                    Json.string(object, "endpoint_id").orElse(""),
                    limits(object, asked));
        } catch (ParseException e) {
            // Its message may quote the answer, so it is not carried on.
            throw OAuthFailure.unreadable("no_token", null);
        }
    }

    private static Instant refreshTokenExpiry(JsonObject object, Instant asked) {
        Duration life = seconds(object, "refresh_token_expires_in");
        return asked.plus(life == null ? REFRESH_TOKEN_LIFE : life);
    }

    private static SessionLimits limits(JsonObject object, Instant asked) {
        Duration life = seconds(object, "session_expires_in");
        return new SessionLimits(life == null ? null : asked.plus(life), seconds(object, "session_idle_timeout"));
    }

    /** A time that RingCentral tells in seconds; null if it tells none that makes sense. */
    private static @Nullable Duration seconds(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber seconds && seconds.longValue() > 0
                ? capped(seconds.longValue())
                : null;
    }

    private static Duration capped(long seconds) {
        return Duration.ofSeconds(Math.min(seconds, LONGEST_LIFE.toSeconds()));
    }

    /** {@code token} if it consists of what tokens consist of (RFC 6749 appendix A.12 and A.17): it goes into a header. */
    private static String printable(String token) {
        if (!token.matches("[\\x20-\\x7e]+")) {
            throw OAuthFailure.unreadable("no_token", null);
        }
        return token;
    }
}
