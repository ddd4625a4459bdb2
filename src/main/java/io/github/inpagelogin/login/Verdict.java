package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.LoginState;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.web.Problem;

/** What is to be done with a request to the redirect URI. */
sealed interface Verdict {
    /** It is no answer to a login of ours, or one that cannot be finished. */
    record Refuse(Problem problem) implements Verdict {}

    /** RingCentral answered an error; {@code returnPath} is where the person was going. */
    record Fail(OAuthFailure failure, String returnPath) implements Verdict {}

    /** It came late or again, and the person is signed in: nothing is left to do. */
    record GoOn(String returnPath) implements Verdict {}

    /** Its code was redeemed before, whatever came of that: it is not asked for again. */
    record Again(String returnPath) implements Verdict {}

    /** It came too late, or in another browser: begin again, once. */
    record StartOver(String returnPath, boolean switching) implements Verdict {}

    /** It is good. */
    record Redeem(LoginState login, String code, String fingerprint) implements Verdict {
        @Override
        public String toString() {
            return "Redeem[" + login + "]";
        }
    }
}
