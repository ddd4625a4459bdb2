package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A RingCentral that is slow, away, or answers what makes no sense. */
class ProviderTroubleTest {
    private static final Map<String, Consumer<Faults>> TROUBLES = Map.of(
            "hanging", Faults::hang,
            "malformed", Faults::malformed,
            "huge", Faults::huge,
            "truncated", Faults::truncated,
            "called text/html", Faults::wrongContentType,
            "cut", Faults::cutAfterProcessing,
            "failing", faults -> faults.fail(500, "server_error", "CMN-201", "oops"),
            "refusing", faults -> faults.fail(403, "access_denied", "OAU-167", "oops"),
            "late", faults -> faults.delay(Duration.ofMillis(50)));

    /** What comes whole and makes no sense, and what does not come whole in time. */
    private static final Map<String, Consumer<Faults>> ODDITIES =
            Map.of("doubled", Faults::doubled, "not UTF-8", Faults::notUtf8, "dripping", Faults::dripping);

    @AutoClose
    private static final World world =
            World.start("ringcentral.timeout", "PT1S", "ringcentral.connect-timeout", "PT1S");

    private final Visitor visitor = world.visitor();

    @AfterEach
    void calm() {
        world.calm();
        // One trouble after the other is not what a breaker is about.
        world.clock().advance(Duration.ofMinutes(2));
        visitor.signOut();
        assertEquals(0, world.site().sessions());
    }

    private static Faults faults(Endpoint endpoint, String trouble) {
        Faults faults = world.standIn().knobs().on(endpoint);
        TROUBLES.getOrDefault(trouble, ODDITIES.getOrDefault(trouble, Faults::hang))
                .accept(faults);
        return faults;
    }

    @ParameterizedTest
    @CsvSource({
        "hanging, 504, timed_out",
        "malformed, 502, not_json",
        "huge, 502, too_large",
        "truncated, 502, broken",
        "called text/html, 502, no_token",
        "cut, 502, broken",
        "doubled, 502, not_json",
        "not UTF-8, 502, not_json",
        "dripping, 504, timed_out",
    })
    void aTokenEndpointInTroubleGivesAPageAndNoSession(String trouble, int status, String code) {
        String callback = visitor.callback("login", world.ada());
        faults(Endpoint.TOKEN, trouble);
        Page page = visitor.get(callback).expect(status);
        assertTrue(page.body().contains("<code>" + code + "</code>"), page.body());
        assertTrue(page.body().contains(page.header("X-Request-Id")));
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void aRingCentralThatIsAwayGivesAPage() {
        try (World lonely = World.start()) {
            Visitor there = lonely.visitor();
            String callback = there.callback("login", lonely.ada());
            lonely.standIn().close();
            Page page = there.get(callback).expect(504);
            assertEquals("RingCentral is not answering", page.title());
            assertTrue(page.body().contains("<code>not_connected</code>"), page.body());
            assertEquals(0, lonely.site().sessions());
        }
    }

    static Stream<Arguments> strangeTokenAnswers() {
        return Stream.of(
                Arguments.of("access_token", JsonValue.NULL, 502),
                Arguments.of("access_token", Json.createValue(""), 502),
                Arguments.of("access_token", Json.createValue(7), 502),
                Arguments.of("access_token", Json.createValue("a\r\nX-Injected: b"), 502),
                Arguments.of("access_token", Json.createValue("ä b"), 502),
                Arguments.of("token_type", JsonValue.NULL, 502),
                Arguments.of("token_type", Json.createValue("mac"), 502),
                Arguments.of("owner_id", JsonValue.NULL, 502),
                Arguments.of("owner_id", Json.createValue(7), 502),
                Arguments.of("expires_in", JsonValue.NULL, 502),
                Arguments.of("expires_in", Json.createValue(-1), 502),
                Arguments.of("expires_in", Json.createValue("3600"), 303),
                Arguments.of("expires_in", Json.createValue(Long.MAX_VALUE), 303),
                Arguments.of("expires_in", Json.createValue(1e300), 303),
                Arguments.of("refresh_token", JsonValue.NULL, 303),
                Arguments.of("refresh_token_expires_in", Json.createValue(Long.MAX_VALUE), 303),
                Arguments.of("refresh_token_expires_in", Json.createValue("soon"), 303),
                Arguments.of("scope", JsonValue.EMPTY_JSON_ARRAY, 502));
    }

    @ParameterizedTest
    @MethodSource("strangeTokenAnswers")
    void aTokenAnswerOfAnotherShapeIsUnderstoodOrToldButNeverAMistakeOfOurs(String field, JsonValue value, int status) {
        world.standIn().knobs().extraTokenField(field, value);
        visitor.get(visitor.callback("login", world.ada())).expect(status);
    }

    @ParameterizedTest
    @CsvSource({"hanging", "malformed", "huge", "truncated", "cut", "failing", "refusing"})
    void whenOnlyTheProfileCannotBeReadTheLoginGoesOnWithoutAName(String trouble) {
        faults(Endpoint.EXTENSION, trouble);
        Page app = visitor.logIn(world.ada()).expect(200);
        assertTrue(app.body().contains("RingCentral user"), app.body());
    }

    @Test
    void aTokenThatRingCentralItselfRefusesAtOnceSignsNobodyIn() {
        world.standIn().knobs().on(Endpoint.EXTENSION).fail(401, "invalid_token", "OAU-129", "oops");
        assertEquals(
                "Please log in again", visitor.logIn(world.ada()).expect(400).title());
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void aSlowRingCentralIsWaitedFor() {
        faults(Endpoint.TOKEN, "late");
        faults(Endpoint.EXTENSION, "late");
        visitor.logIn(world.ada()).expect(200);
        assertTrue(visitor.isSignedIn());
    }

    @ParameterizedTest
    @CsvSource({
        "hanging",
        "malformed",
        "huge",
        "truncated",
        "called text/html",
        "cut",
        "failing",
        "doubled",
        "not UTF-8",
        "dripping"
    })
    void whileARefreshFailsThePageShowsAllTheSame(String trouble) {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        faults(Endpoint.TOKEN, trouble);
        assertTrue(visitor.get("app").expect(200).body().contains("Ada Bennett"));
        assertTrue(visitor.isSignedIn());
    }

    @Test
    void aRefreshThatIsRejectedEndsTheSessionAndLeadsToTheLogin() {
        visitor.logIn(world.ada());
        world.clock().advance(Duration.ofHours(1));
        world.standIn().knobs().endSessions();
        assertEquals("/login?return_to=%2Fapp", visitor.get("app").expect(303).location());
        assertFalse(visitor.isSignedIn());
        assertEquals(0, world.site().sessions());
    }
}
