package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import io.github.inpagelogin.web.Events;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** How a token is renewed: once, before anybody has to wait, in spite of what gets lost, and until RingCentral says no. */
class RefreshTest {
    @AutoClose
    private static final World world = World.start();

    /** When RingCentral may be asked again, whatever it had said of waiting. */
    private static final Duration AFTER_THE_WAIT = Duration.ofMinutes(2);

    private final Visitor visitor = world.visitor();
    private final Faults token = world.standIn().knobs().on(Endpoint.TOKEN);
    private long requests;

    @BeforeEach
    void logIn() {
        visitor.logIn(world.ada()).expect(200);
        requests = world.redemptions();
    }

    @AfterEach
    void calm() {
        world.calm();
        world.clock().advance(AFTER_THE_WAIT);
        visitor.signOut();
        assertEquals(0, world.site().sessions());
    }

    @Test
    void twoHundredRequestsWithAnExpiredTokenMakeOneRefreshAndAllSucceed() {
        world.clock().advance(Duration.ofHours(1));
        token.hang();
        int before = world.site().requests();
        ExecutorService browsers = Executors.newFixedThreadPool(200);
        try {
            List<CompletableFuture<Integer>> pages = IntStream.range(0, 200)
                    .mapToObj(i -> tab())
                    .map(tab ->
                            CompletableFuture.supplyAsync(() -> tab.get("app").status(), browsers))
                    .toList();
            Polling.until(() -> world.site().requests() == before + 200);
            Polling.until(() -> token.hanging() == 1);
            token.release();
            pages.forEach(page -> assertEquals(200, page.join()));
        } finally {
            browsers.shutdownNow();
        }
        assertEquals(requests + 1, world.redemptions());
    }

    @Test
    void aTokenIsRenewedBeforeItsEndWhileThePageComesAtOnce() {
        world.clock().advance(Duration.ofMinutes(55));
        token.hang();
        visitor.get("app").expect(200);
        visitor.get("app/adapter").expect(200);
        Polling.until(() -> token.hanging() == 1);
        token.release();
        Polling.until(this::isRenewed);
        assertEquals(requests + 1, world.redemptions());

        world.clock().advance(Duration.ofMinutes(40));
        visitor.get("app").expect(200);
        assertEquals(requests + 1, world.redemptions(), "the new one is good for an hour of its own");
    }

    @Test
    void aRenewalBeforeTheEndThatFailsIsNobodysBusiness() {
        Logger logger = (Logger) LoggerFactory.getLogger(Events.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        world.clock().advance(Duration.ofMinutes(55));
        token.next(1).fail(503, "server_error", "CMN-201", "Later");
        visitor.get("app").expect(200);
        Polling.until(() -> !log.list.isEmpty());
        logger.detachAppender(log);
        world.clock().advance(Duration.ofMinutes(2));
        visitor.get("app").expect(200);
        Polling.until(this::isRenewed);
        assertEquals(requests + 2, world.redemptions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "truncated"})
    void anAnswerThatGetsLostIsAskedForAgainAndNobodyIsSignedOut(String loss) {
        String session = visitor.cookies().getOrDefault("in-page-login", "");
        Map<String, Consumer<Faults>> losses =
                Map.of("cut", Faults::cutAfterProcessing, "truncated", Faults::truncated);
        world.clock().advance(Duration.ofHours(1));
        losses.getOrDefault(loss, Faults::hang).accept(token.next(1));
        visitor.get("app").expect(200);
        assertEquals(requests + 2, world.redemptions());
        assertTrue(isRenewed());

        world.clock().advance(Duration.ofHours(1));
        visitor.get("app").expect(200);
        assertEquals(requests + 3, world.redemptions(), "the pair that came is the one that counts");
        assertEquals(session, visitor.cookies().get("in-page-login"));
        assertEquals(1, world.standIn().counters().activeSessions(world.ada().ownerId()));
    }

    @Test
    void anAnswerThatKeepsGettingLostIsFetchedWithinTheHour() {
        world.clock().advance(Duration.ofHours(1));
        token.next(4).cutAfterProcessing();
        visitor.get("app").expect(200);
        world.clock().advance(Duration.ofMinutes(20));
        visitor.get("app").expect(200);
        assertEquals(requests + 4, world.redemptions());
        assertFalse(isRenewed());
        world.clock().advance(Duration.ofMinutes(20));
        visitor.get("app").expect(200);
        assertTrue(isRenewed());
        assertTrue(visitor.isSignedIn());
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, OAU-213",
        "400, invalid_grant, ''",
        "403, access_denied, OAU-167",
        "400, invalid_request, OAU-147",
        "401, invalid_token, OAU-140",
        "401, OAU-129, OAU-129"
    })
    void aRefusalEndsTheSessionAndTheNextPageComesBackToWhereThePersonWas(int status, String error, String code) {
        world.clock().advance(Duration.ofHours(1));
        token.next(1).fail(status, error, code, "<b>over</b>");
        Page asked = visitor.get("app/adapter?x=1").expect(303);
        assertEquals("/login?return_to=%2Fapp%2Fadapter%3Fx%3D1", asked.location());
        assertFalse(visitor.isSignedIn());
        assertEquals(0, world.site().sessions());
        assertEquals(requests + 1, world.redemptions(), "a refusal is not asked for twice");

        Page back =
                visitor.open(visitor.callback(asked.location(), world.ada())).expect(200);
        assertEquals("/app/adapter?x=1", back.uri().getPath() + "?" + back.uri().getQuery());
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant, OAU-213, OAU-213", "400, invalid_grant, '', invalid_grant"})
    void aScriptIsToldWithTheReason(int status, String error, String code, String told) {
        world.clock().advance(Duration.ofHours(1));
        token.next(1).fail(status, error, code, "<b>over</b>");
        Page script = visitor.get("app", "Accept", "application/json").expect(401);
        assertEquals("application/json", script.header("Content-Type"));
        assertTrue(script.body().contains("\"error\":\"not_signed_in\""), script.body());
        assertTrue(script.body().contains("\"code\":\"" + told + "\""), script.body());
        assertTrue(script.body().contains(script.header("X-Request-Id")), script.body());
        assertFalse(script.body().contains("<"), script.body());
        assertTrue(visitor.get("app", "Accept", "application/json")
                .expect(401)
                .body()
                .contains("not_signed_in"));
    }

    @Test
    void aRefusalBeforeTheEndIsFoundOutBehindThePage() {
        world.clock().advance(Duration.ofMinutes(55));
        world.standIn().knobs().endSessions();
        visitor.get("app").expect(200);
        Polling.until(() -> world.site().sessions() == 0);
        assertEquals("/login?return_to=%2Fapp", visitor.get("app").expect(303).location());
    }

    @ParameterizedTest
    @CsvSource({
        "429, request_limit, CMN-301",
        "500, server_error, CMN-201",
        "503, temporarily_unavailable, ''",
        "401, invalid_client, OAU-146",
        "400, invalid_request, ''"
    })
    void whatIsNoRefusalKeepsTheSession(int status, String error, String code) {
        world.clock().advance(Duration.ofHours(1));
        token.next(1).fail(status, error, code, "oops");
        visitor.get("app").expect(200);
        assertFalse(isRenewed());
        world.clock().advance(AFTER_THE_WAIT);
        visitor.get("app").expect(200);
        assertTrue(isRenewed());
        assertEquals(requests + 2, world.redemptions());
    }

    private boolean isRenewed() {
        return !visitor.get("app/status").expect(200).body().contains("Not yet");
    }

    /** Another tab of the same browser. */
    private Visitor tab() {
        Visitor tab = world.visitor();
        tab.cookies().putAll(visitor.cookies());
        return tab;
    }
}
