package io.github.inpagelogin.oauth;

import io.github.inpagelogin.http.HttpFailure;
import java.io.IOException;
import java.time.Clock;

/** Failures to hand out in the tests of other packages. */
public final class OAuthFailures {
    private OAuthFailures() {}

    /** The connection broke after the request was sent. */
    public static OAuthFailure answerLost() {
        return new Failures(Clock.systemUTC())
                .ofNoAnswer(new HttpFailure(HttpFailure.Kind.BROKEN, new IOException("cut")));
    }

    /** A failure with this reason, as if RingCentral were the cause; like a real one it may have a cause itself. */
    public static OAuthFailure because(OAuthFailure.Reason reason) {
        return new OAuthFailure(
                reason, "test-" + reason.name(), "A failure of a test.", null, new IllegalStateException("cause"));
    }
}
