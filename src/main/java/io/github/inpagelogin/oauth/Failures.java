package io.github.inpagelogin.oauth;

import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what RingCentral answers instead of a success into an {@link OAuthFailure}: by {@code errors[].errorCode}, then
 * by {@code error}, then by status. Thread-safe.
 */
public final class Failures {
    /** RingCentral's advice for a 429 that does not say how long. */
    private static final Duration UNTOLD_PENALTY = Duration.ofSeconds(30);

    private static final Duration LONGEST_PENALTY = Duration.ofHours(1);

    private final Clock clock;

    public Failures(Clock clock) {
        this.clock = clock;
    }

    /** The {@code error} parameter of an authorization response (RFC 6749 section 4.1.2.1). */
    public OAuthFailure ofAuthorization(String error) {
        return ProviderError.byCode(error)
                .map(known -> failure(known, null))
                .orElseGet(() -> new OAuthFailure(
                        Reason.OUR_FAULT,
                        "unknown_error",
                        "RingCentral answered an error that it does not document.",
                        null,
                        null));
    }

    /**
     * An answer of the token or revocation endpoint that is not a success. There a 401 without a word is about this site and
     * not about a token (RFC 6749 section 5.2).
     */
    OAuthFailure ofAnswer(HttpAnswer answer) {
        return of(answer, Reason.OUR_FAULT);
    }

    private OAuthFailure of(HttpAnswer answer, Reason unauthorized) {
        Duration retryAfter = answer.status() == 429 || answer.status() == 503 ? retryAfter(answer) : null;
        Optional<ProviderError> known = Json.object(answer.body()).stream()
                .flatMap(Failures::codes)
                .flatMap(code -> ProviderError.byCode(code).stream())
                .findFirst();
        if (known.isPresent() && answer.status() != 429 && answer.status() < 500) {
            return failure(known.get(), null);
        }
        return known.filter(error -> error.reason() == Reason.TRY_LATER)
                .map(error -> failure(error, retryAfter))
                .orElseGet(() -> ofStatus(answer.status(), unauthorized, retryAfter));
    }

    /** An answer of a resource that is not a success: what only resources answer, the rest as above. A 401 is about the token. */
    public OAuthFailure ofResource(HttpAnswer answer) {
        Optional<OAuthFailure> permission =
                Json.object(answer.body()).flatMap(MissingPermission::in).filter(missing -> answer.status() < 500);
        return permission.orElseGet(() -> answer.status() == 404
                ? new OAuthFailure(
                        Reason.NOT_FOUND, "http_404", "RingCentral does not have what was asked for.", null, null)
                : of(answer, Reason.SIGN_IN_AGAIN));
    }

    /** Why a call that {@code thrown} ended, as a future hands it on, has no answer; a mistake of ours as it is. */
    public Throwable ofThrown(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof HttpFailure failure ? ofNoAnswer(failure) : cause;
    }

    /** No answer at all. */
    OAuthFailure ofNoAnswer(HttpFailure failure) {
        return switch (failure.kind()) {
            case NOT_SENT -> away(failure.retryAfter().orElse(UNTOLD_PENALTY));
            case NOT_CONNECTED ->
                new OAuthFailure(
                        Reason.NO_ANSWER,
                        OAuthFailure.NOT_CONNECTED,
                        "RingCentral could not be reached.",
                        null,
                        failure);
            case TIMED_OUT ->
                new OAuthFailure(Reason.NO_ANSWER, "timed_out", "RingCentral did not answer in time.", null, failure);
            case TOO_LARGE -> OAuthFailure.unreadable("too_large", failure);
            case BROKEN -> OAuthFailure.unreadable("broken", failure);
        };
    }

    /** Nothing is sent for so long, because RingCentral does not answer. */
    OAuthFailure away(Duration pause) {
        return new OAuthFailure(
                Reason.NO_ANSWER,
                OAuthFailure.AWAY,
                "RingCentral has not answered several times in a row.",
                pause,
                null);
    }

    private static OAuthFailure failure(ProviderError error, @Nullable Duration retryAfter) {
        return new OAuthFailure(error.reason(), error.code(), error.meaning(), retryAfter, null);
    }

    private OAuthFailure ofStatus(int status, Reason unauthorized, @Nullable Duration retryAfter) {
        String code = "http_" + status;
        if (status == 401 && unauthorized == Reason.SIGN_IN_AGAIN) {
            return new OAuthFailure(unauthorized, code, "RingCentral does not accept the token.", null, null);
        }
        return switch (status) {
            case 429 -> new OAuthFailure(Reason.TRY_LATER, code, "Too many requests.", retryAfter, null);
            case 408, 500, 502, 503, 504 ->
                new OAuthFailure(Reason.TRY_LATER, code, "RingCentral has a problem of its own.", retryAfter, null);
            default ->
                status >= 400 && status < 500
                        ? new OAuthFailure(
                                Reason.OUR_FAULT,
                                code,
                                "RingCentral does not accept the request as this site sent it.",
                                null,
                                null)
                        : OAuthFailure.unreadable(code, null);
        };
    }

    /** The codes in an error's body, the one that says most first. */
    static Stream<String> codes(JsonObject body) {
        return Stream.of(
                        errors(body).map(error -> Json.string(error, "errorCode")),
                        Stream.of(Json.string(body, "errorCode"), Json.string(body, "error")))
                .flatMap(all -> all)
                .flatMap(Optional::stream);
    }

    static Stream<JsonObject> errors(JsonObject body) {
        return body.get("errors") instanceof JsonArray errors
                ? errors.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                : Stream.empty();
    }

    /** Seconds or a date (RFC 9110 section 10.2.3); between one second and an hour. */
    private Duration retryAfter(HttpAnswer answer) {
        Duration told = answer.header("retry-after").flatMap(this::duration).orElse(UNTOLD_PENALTY);
        Duration atLeast = told.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : told;
        return atLeast.compareTo(LONGEST_PENALTY) > 0 ? LONGEST_PENALTY : atLeast;
    }

    private Optional<Duration> duration(String retryAfter) {
        String value = retryAfter.strip();
        if (value.matches("\\d{1,18}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
