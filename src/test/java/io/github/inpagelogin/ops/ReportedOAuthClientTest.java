package io.github.inpagelogin.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.web.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a refresh or a revocation, it is one event. */
class ReportedOAuthClientTest {
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeOAuthClient ringCentral = new FakeOAuthClient();
    private final ReportedOAuthClient client = new ReportedOAuthClient(ringCentral, new Events(meters, clock));
    private final Tokens tokens = Grants.tokens("old", clock.instant());

    @Test
    void whatEndsWellIsASuccess() {
        ringCentral.tokens(() -> CompletableFuture.completedFuture(tokens));
        assertEquals(tokens, client.refresh(tokens).join());
        client.revoke(tokens).join();
        assertEquals(1, count("refreshes", "success"));
        assertEquals(1, count("revocations", "success"));
    }

    @Test
    void whatFailsHasItsReasonAndFailsAllTheSame() {
        ringCentral.revocation(() -> CompletableFuture.failedFuture(OAuthFailures.because(Reason.TRY_LATER)));
        assertThrows(CompletionException.class, () -> client.revoke(tokens).join());
        assertThrows(
                CompletionException.class,
                () -> client.refresh(Grants.withoutRefresh(clock.instant())).join());
        assertEquals(1, count("revocations", "try_later"));
        assertEquals(1, count("refreshes", "sign_in_again"));
    }

    @Test
    void aMistakeIsReportedToo() {
        ringCentral.tokens(() -> {
            throw new IllegalStateException("a mistake");
        });
        assertThrows(CompletionException.class, () -> client.refresh(tokens).join());
        assertEquals(1, count("refreshes", "broken"));
    }

    private double count(String events, String outcome) {
        return meters.get("inpagelogin." + events)
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
