package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One generation of tokens of a {@link Grant}.
 *
 * @param refresh none after an implicit grant
 */
record Tokens(
        String access, Instant accessExpires, @Nullable String refresh, Instant refreshExpires, Instant issued) {

    JsonObjectBuilder json(Grant grant, Instant now) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("access_token", access)
                .add("token_type", "bearer")
                .add("expires_in", seconds(now, accessExpires));
        if (refresh != null) {
            json.add("refresh_token", refresh).add("refresh_token_expires_in", seconds(now, refreshExpires));
        }
        return json.add("scope", Grant.SCOPE)
                .add("owner_id", grant.person().ownerId())
                .add("endpoint_id", grant.endpointId());
    }

    private static long seconds(Instant now, Instant end) {
        return Math.max(0, Duration.between(now, end).toSeconds());
    }

    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
