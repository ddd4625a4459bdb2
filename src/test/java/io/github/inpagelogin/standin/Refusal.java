package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** What RingCentral would not accept, in its words: {@code error}, {@code error_description}, {@code errors}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String error;
    final String errorCode;
    /** Sent with the answer. */
    private final transient Map<String, String> headers;

    Refusal(int status, String error, String errorCode, String message) {
        this(status, error, errorCode, message, Map.of());
    }

    private Refusal(int status, String error, String errorCode, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.errorCode = errorCode;
        this.headers = headers;
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
        return new Refusal(401, "invalid_client", "OAU-146", message, challenge("Basic", "invalid_client", message));
    }

    static Refusal accessToken(String errorCode, String message) {
        Map<String, String> challenge = challenge("Bearer", "invalid_token", message);
        return new Refusal(401, "invalid_token", errorCode, message, challenge);
    }

    private static Map<String, String> challenge(String scheme, String error, String message) {
        String realm = " realm=\"Stand-in RingCentral\", error=\"" + error + "\", error_description=\"";
        return Map.of("WWW-Authenticate", scheme + realm + message + '"');
    }

    static Refusal throttled(Map<String, String> headers) {
        return new Refusal(429, "request_rate_exceeded", "CMN-301", "Request rate exceeded", headers);
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Answer answer() {
        return Answer.json(status, json()).with(headers);
    }

    private JsonObject json() {
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
}
