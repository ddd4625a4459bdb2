package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page with the recent calls tells where RingCentral does not give them. */
class CallsTroubleTest {
    @AutoClose
    private static final World world =
            World.start("ringcentral.timeout", "PT1S", "ringcentral.connect-timeout", "PT1S");

    @AutoClose
    private final WebClient browser = world.browser();

    private final Faults faults = world.standIn().knobs().on(Endpoint.CALL_LOG);

    @AfterEach
    void calm() {
        world.calm();
    }

    private HtmlPage logIn() throws IOException {
        return Screen.logIn(browser, world, world.ada());
    }

    private HtmlPage open(String address) throws IOException {
        return Screen.open(browser, world.address().resolve(address));
    }

    @ParameterizedTest
    @CsvSource({
        "throttled, 503, RingCentral is busy, CMN-301",
        "hanging, 504, RingCentral is not answering, timed_out",
        "failing, 503, RingCentral is busy, server_error",
        "malformed, 502, RingCentral answered something this site does not understand, not_json",
        "huge, 502, RingCentral answered something this site does not understand, too_large",
        "cut, 502, RingCentral answered something this site does not understand, broken",
        "gone, 404, RingCentral does not have this, http_404",
        "without permission, 403, A permission is missing at RingCentral, CMN-401",
        "locked, 403, RingCentral does not let this account sign in, OAU-140"
    })
    void whatGoesWrongIsToldOnThePageWhichOffersToTryAgain(String trouble, int status, String title, String code)
            throws IOException {
        logIn();
        trouble(trouble).accept(faults);
        HtmlPage page = open("app/calls?page=2");
        assertEquals(status, Screen.status(page));
        assertEquals("Recent calls", Screen.heading(page));
        assertTrue(Screen.hasLink(page, "Phone in the page"), "the page's frame is there");
        String text = page.asNormalizedText();
        assertTrue(text.contains(title) && text.contains(code), text);
        assertTrue(text.contains("Request id"), text);
        world.calm();
        HtmlPage again = Screen.press(page, "Try again");
        assertEquals("/app/calls?page=2", again.getUrl().getFile());
        assertEquals(12, CallsPageTest.calls(again).size());
    }

    private static Consumer<Faults> trouble(String name) {
        return switch (name) {
            case "throttled" -> faults -> faults.throttle(Duration.ofSeconds(60));
            case "hanging" -> Faults::hang;
            case "failing" -> faults -> faults.fail(500, "server_error", "CMN-201", "oops");
            case "malformed" -> Faults::malformed;
            case "huge" -> Faults::huge;
            case "cut" -> Faults::cutAfterProcessing;
            case "gone" -> faults -> faults.fail(404, "not_found", "CMN-102", "oops");
            case "locked" -> faults -> faults.fail(401, "invalid_token", "OAU-140", "oops");
            default -> faults -> world.standIn().knobs().withoutPermission("ReadCallLog");
        };
    }

    @Test
    void aMissingPermissionIsNamed() throws IOException {
        logIn();
        world.standIn().knobs().withoutPermission("ReadCallLog");
        String text = open("app/calls").asNormalizedText();
        assertTrue(text.contains("This site's app lacks the permission ReadCallLog."), text);
    }

    @Test
    void throttlingIsToldWithTheTimeAndNotTriedAgain() throws IOException {
        logIn();
        faults.throttle(Duration.ofSeconds(60));
        long asked = world.standIn().counters().of(Endpoint.CALL_LOG);
        HtmlPage page = open("app/calls");
        assertEquals("60", page.getWebResponse().getResponseHeaderValue("Retry-After"));
        assertEquals("60; url=/app/calls", page.getWebResponse().getResponseHeaderValue("Refresh"));
        assertTrue(page.asNormalizedText().contains("Try again in 60 seconds."));
        assertEquals(asked + 1, world.standIn().counters().of(Endpoint.CALL_LOG));
    }

    @Test
    void whoseSessionIsOverAtRingCentralLogsInAgainAndComesBack() throws IOException {
        logIn();
        world.standIn().knobs().endSessions();
        HtmlPage page = open("app/calls?page=2");
        assertEquals("/app/calls?page=2", page.getUrl().getFile());
        assertEquals(12, CallsPageTest.calls(page).size(), "RingCentral knew the browser and asked nothing");
    }

    @Test
    void aScriptIsToldInJson() {
        Visitor visitor = world.visitor();
        assertTrue(visitor.get("app/calls", "Accept", "application/json")
                .expect(401)
                .body()
                .contains("not_signed_in"));
        visitor.logIn(world.ada());
        faults.throttle(Duration.ofSeconds(5));
        Page busy = visitor.get("app/calls", "Accept", "application/json").expect(503);
        assertEquals("5", busy.header("Retry-After"));
        assertTrue(busy.body().contains("\"code\":\"CMN-301\""), busy.body());
        world.standIn().knobs().endSessions();
        world.clock().advance(Duration.ofHours(1));
        visitor.get("app/calls", "Accept", "application/json").expect(401);
    }
}
