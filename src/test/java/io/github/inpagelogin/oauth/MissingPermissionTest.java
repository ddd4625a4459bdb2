package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingPermissionTest {
    private static OAuthFailure of(int status, String body) {
        return new Failures(new TestClock())
                .ofResource(new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatTheAppLacksIsNamed() {
        OAuthFailure failure = of(403, """
                {"errorCode":"InsufficientPermissions",
                 "message":"In order to call this API endpoint, application needs to have [ReadCallLog] permission",
                 "errors":[{"errorCode":"CMN-401",
                 "message":"In order to call this API endpoint, application needs to have [ReadCallLog] permission",
                 "permissionName":"ReadCallLog"}],"permissionName":"ReadCallLog"}""");
        assertEquals(Reason.PERMISSION, failure.reason());
        assertEquals("CMN-401: This site's app lacks the permission ReadCallLog.", failure.getMessage());
    }

    @Test
    void whatThePersonLacksIsNamedAlsoIfOnlyTheMessageDoes() {
        OAuthFailure failure = of(403, """
                {"errorCode":"CMN-408","message":
                 "In order to call this API endpoint, user needs to have [ReadCallLog] permission for this."}""");
        assertEquals(
                "CMN-408: The role of the person who is signed in lacks the permission ReadCallLog.",
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>x</b>", "Read Call Log", "a\\nb", "", "é"})
    void aNameThatIsNoWordOfLettersIsNotTakenOver(String name) {
        OAuthFailure failure = of(
                403,
                "{\"errorCode\":\"InsufficientPermissions\",\"message\":\"[" + name + "]\",\"permissionName\":\"" + name
                        + "\"}");
        assertEquals("This site's app, or the person who is signed in, lacks a permission.", failure.meaning());
    }

    @ParameterizedTest
    @CsvSource({"403, OAU-167, ACCOUNT", "503, CMN-401, TRY_LATER", "403, CMN-999, OUR_FAULT"})
    void whatIsAboutSomethingElseIsLeftToTheOtherRules(int status, String code, Reason reason) {
        assertEquals(reason, of(status, "{\"errorCode\":\"" + code + "\"}").reason());
    }
}
