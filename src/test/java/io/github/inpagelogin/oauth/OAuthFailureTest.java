package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.http.HttpFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OAuthFailureTest {
    private final Failures failures = new Failures(new TestClock());

    @ParameterizedTest
    @EnumSource
    void anAnswerIsLostIfTheConnectionBrokeAfterTheRequestWasSent(HttpFailure.Kind kind) {
        OAuthFailure failure = failures.ofNoAnswer(new HttpFailure(kind, new IOException("no")));
        assertEquals(kind == HttpFailure.Kind.BROKEN, failure.isAnswerLost());
    }

    @Test
    void anAnswerThatCannotBeReadIsNotLost() {
        assertFalse(OAuthFailure.unreadable("not_json", null).isAnswerLost());
    }
}
