package io.github.inpagelogin.oauth;

import io.github.inpagelogin.http.HttpFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * RingCentral did not give what was asked for. Its message is safe to log: nothing of RingCentral's text is in it, but the
 * name of a permission.
 */
public final class OAuthFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who must act, so that it can go on. */
    public enum Reason {
        /** The person chose not to grant access. */
        DENIED,
        /** The person: this login or session is over, a new one works. */
        SIGN_IN_AGAIN,
        /** The administrator of the person's RingCentral account. */
        ACCOUNT,
        /** Nobody: RingCentral is busy or throttles, later works. */
        TRY_LATER,
        /** Nobody: RingCentral could not be reached or did not answer in time. */
        NO_ANSWER,
        /** RingCentral answered, and the answer makes no sense. */
        UNREADABLE,
        /** The operator of this site: settings or registration are wrong. */
        OUR_FAULT,
        /** The operator of this site or the administrator of the account: one of them may grant what is missing. */
        PERMISSION,
        /** Nobody: RingCentral does not have what was asked for. */
        NOT_FOUND
    }

    /** What a site that is stopped to be started again takes, or another node to take its place. */
    private static final Duration UNTIL_STARTED = Duration.ofSeconds(15);

    /** RingCentral was not asked, because it wanted to be left alone. */
    private static final String TOO_EARLY = "too_early";

    /** It was not asked, because it had not answered before. */
    static final String AWAY = "away";

    /** It could not be asked. */
    static final String NOT_CONNECTED = "not_connected";

    private final Reason reason;
    private final String code;
    private final String meaning;
    private final @Nullable Duration retryAfter;

    OAuthFailure(Reason reason, String code, String meaning, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(code + ": " + meaning, cause);
        this.reason = reason;
        this.code = code;
        this.meaning = meaning;
        this.retryAfter = retryAfter;
    }

    /** The session here is over. */
    public static OAuthFailure sessionOver() {
        return new OAuthFailure(Reason.SIGN_IN_AGAIN, "session_over", "The session is over.", null, null);
    }

    /** The login is over: its code was redeemed before. */
    public static OAuthFailure loginOver() {
        return new OAuthFailure(
                Reason.SIGN_IN_AGAIN, "login_over", "This login was tried before, and is good once.", null, null);
    }

    /** Tokens cannot be renewed: RingCentral gave no refresh token with them. */
    static OAuthFailure noRefreshToken() {
        return new OAuthFailure(
                Reason.SIGN_IN_AGAIN, "no_refresh_token", "RingCentral gave no refresh token.", null, null);
    }

    /** RingCentral was not asked, because it wants to be left alone for this long. */
    static OAuthFailure tooEarly(Duration left) {
        return new OAuthFailure(
                Reason.TRY_LATER, TOO_EARLY, "RingCentral wants this site to wait before it asks again.", left, null);
    }

    /** The answer was not waited for to its end, because this site is being stopped. */
    public static OAuthFailure stopping() {
        return new OAuthFailure(
                Reason.NO_ANSWER,
                "stopping",
                "This site was stopped before the answer was there.",
                UNTIL_STARTED,
                null);
    }

    /** A success whose body is not what was asked for; {@code code} is a word of ours. */
    public static OAuthFailure unreadable(String code, @Nullable Throwable cause) {
        return new OAuthFailure(Reason.UNREADABLE, code, "RingCentral's answer could not be read.", null, cause);
    }

    /** The failure that {@code thrown}, as a future hands it on, stands for; empty if it is none of these. */
    public static Optional<OAuthFailure> in(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return cause instanceof OAuthFailure failure ? Optional.of(failure) : Optional.empty();
    }

    public Reason reason() {
        return reason;
    }

    /** The code to look up or to quote: RingCentral's ({@code OAU-109}), an {@code error} of RFC 6749, or our own word. */
    public String code() {
        return code;
    }

    /** What the code says, in a sentence of ours. */
    public String meaning() {
        return meaning;
    }

    /**
     * Whether the request was sent and the connection broke before the answer was there: RingCentral may have done what it
     * was asked.
     */
    public boolean isAnswerLost() {
        return getCause() instanceof HttpFailure failure && failure.kind() == HttpFailure.Kind.BROKEN;
    }

    /** Whether RingCentral cannot have heard of it: nothing was sent, or there was no connection. */
    public boolean isUnheard() {
        return code.equals(TOO_EARLY) || code.equals(AWAY) || code.equals(NOT_CONNECTED);
    }

    /** Whether there was no answer in time: RingCentral may still do what it was asked. */
    boolean isTimeOut() {
        return getCause() instanceof HttpFailure failure && failure.kind() == HttpFailure.Kind.TIMED_OUT;
    }

    /** How long to wait, because RingCentral asked for it, or because nothing will be sent before. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
