package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    /** Every code of RingCentral's that is known, the status that it comes with, and who must act. */
    private static final String RING_CENTRAL = """
            OAU-101, 403, OUR_FAULT
            OAU-106, 403, SIGN_IN_AGAIN
            OAU-108, 403, SIGN_IN_AGAIN
            OAU-109, 403, OUR_FAULT
            OAU-110, 403, OUR_FAULT
            OAU-111, 400, OUR_FAULT
            OAU-112, 403, OUR_FAULT
            OAU-113, 403, OUR_FAULT
            OAU-123, 401, SIGN_IN_AGAIN
            OAU-128, 401, SIGN_IN_AGAIN
            OAU-129, 401, SIGN_IN_AGAIN
            OAU-136, 401, ACCOUNT
            OAU-140, 401, ACCOUNT
            OAU-141, 401, ACCOUNT
            OAU-142, 401, ACCOUNT
            OAU-146, 401, OUR_FAULT
            OAU-147, 400, ACCOUNT
            OAU-148, 400, ACCOUNT
            OAU-149, 401, SIGN_IN_AGAIN
            OAU-150, 400, ACCOUNT
            OAU-151, 401, SIGN_IN_AGAIN
            OAU-153, 401, OUR_FAULT
            OAU-165, 403, OUR_FAULT
            OAU-167, 403, ACCOUNT
            OAU-168, 401, ACCOUNT
            OAU-213, 400, SIGN_IN_AGAIN
            OAU-232, 400, ACCOUNT
            OAU-236, 400, ACCOUNT
            CMN-301, 429, TRY_LATER
            CMN-302, 429, TRY_LATER
            CMN-303, 429, TRY_LATER
            CMN-304, 429, TRY_LATER
            CMN-310, 429, TRY_LATER
            """;

    /** RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6, and who must act. */
    private static final String STANDARD = """
            invalid_request, OUR_FAULT
            invalid_client, OUR_FAULT
            invalid_grant, SIGN_IN_AGAIN
            unauthorized_client, OUR_FAULT
            unsupported_grant_type, OUR_FAULT
            invalid_scope, OUR_FAULT
            access_denied, DENIED
            unsupported_response_type, OUR_FAULT
            server_error, TRY_LATER
            temporarily_unavailable, TRY_LATER
            login_required, SIGN_IN_AGAIN
            interaction_required, SIGN_IN_AGAIN
            consent_required, SIGN_IN_AGAIN
            """;

    private static final String THEIR_TEXT = "<b>their text</b>";

    private final TestClock clock = new TestClock();
    private final Failures failures = new Failures(clock);

    @ParameterizedTest
    @CsvSource(textBlock = RING_CENTRAL)
    void aRingCentralCodeSaysWhoMustAct(String code, int status, Reason reason) {
        OAuthFailure failure = failures.ofAnswer(FakeHttpSender.json(status, ringCentralError("unheard_of", code)));
        assertEquals(reason, failure.reason());
        assertEquals(code, failure.code());
        assertIsOurText(failure);
    }

    @ParameterizedTest
    @CsvSource(textBlock = RING_CENTRAL)
    void aRingCentralCodeCountsMoreThanTheErrorBesideIt(String code, int status, Reason reason) {
        OAuthFailure failure =
                failures.ofAnswer(FakeHttpSender.json(status, ringCentralError("invalid_request", code)));
        assertEquals(reason, failure.reason());
        assertEquals(code, failure.code());
    }

    @ParameterizedTest
    @CsvSource(textBlock = RING_CENTRAL)
    void aRingCentralCodeIsUnderstoodAtTheTopLevelToo(String code, int status, Reason reason) {
        String body = "{\"errorCode\":\"" + code + "\",\"message\":\"" + THEIR_TEXT + "\"}";
        assertEquals(
                reason, failures.ofAnswer(FakeHttpSender.json(status, body)).reason());
    }

    @ParameterizedTest
    @CsvSource(textBlock = STANDARD)
    void aStandardErrorOfTheTokenEndpointSaysWhoMustAct(String error, Reason reason) {
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"" + THEIR_TEXT + "\"}";
        OAuthFailure failure = failures.ofAnswer(FakeHttpSender.json(400, body));
        assertEquals(reason, failure.reason());
        assertEquals(error, failure.code());
        assertIsOurText(failure);
    }

    @ParameterizedTest
    @CsvSource(textBlock = STANDARD)
    void aStandardErrorOfTheAuthorizationEndpointSaysWhoMustAct(String error, Reason reason) {
        OAuthFailure failure = failures.ofAuthorization(error);
        assertEquals(reason, failure.reason());
        assertEquals(error, failure.code());
        assertIsOurText(failure);
    }

    @Test
    void everyErrorThatIsKnownIsInOneOfTheTables() {
        Set<String> tabled = (RING_CENTRAL + STANDARD)
                .lines()
                .map(row -> row.substring(0, row.indexOf(',')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                tabled,
                Arrays.stream(ProviderError.values())
                        .map(ProviderError::code)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorThatIsKnownHasAMeaningThatIsASentence(ProviderError error) {
        assertTrue(error.meaning().matches("[A-Z].+\\."), error.meaning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACCESS_DENIED", "access_denied ", "<script>", "OAU-999", "a\r\nb"})
    void anUnknownAuthorizationErrorIsNamedByAWordOfOurs(String error) {
        OAuthFailure failure = failures.ofAuthorization(error);
        assertEquals(Reason.OUR_FAULT, failure.reason());
        assertEquals("unknown_error", failure.code());
        assertIsOurText(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "400, OUR_FAULT", "401, OUR_FAULT", "403, OUR_FAULT", "404, OUR_FAULT", "405, OUR_FAULT",
        "408, TRY_LATER", "413, OUR_FAULT", "429, TRY_LATER", "500, TRY_LATER", "502, TRY_LATER",
        "503, TRY_LATER", "504, TRY_LATER", "501, UNREADABLE", "599, UNREADABLE", "201, UNREADABLE",
        "206, UNREADABLE", "302, UNREADABLE", "304, UNREADABLE", "100, UNREADABLE"
    })
    void anAnswerWithoutACodeIsJudgedByItsStatus(int status, Reason reason) {
        for (String body : new String[] {
            "",
            "<html>" + THEIR_TEXT + "</html>",
            "null",
            "[]",
            "{}",
            "{\"error\":",
            "{\"error\":17,\"errors\":\"OAU-106\"}",
            "{\"errors\":[]}",
            "{\"errors\":[null,7,{},{\"errorCode\":null},{\"errorCode\":[\"OAU-106\"]}]}",
            "{\"error\":\"" + THEIR_TEXT + "\"}",
            "{\"error\":\"invalid_grant\",\"error\":\"invalid_grant\"}",
            "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"
        }) {
            OAuthFailure failure = failures.ofAnswer(FakeHttpSender.json(status, body));
            assertEquals(reason, failure.reason(), body);
            assertEquals("http_" + status, failure.code(), body);
            assertIsOurText(failure);
        }
    }

    /** Of the token endpoint it is about this site (RFC 6749 section 5.2), so that no session ends by it. */
    @Test
    void anUnauthorizedWithoutACodeIsAboutTheTokenOnlyWhereATokenWasSent() {
        HttpAnswer unauthorized = FakeHttpSender.json(401, "<html>" + THEIR_TEXT + "</html>");
        assertEquals(Reason.OUR_FAULT, failures.ofAnswer(unauthorized).reason());
        assertEquals(Reason.SIGN_IN_AGAIN, failures.ofResource(unauthorized).reason());
        assertEquals("http_401", failures.ofResource(unauthorized).code());
    }

    @Test
    void theFirstCodeThatIsKnownIsTaken() {
        String body =
                "{\"error\":\"invalid_grant\",\"errors\":[{\"errorCode\":\"OAU-999\"},{\"errorCode\":\"OAU-108\"}]}";
        assertEquals(
                "OAU-108", failures.ofAnswer(FakeHttpSender.json(403, body)).code());
    }

    @Test
    void aServerErrorIsTheServersWhateverItSays() {
        for (int status : new int[] {500, 502, 503}) {
            String body = ringCentralError("invalid_grant", "OAU-213");
            assertEquals(
                    Reason.TRY_LATER,
                    failures.ofAnswer(FakeHttpSender.json(status, body)).reason());
        }
    }

    @Test
    void tooManyRequestsIsNeverTheEndOfASession() {
        String body = ringCentralError("invalid_grant", "OAU-213");
        OAuthFailure failure = failures.ofAnswer(FakeHttpSender.json(429, body, "retry-after", "7"));
        assertEquals(Reason.TRY_LATER, failure.reason());
        assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60",
        "' 60 ', 60",
        "1, 1",
        "0, 1",
        "3600, 3600",
        "3601, 3600",
        "999999999, 3600",
        "99999999999, 3600",
        "999999999999999999, 3600",
        "999999999999999999999999999999, 30",
        "'Mon, 02 Mar 2026 12:01:30 GMT', 90",
        "'Mon, 02 Mar 2026 11:00:00 GMT', 1",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 3600",
        "'', 30",
        "soon, 30",
        "-5, 30",
        "1.5, 30",
        "٣, 30",
        "'Sun, 02 Mar 2026 12:01:30 GMT', 30",
        "'60, 90', 30"
    })
    void theWaitIsReadAndKeptBetweenASecondAndAnHour(String retryAfter, long seconds) {
        for (int status : new int[] {429, 503}) {
            HttpAnswer answer = FakeHttpSender.json(status, "{}", "retry-after", retryAfter);
            assertEquals(
                    Optional.of(Duration.ofSeconds(seconds)),
                    failures.ofAnswer(answer).retryAfter());
        }
        HttpAnswer coded = FakeHttpSender.json(429, ringCentralError("too_many", "CMN-301"), "retry-after", retryAfter);
        assertEquals(
                Optional.of(Duration.ofSeconds(seconds)),
                failures.ofAnswer(coded).retryAfter());
    }

    @Test
    void withoutAWordOnHowLongTheWaitIsThirtySeconds() {
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                failures.ofAnswer(FakeHttpSender.json(429, "{}")).retryAfter());
    }

    @Test
    void onlyWhoIsBusySaysHowLongToWait() {
        for (int status : new int[] {400, 401, 403, 500}) {
            HttpAnswer answer = FakeHttpSender.json(status, "{}", "retry-after", "60");
            assertEquals(Optional.empty(), failures.ofAnswer(answer).retryAfter(), () -> "status " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_CONNECTED, NO_ANSWER, not_connected",
        "TIMED_OUT, NO_ANSWER, timed_out",
        "TOO_LARGE, UNREADABLE, too_large",
        "BROKEN, UNREADABLE, broken"
    })
    void noAnswerIsNamedByItsKind(HttpFailure.Kind kind, Reason reason, String code) {
        HttpFailure cause = new HttpFailure(kind, new java.io.IOException());
        OAuthFailure failure = failures.ofNoAnswer(cause);
        assertEquals(reason, failure.reason());
        assertEquals(code, failure.code());
        assertSame(cause, failure.getCause());
    }

    @Test
    void bytesThatAreNotTextAreJudgedByStatus() {
        HttpAnswer answer = new HttpAnswer(403, Map.of(), new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
        assertEquals("http_403", failures.ofAnswer(answer).code());
    }

    @Test
    void aSessionThatIsOverAsksToSignInAgain() {
        assertEquals(Reason.SIGN_IN_AGAIN, OAuthFailure.sessionOver().reason());
        assertNull(OAuthFailure.sessionOver().getCause());
    }

    private static void assertIsOurText(OAuthFailure failure) {
        String all = failure + failure.code() + failure.meaning() + failure.getMessage();
        assertFalse(all.contains("their text"), all);
        assertFalse(all.contains("<"), all);
        assertFalse(all.contains("\n"), all);
        assertTrue(failure.meaning().endsWith("."), all);
    }

    private static String ringCentralError(String error, String code) {
        return """
                {"error":"%s","error_description":"%s","errors":[{"errorCode":"%s","message":"%s",\
                "parameters":[{"parameterName":"%s"}]}]}""".formatted(error, THEIR_TEXT, code, THEIR_TEXT, THEIR_TEXT);
    }
}
