package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.SessionLimits;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule of ADR 11. */
class LifetimesTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Instant now = new TestClock().instant();

    @Test
    void withoutASettingASessionLastsAsLongAsItsRefreshTokenAndARefreshRenewsIt() {
        Lifetimes lifetimes = lifetimes(null, null);
        SignedIn signedIn = signedIn(tokens(now, SessionLimits.NONE));
        assertEquals(now.plus(WEEK), lifetimes.endOf(signedIn));
        Instant later = now.plus(Duration.ofDays(6));
        SignedIn renewed = signedIn.refreshed(signedIn.tokens(), tokens(later, SessionLimits.NONE), later, later);
        assertEquals(later.plus(WEEK), lifetimes.endOf(renewed));
        assertFalse(lifetimes.isOver(signedIn, now.plus(WEEK).minusSeconds(1)));
        assertTrue(lifetimes.isOver(signedIn, now.plus(WEEK)));
    }

    @Test
    void withoutARefreshTokenItLastsAsLongAsTheAccessToken() {
        Instant end = now.plusSeconds(3600);
        assertEquals(end, lifetimes(null, null).endOf(signedIn(Grants.withoutRefresh(end))));
    }

    @ParameterizedTest
    @CsvSource({
        "P1D,    ,  P1D", // the setting
        "P30D,   ,  P7D", // the refresh token: a refresh renews that one, not the setting
        ",    P2D,  P2D", // RingCentral
        "P1D, P2D,  P1D",
        "P3D, P2D,  P2D",
        ",    P9D,  P7D",
    })
    void theFirstEndCounts(@Nullable Duration setting, @Nullable Duration told, Duration end) {
        SessionLimits limits = new SessionLimits(told == null ? null : now.plus(told), null);
        SignedIn signedIn = signedIn(tokens(now, limits));
        assertEquals(now.plus(end), lifetimes(null, setting).endOf(signedIn));
    }

    @ParameterizedTest
    @CsvSource({"PT30M,, PT30M", ", PT20M, PT20M", "PT30M, PT20M, PT20M", "PT10M, PT20M, PT10M"})
    void theShorterIdleTimeCounts(@Nullable Duration setting, @Nullable Duration told, Duration idle) {
        Lifetimes lifetimes = lifetimes(setting, null);
        SignedIn signedIn = signedIn(tokens(now, new SessionLimits(null, told))).withActivity(now.plusSeconds(60));
        assertFalse(lifetimes.isOver(signedIn, now.plusSeconds(59).plus(idle)));
        assertTrue(lifetimes.isOver(signedIn, now.plusSeconds(60).plus(idle)));
        assertEquals(idle.toSeconds(), lifetimes.containerTimeout(signedIn, now));
    }

    @Test
    void withoutAnyIdleTimeTheContainerMayEndASessionWhenItsTimeIsOver() {
        SignedIn signedIn = signedIn(tokens(now, SessionLimits.NONE)).withActivity(now);
        Lifetimes lifetimes = lifetimes(null, null);
        assertEquals(WEEK.toSeconds(), lifetimes.containerTimeout(signedIn, now));
        assertEquals(1, lifetimes.containerTimeout(signedIn, now.plus(WEEK)), "0 would be never");
    }

    /** One that nobody came back with: of a callback that came many times at once. */
    @Test
    void aSessionWithoutAPageLastsTenMinutes() {
        SignedIn signedIn = signedIn(tokens(now, SessionLimits.NONE));
        assertEquals(600, lifetimes(null, null).containerTimeout(signedIn, now));
        assertEquals(300, lifetimes(Duration.ofMinutes(5), null).containerTimeout(signedIn, now));
        assertFalse(lifetimes(null, null).isOver(signedIn, now.plusSeconds(601)), "that is the container's to say");
    }

    @ParameterizedTest
    @CsvSource({", 60", "P1D, 60", "PT5M, 30", "PT10S, 1"})
    void activityIsNotedOnceAMinuteOrOftenerIfTheIdleTimeIsShort(@Nullable Duration idle, long seconds) {
        Lifetimes lifetimes = lifetimes(idle, null);
        SignedIn fresh = signedIn(tokens(now, SessionLimits.NONE));
        assertTrue(lifetimes.isActivityNews(fresh, now), "the first page after the sign-in");
        SignedIn signedIn = fresh.withActivity(now);
        assertFalse(lifetimes.isActivityNews(signedIn, now.plusSeconds(seconds).minusMillis(1)));
        assertTrue(lifetimes.isActivityNews(signedIn, now.plusSeconds(seconds)));
    }

    private static Lifetimes lifetimes(@Nullable Duration idle, @Nullable Duration lifetime) {
        return new Lifetimes(new Settings.SessionLife(idle, lifetime));
    }

    private SignedIn signedIn(Tokens tokens) {
        return new SignedIn(tokens, Person.UNKNOWN, "login", now);
    }

    private static Tokens tokens(Instant at, SessionLimits limits) {
        return new Tokens(
                "access-" + at, at.plusSeconds(3600), "refresh", at.plus(WEEK), "scope", "owner", "endpoint", limits);
    }
}
