package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.FakeOAuthClient;
import io.github.inpagelogin.oauth.Grants;
import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import io.github.inpagelogin.oauth.OAuthFailures;
import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Timeout(20)
class RevocationsTest {
    private final FakeOAuthClient ringCentral = new FakeOAuthClient();
    private final Deque<CompletableFuture<Void>> underWay = new ConcurrentLinkedDeque<>();
    private final Revocations revocations = new Revocations(ringCentral, Duration.ofMillis(50));

    private void hang() {
        ringCentral.revocation(() -> {
            CompletableFuture<Void> hanging = new CompletableFuture<>();
            underWay.add(hanging);
            return hanging;
        });
    }

    @Test
    void whatIsAddedIsRevoked() {
        revocations.add(tokens(1));
        revocations.add(tokens(2));
        assertEquals(List.of(tokens(1), tokens(2)), ringCentral.revoked);
    }

    @Test
    void aFewAreUnderWayAtOnceAndEachThatEndsMakesRoomForTheNext() {
        hang();
        IntStream.rangeClosed(1, 10).forEach(i -> revocations.add(tokens(i)));
        assertEquals(4, ringCentral.revoked.size());
        underWay.remove().complete(null);
        assertEquals(5, ringCentral.revoked.size());
        underWay.remove().completeExceptionally(OAuthFailures.because(Reason.NO_ANSWER));
        assertEquals(6, ringCentral.revoked.size());
        while (!underWay.isEmpty()) {
            underWay.remove().complete(null);
        }
        assertEquals(
                IntStream.rangeClosed(1, 10).mapToObj(RevocationsTest::tokens).toList(), ringCentral.revoked);
        assertEquals(0, revocations.dropped());
    }

    @Test
    void whatHasToWaitIsStillOfTheRequestThatAddedIt() {
        List<String> requests = new ArrayList<>();
        ringCentral.revocation(() -> {
            requests.add(String.valueOf(MDC.get("requestId")));
            CompletableFuture<Void> hanging = new CompletableFuture<>();
            underWay.add(hanging);
            return hanging;
        });
        IntStream.rangeClosed(1, 5).forEach(i -> {
            Notes.ofRequest("r" + i, Instant.EPOCH).resume();
            revocations.add(tokens(i));
        });
        Notes.ofRequest("other", Instant.EPOCH).resume();
        underWay.remove().complete(null);
        assertEquals(List.of("r1", "r2", "r3", "r4", "r5"), requests);
        assertEquals("other", MDC.get("requestId"));
        Notes.end();
    }

    @Test
    void whatFailsIsNotTriedAgainAndStopsNothing() {
        ringCentral.revocation(() -> CompletableFuture.failedFuture(OAuthFailures.because(Reason.TRY_LATER)));
        revocations.add(tokens(1));
        ringCentral.revocation(() -> {
            throw new IllegalStateException("a mistake");
        });
        IntStream.rangeClosed(2, 9).forEach(i -> revocations.add(tokens(i)));
        ringCentral.revocation(() -> CompletableFuture.completedFuture(null));
        revocations.add(tokens(10));
        assertEquals(10, ringCentral.revoked.size());
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        hang();
        IntStream.rangeClosed(1, 1_004 + 3).forEach(i -> revocations.add(tokens(i)));
        assertEquals(3, revocations.dropped());
        ringCentral.revocation(() -> CompletableFuture.completedFuture(null));
        underWay.remove().complete(null);
        assertEquals(1_004, ringCentral.revoked.size(), "all that waited, one after the other");
        assertEquals(tokens(1_004), ringCentral.revoked.get(1_003));
    }

    @Test
    void whatIsDroppedInARowIsToldOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Revocations.class);
        log.start();
        logger.addAppender(log);
        try {
            hang();
            IntStream.rangeClosed(1, 1_004 + 3).forEach(i -> revocations.add(tokens(i)));
            assertEquals(1, log.list.size());
            underWay.remove().complete(null);
            IntStream.rangeClosed(1, 1 + 2).forEach(i -> revocations.add(tokens(i)));
            assertEquals(2, log.list.size());
            assertEquals(5, revocations.dropped());
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void atTheEndThoseThatAreLeftAreWaitedForAMoment() {
        Revocations patient = new Revocations(ringCentral, Duration.ofMinutes(1));
        hang();
        IntStream.rangeClosed(1, 6).forEach(i -> patient.add(tokens(i)));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(patient::close);
        while (!closed.isDone()) {
            CompletableFuture<Void> next = underWay.poll();
            if (next != null) {
                next.complete(null);
            }
            Thread.onSpinWait();
        }
        closed.join();
        assertEquals(6, ringCentral.revoked.size());
        assertEquals(0, patient.dropped());
    }

    @Test
    void atTheEndWhatTakesTooLongIsDroppedAndNothingIsTakenAnyMore() {
        hang();
        IntStream.rangeClosed(1, 6).forEach(i -> revocations.add(tokens(i)));
        revocations.close();
        assertEquals(2, revocations.dropped());
        revocations.add(tokens(7));
        assertEquals(3, revocations.dropped());
        underWay.remove().complete(null);
        assertEquals(4, ringCentral.revoked.size());
    }

    private static Tokens tokens(int number) {
        return Grants.tokens("number-" + number, Instant.EPOCH);
    }
}
