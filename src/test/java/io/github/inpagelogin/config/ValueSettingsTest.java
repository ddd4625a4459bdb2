package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.SettingsTest.problemOf;
import static io.github.inpagelogin.config.SettingsTest.problemWith;
import static io.github.inpagelogin.config.SettingsTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "too-short-a-secret",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabcabcabcabcabcabcabcabc",
                "change-me-change-me-change-me-change-me",
                "0123456789abcdef0123456789abcdef",
                " 6Jm2gYkFv0bqXz1WcT8sLr4NpQh7UeAd5iOo",
                "6Jm2gYkFv0bqXz1WcT8sLr4N\u0000pQh7UeAd5iOo"
            })
    void aWeakSecretIsRefused(String secret) {
        assertTrue(problemWith("app.secret", secret).startsWith("app.secret: "));
    }

    @Test
    void whatStreamsCannotBeAwaited() {
        String problem = "session.await-ringcentral: must not be true in proxy mode: set widget.mode to code or sso";
        Map<String, String> values = new HashMap<>(Map.of(
                "ringcentral.client-id", "id",
                "session.await-ringcentral", "true",
                "app.base-url", "https://phone.example.com",
                "widget.hosting", "pass-through"));
        assertEquals(problem, problemOf(values), "auto is proxy here");
        values.put("widget.mode", "proxy");
        assertEquals(problem, problemOf(values));
        values.put("widget.mode", "code");
        assertTrue(Settings.of(values).session().awaitsRingCentral());
    }

    @Test
    void sessionsOfRequestsThatWaitAreShared() {
        Map<String, String> values = new HashMap<>(Map.of("ringcentral.client-id", "id"));
        assertFalse(Settings.of(values).session().shared());
        values.put("session.shared", "true");
        assertTrue(Settings.of(values).session().shared());
        values.remove("session.shared");
        values.put("session.await-ringcentral", "true");
        assertTrue(Settings.of(values).session().shared());
    }

    @Test
    void severalSecretsHaveSpacesBetweenThemAndStayInOrder() {
        String first = "6Jm2gYkFv0bqXz1WcT8sLr4NpQh7UeAd5iOo";
        String second = "oOi5dAeU7hQpN4rLs8TcW1zXqb0vFkYg2mJ6";
        assertEquals(
                List.of(new Secret(first), new Secret(second)),
                settings("app.secret", first + "  " + second).app().secrets());
        assertEquals("app.secret: must not have the same secret twice", problemWith("app.secret", first + " " + first));
        assertEquals(
                "app.secret: secret 1 of 3 must have 32 characters or more; secret 3 of 3 is easy to guess; it must be"
                        + " random, such as the output of: openssl rand -base64 32",
                problemWith("app.secret", "short " + first + " " + "a".repeat(40)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S",
        "-PT1S",
        "PT0.0001S",
        "PT60.001S",
        "P1D",
        "10",
        "5s",
        "ten seconds",
    })
    void aCallMayTakeAMillisecondToAMinute(String duration) {
        assertTrue(problemWith("ringcentral.timeout", duration).startsWith("ringcentral.timeout: must be "));
    }

    @Test
    void aDurationCanBeInLowerCaseAndHaveBlanksAroundIt() {
        assertEquals(
                Duration.ofMillis(1),
                settings("ringcentral.timeout", "pt1m", "ringcentral.connect-timeout", " PT0.001S ")
                        .ringCentral()
                        .connectTimeout());
    }

    @Test
    void connectingMayNotTakeLongerThanTheWholeCall() {
        assertEquals(
                "ringcentral.connect-timeout: must not be longer than ringcentral.timeout",
                problemWith("ringcentral.timeout", "PT4S"));
    }

    @Test
    void silenceMayNotTakeLongerThanTheWholeCallAndMayTakeAsLong() {
        assertEquals(
                "ringcentral.response-timeout: must not be longer than ringcentral.timeout",
                problemWith("ringcentral.response-timeout", "PT11S"));
        assertEquals(
                Duration.ofSeconds(30),
                settings("ringcentral.timeout", "PT30S").ringCentral().responseTimeout());
    }

    @Test
    void theIdleTimeOutMayNotBeLongerThanTheLifetime() {
        assertEquals(
                "session.idle-timeout: must not be longer than session.lifetime",
                problemOf(Map.of(
                        "ringcentral.client-id", "id", "session.idle-timeout", "PT6M", "session.lifetime", "PT5M")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1.5S", "PT0S", "P25000D", "PT2147483648S", "P1M", "forever"})
    void aTimeOfASessionIsWholeSecondsWithinAnInt(String duration) {
        assertTrue(problemWith("session.idle-timeout", duration).startsWith("session.idle-timeout: must be "));
    }

    @Test
    void theWidgetsRedirectPageIsNotOurCallback() {
        Map<String, String> values = Map.of(
                "ringcentral.client-id", "id",
                "app.base-url", "https://example.com/a/",
                "widget.redirect-uri", "https://example.com/a/oauth/callback");
        assertEquals(
                "widget.redirect-uri: must not be this site's own /oauth/callback: the widget needs a page of its own",
                problemOf(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSO", "implicit", "proxy code"})
    void aModeThatThereIsNotIsRefusedWithThoseThereAre(String mode) {
        assertEquals("widget.mode: must be auto, sso, code or proxy", problemWith("widget.mode", mode));
    }
}
