package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeResponse;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.OAuthFailures;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @EnumSource
    void aProblemSaysWhatHappenedWhoCanMendItAndWhatToDoNext(Problem problem) {
        assertTrue(problem.title().matches("[A-Z][^.!<>&]+"), problem.title());
        for (String text : new String[] {problem.explanation(), problem.whoCanFix(), problem.nextStep()}) {
            assertTrue(text.matches("[A-Z][^<>&]+\\."), text);
        }
        assertTrue(problem.status() >= 400 && problem.status() < 600);
        assertTrue(problem.word().matches("[a-z_]+"));
    }

    @Test
    void noTwoProblemsLookTheSame() {
        assertEquals(
                Problem.values().length,
                Arrays.stream(Problem.values())
                        .map(Problem::title)
                        .collect(Collectors.toSet())
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, CANCELLED, 403",
        "SIGN_IN_AGAIN, SIGN_IN_AGAIN, 400",
        "ACCOUNT, ACCOUNT, 403",
        "TRY_LATER, BUSY, 503",
        "NO_ANSWER, NO_ANSWER, 504",
        "UNREADABLE, UNREADABLE, 502",
        "OUR_FAULT, REGISTRATION, 500",
        "PERMISSION, PERMISSION, 403",
        "NOT_FOUND, NOT_THERE, 404"
    })
    void aFailureIsTheProblemOfWhoMustAct(OAuthFailure.Reason reason, Problem problem, int status) {
        assertEquals(problem, Problem.of(OAuthFailures.because(reason)));
        assertEquals(status, problem.status());
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAProblemAndAReplyInBothForms(OAuthFailure.Reason reason) throws ServletException, IOException {
        OAuthFailure failure = OAuthFailures.because(reason);
        FakeResponse script = new FakeResponse();
        Errors.of(FakeRequest.get("/app"), new CompletionException(failure), "/app")
                .send(FakeRequest.get("/app"), script);
        assertEquals(Problem.of(failure).status(), script.getStatus());
        assertEquals("application/json", script.getHeader("Content-Type"));
        assertTrue(script.body().contains("\"code\":\"test-" + reason + "\""), script.body());

        FakeRequest person = FakeRequest.get("/app").header("Sec-Fetch-Mode", "navigate");
        FakeResponse page = new FakeResponse();
        Errors.of(person, failure, "/app?a=b&c").send(person, page);
        assertEquals(Problem.of(failure).status(), page.getStatus());
        assertEquals("/WEB-INF/jsp/error.jsp", person.includedPage());
        assertEquals("test-" + reason, person.getAttribute("code"));
        if (Problem.of(failure).way() == Problem.Way.LOGIN) {
            assertEquals("/login?return_to=%2Fapp%3Fa%3Db%26c", person.getAttribute("actionUrl"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, NOT_FOUND",
        "403, NOT_FOUND",
        "404, NOT_FOUND",
        "405, METHOD",
        "410, NOT_FOUND",
        "414, BAD_REQUEST",
        "431, BAD_REQUEST",
        "500, BROKEN",
        "501, METHOD",
        "502, UNREADABLE",
        "503, BROKEN",
        "0, BROKEN",
        "200, BROKEN"
    })
    void whatAContainerReportsIsAProblemToo(int status, Problem problem) {
        assertEquals(problem, Problem.ofStatus(status));
    }

    @Test
    void tryingAgainIsNotOfferedWhereItCannotHelp() {
        assertNotEquals(Problem.Way.LOGIN, Problem.REGISTRATION.way());
        assertEquals(Problem.Way.NONE, Problem.WRONG_ADDRESS.way());
    }
}
