package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Endpoint;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page with the recent calls, as it is seen. */
class ChromiumCallsIT {
    private Stage stage;
    private Chromium browser;

    @BeforeEach
    void logIn() throws Exception {
        stage = Stage.with("code");
        stage.standIn().knobs().rateLimit(false);
        browser = stage.browser();
        browser.open(stage.site().url("login?return_to=/"));
        stage.signInAndAllow(stage.standIn().people().get(0));
        browser.seeText("h1", "Welcome");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private void open(String address) {
        browser.open(stage.site().url(address));
        browser.seeText("h1", "Recent calls");
    }

    private void assertFits(String name) {
        browser.screenshots(name);
        assertEquals(0, browser.overflowOnPhone());
    }

    @Test
    void theTimesAreThoseOfTheBrowsersClock() {
        browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));
        open("app/calls");
        browser.seeText(".call .when", "Mar 2, 2026, 20:47 GMT+9");
        assertFits("calls");
        browser.click("a[rel='next']");
        browser.see("a[rel='prev']");
        assertFits("calls-older");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whatCallersWriteDoesNotBreakThePage() {
        JsonObjectBuilder caller =
                Json.createObjectBuilder().add("name", "W".repeat(500)).add("phoneNumber", "9".repeat(500));
        JsonObjectBuilder turned = Json.createObjectBuilder()
                .add("name", "\u202e<script>complain()</script>")
                .add("phoneNumber", "\u05d0\u05d1\u05d2 1");
        stage.standIn()
                .knobs()
                .calls(Json.createArrayBuilder()
                        .add(Json.createObjectBuilder()
                                .add("direction", "D".repeat(500))
                                .add("type", "T".repeat(500))
                                .add("result", "R".repeat(500))
                                .add("startTime", "9998-12-31T23:59:59Z")
                                .add("duration", 31_535_999)
                                .add("from", caller))
                        .add(Json.createObjectBuilder()
                                .add("direction", "Inbound")
                                .add("from", turned))
                        .add(Json.createObjectBuilder())
                        .build());
        open("app/calls");
        assertFits("calls-hostile");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void withoutCallsAndInTroubleThePageStillLooksLikeOne() {
        stage.standIn().knobs().calls(JsonValue.EMPTY_JSON_ARRAY);
        open("app/calls");
        browser.see("#no-calls");
        assertFits("calls-empty");

        stage.standIn().knobs().withoutPermission("ReadCallLog");
        open("app/calls");
        browser.seeText(".problem", "ReadCallLog");
        assertFits("calls-without-permission");
        stage.standIn().knobs().reset();
    }

    @Test
    void whoIsThrottledSeesTheCallsByDoingNothingWhenTheTimeIsOver() {
        stage.standIn().knobs().on(Endpoint.CALL_LOG).next(1).throttle(Duration.ofSeconds(3));
        open("app/calls");
        browser.see("#action[aria-disabled]");
        assertFits("calls-throttled");
        browser.see(".call");
    }
}
