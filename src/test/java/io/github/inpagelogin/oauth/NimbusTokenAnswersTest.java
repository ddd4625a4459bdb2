package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NimbusTokenAnswersTest {
    private final TestClock clock = new TestClock();
    private final Instant now = clock.instant();

    @Test
    void whatRingCentralSaysOfItsSessionIsRead() {
        Tokens tokens = read("\"session_expires_in\":86400,\"session_idle_timeout\":1800");
        assertEquals(new SessionLimits(now.plusSeconds(86_400), Duration.ofMinutes(30)), tokens.limits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"soon\"", "null", "{}", "true"})
    void whatMakesNoSenseOfASessionIsNotHeeded(String value) {
        Tokens tokens = read("\"session_expires_in\":" + value + ",\"session_idle_timeout\":" + value);
        assertEquals(SessionLimits.NONE, tokens.limits());
    }

    @Test
    void aSessionForEverIsOneThatADateCanHold() {
        Tokens tokens = read("\"session_expires_in\":9223372036854775807");
        assertEquals(now.plus(Duration.ofDays(365)), tokens.limits().endsAt());
    }

    @Test
    void aRefreshTokenOfUntoldLifeLivesRingCentralsUsualWeek() {
        Tokens tokens = read("\"scope\":\"\"");
        assertEquals(now.plus(Duration.ofDays(7)), tokens.refreshTokenExpiresAt());
        assertEquals(now.plus(Duration.ofDays(7)), tokens.endAt());
    }

    @Test
    void withoutARefreshTokenTheAccessTokenIsTheLastToEnd() {
        assertEquals(
                now.plusSeconds(3600),
                Grants.withoutRefresh(now.plusSeconds(3600)).endAt());
    }

    private Tokens read(String more) {
        String body = """
                {"access_token":"a","token_type":"bearer","expires_in":3600,"refresh_token":"r","owner_id":"1",%s}""";
        return NimbusTokenAnswers.read(FakeHttpSender.json(200, body.formatted(more)), now);
    }
}
