package io.github.inpagelogin.oauth;

/** Failures to hand out in the tests of other packages. */
public final class OAuthFailures {
    private OAuthFailures() {}

    /** A failure with this reason, as if RingCentral were the cause; like a real one it may have a cause itself. */
    public static OAuthFailure because(OAuthFailure.Reason reason) {
        return new OAuthFailure(
                reason, "test-" + reason.name(), "A failure of a test.", null, new IllegalStateException("cause"));
    }
}
