package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error that RingCentral answers to a login, by its code: the person gets a page that helps, and nothing else. */
class ProviderErrorsTest {
    private static final String MARKUP = "<script>marked</script>";

    private static final String CANCELLED = "Sign-in was cancelled";
    private static final String AGAIN = "Please log in again";
    private static final String ACCOUNT = "RingCentral does not let this account sign in";
    private static final String BUSY = "RingCentral is busy";
    private static final String SETUP = "This site is not set up correctly for RingCentral";

    @AutoClose
    private static final World world = World.start();

    private final Visitor visitor = world.visitor();
    private long authorizations;

    @BeforeEach
    void count() {
        authorizations = world.standIn().counters().of(Endpoint.AUTHORIZE);
    }

    @AfterEach
    void calm() {
        world.calm();
        // What RingCentral said about waiting is over.
        world.clock().advance(java.time.Duration.ofHours(1));
        assertEquals(authorizations + 1, world.standIn().counters().of(Endpoint.AUTHORIZE), "nothing starts over");
        assertEquals(0, world.site().sessions());
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, 403, " + CANCELLED,
        "invalid_request, 500, " + SETUP,
        "unauthorized_client, 500, " + SETUP,
        "unsupported_response_type, 500, " + SETUP,
        "invalid_scope, 500, " + SETUP,
        "server_error, 503, " + BUSY,
        "temporarily_unavailable, 503, " + BUSY,
        "login_required, 400, " + AGAIN,
        "interaction_required, 400, " + AGAIN,
        "consent_required, 400, " + AGAIN,
    })
    void anAuthorizationThatFails(String error, int status, String title) {
        world.standIn().knobs().nextAuthorizeError(error);
        Page page = visitor.open("login?return_to=/app/adapter");
        assertHelps(page, status, title, error);
        assertFalse(page.body().contains("As the stand-in was told"), "the provider's words");
    }

    @Test
    void anAuthorizationThatFailsInAWayNobodyKnowsShowsNothingOfIt() {
        String state = visitor.get("login").sent("state");
        visitor.get(world.standIn().origin() + "/restapi/oauth/authorize");
        Page page = visitor.open("oauth/callback?error=" + Visitor.encode(MARKUP) + "&error_description="
                + Visitor.encode(MARKUP) + "&error_uri=https://evil.example&state=" + state);
        assertHelps(page, 500, SETUP, "unknown_error");
        assertFalse(page.body().contains("evil.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, OAU-101, 500, " + SETUP,
        "403, OAU-106, 400, " + AGAIN,
        "403, OAU-108, 400, " + AGAIN,
        "403, OAU-109, 500, " + SETUP,
        "403, OAU-110, 500, " + SETUP,
        "400, OAU-111, 500, " + SETUP,
        "403, OAU-112, 500, " + SETUP,
        "403, OAU-113, 500, " + SETUP,
        "401, OAU-123, 400, " + AGAIN,
        "401, OAU-128, 400, " + AGAIN,
        "401, OAU-129, 400, " + AGAIN,
        "401, OAU-136, 403, " + ACCOUNT,
        "401, OAU-140, 403, " + ACCOUNT,
        "401, OAU-141, 403, " + ACCOUNT,
        "401, OAU-142, 403, " + ACCOUNT,
        "401, OAU-146, 500, " + SETUP,
        "400, OAU-147, 403, " + ACCOUNT,
        "400, OAU-148, 403, " + ACCOUNT,
        "401, OAU-149, 400, " + AGAIN,
        "400, OAU-150, 403, " + ACCOUNT,
        "401, OAU-151, 400, " + AGAIN,
        "401, OAU-153, 500, " + SETUP,
        "403, OAU-165, 500, " + SETUP,
        "403, OAU-167, 403, " + ACCOUNT,
        "401, OAU-168, 403, " + ACCOUNT,
        "400, OAU-213, 400, " + AGAIN,
        "400, OAU-232, 403, " + ACCOUNT,
        "400, OAU-236, 403, " + ACCOUNT,
        "429, CMN-301, 503, " + BUSY,
        "429, CMN-302, 503, " + BUSY,
        "429, CMN-303, 503, " + BUSY,
        "429, CMN-304, 503, " + BUSY,
        "429, CMN-310, 503, " + BUSY,
    })
    void aTokenRequestThatFailsWithRingCentralsCode(int answered, String code, int status, String title) {
        assertHelps(failing(answered, "invalid_request", code), status, title, code);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, 500, " + SETUP,
        "401, invalid_client, 500, " + SETUP,
        "400, invalid_grant, 400, " + AGAIN,
        "400, unauthorized_client, 500, " + SETUP,
        "400, unsupported_grant_type, 500, " + SETUP,
        "400, invalid_scope, 500, " + SETUP,
        "500, server_error, 503, " + BUSY,
        "503, temporarily_unavailable, 503, " + BUSY,
    })
    void aTokenRequestThatFailsWithAnErrorOfTheStandard(int answered, String error, int status, String title) {
        assertHelps(failing(answered, error, "OAU-999"), status, title, error);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 500, " + SETUP,
        "401, 500, " + SETUP,
        "403, 500, " + SETUP,
        "404, 500, " + SETUP,
        "408, 503, " + BUSY,
        "429, 503, " + BUSY,
        "500, 503, " + BUSY,
        "502, 503, " + BUSY,
        "503, 503, " + BUSY,
        "504, 503, " + BUSY,
        "302, 502, RingCentral answered something this site does not understand",
    })
    void aTokenRequestThatFailsInAWayNobodyKnowsIsJudgedByItsStatus(int answered, int status, String title) {
        assertHelps(failing(answered, MARKUP, MARKUP), status, title, "http_" + answered);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aPenaltyThatIsNotToldIsThirtySeconds(int answered) {
        assertEquals("30", failing(answered, "busy", "CMN-301").header("Retry-After"));
    }

    @Test
    void aPenaltyIsPassedOn() {
        String callback = visitor.callback("login", world.ada());
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).throttle(java.time.Duration.ofSeconds(42));
        Page page = visitor.get(callback);
        assertHelps(page, 503, BUSY, "CMN-301");
        assertEquals("42", page.header("Retry-After"));
        assertTrue(page.body().contains("Try again in 42 seconds."), page.body());
    }

    private Page failing(int status, String error, String code) {
        String callback = visitor.callback("login?return_to=/app/adapter", world.ada());
        world.standIn().knobs().on(Endpoint.TOKEN).next(1).fail(status, error, code, MARKUP);
        return visitor.get(callback);
    }

    private static void assertHelps(Page page, int status, String title, String code) {
        assertEquals(title, page.expect(status).title());
        assertTrue(page.body().contains("<dt>What to do next</dt>"));
        assertTrue(page.body().contains("<dt>Who can fix it</dt>"));
        assertTrue(page.body().contains("<code>" + code + "</code>"), page.body());
        Matcher id = Pattern.compile("Request id <code>([0-9a-f]{16})</code>").matcher(page.body());
        assertTrue(id.find());
        assertEquals(page.header("X-Request-Id"), id.group(1));
        assertFalse(page.body().contains("marked"), "nothing of the provider's text");
        assertEquals("no-store", page.header("Cache-Control"));
        assertTrue(page.headers().allValues("Set-Cookie").isEmpty());
    }
}
