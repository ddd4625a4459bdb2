package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What RingCentral would not accept, in its words: {@code error}, {@code error_description}, {@code errors}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String error;
    final String errorCode;
    /** Sent with the answer. */
    private final transient Map<String, String> headers;
    /** The permission that is missing, where that is the reason. */
    private final @Nullable String permission;

    Refusal(int status, String error, String errorCode, String message) {
        this(status, error, errorCode, message, Map.of(), null);
    }

    private Refusal(
            int status,
            String error,
            String errorCode,
            String message,
            Map<String, String> headers,
            @Nullable String permission) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.errorCode = errorCode;
        this.headers = headers;
        this.permission = permission;
    }

    /** A request that is not well formed; {@code CMN-101} is RingCentral's "parameter value is invalid". */
    static Refusal badRequest(String message) {
        return new Refusal(400, "invalid_request", "CMN-101", message);
    }

    /** An authorization code that cannot be redeemed; RingCentral answers 403 to these. */
    static Refusal code(String errorCode, String message) {
        return new Refusal(403, "invalid_grant", errorCode, message);
    }

    /** A refresh token that is unknown, spent or of an ended session: the session is over. */
    static Refusal refreshToken() {
        return new Refusal(400, "invalid_grant", "OAU-213", "Token not found");
    }

    /** No client authentication, or one of a kind that this client must not use. */
    static Refusal clientCredentials(String message) {
        return new Refusal(401, "invalid_client", "OAU-146", message);
    }

    /** The same to a client that sent {@code Authorization}: RFC 6749 section 5.2 wants the challenge then. */
    static Refusal basicCredentials(String message) {
        return new Refusal(
                401, "invalid_client", "OAU-146", message, challenge("Basic", "invalid_client", message), null);
    }

    static Refusal accessToken(String errorCode, String message) {
        Map<String, String> challenge = challenge("Bearer", "invalid_token", message);
        return new Refusal(401, "invalid_token", errorCode, message, challenge, null);
    }

    private static Map<String, String> challenge(String scheme, String error, String message) {
        String realm = " realm=\"Stand-in RingCentral\", error=\"" + error + "\", error_description=\"";
        return Map.of("WWW-Authenticate", scheme + realm + message + '"');
    }

    static Refusal throttled(Map<String, String> headers) {
        return new Refusal(429, "request_rate_exceeded", "CMN-301", "Request rate exceeded", headers, null);
    }

    /** What is answered an app whose registration lacks {@code permission}. */
    static Refusal permission(String permission) {
        String message =
                "In order to call this API endpoint, application needs to have [" + permission + "] permission";
        return new Refusal(403, "InsufficientPermissions", "CMN-401", message, Map.of(), permission);
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Answer answer() {
        return Answer.json(status, json()).with(headers);
    }

    private JsonObject json() {
        if (permission != null) {
            return permissionJson(permission);
        }
        JsonObjectBuilder entry =
                Json.createObjectBuilder().add("errorCode", errorCode).add("message", message());
        return Json.createObjectBuilder()
                .add("error", error)
                .add("error_description", message())
                .add("errorCode", errorCode)
                .add("message", message())
                .add("errors", Json.createArrayBuilder().add(entry))
                .build();
    }

    private JsonObject permissionJson(String missing) {
        JsonObjectBuilder entry = Json.createObjectBuilder()
                .add("errorCode", errorCode)
                .add("message", message())
                .add("permissionName", missing);
        return Json.createObjectBuilder()
                .add("errorCode", error)
                .add("message", message())
                .add("errors", Json.createArrayBuilder().add(entry))
                .add("permissionName", missing)
                .build();
    }
}
