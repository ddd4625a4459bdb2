package io.github.inpagelogin.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class NotesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @AfterEach
    void end() {
        Notes.end();
    }

    @Test
    void aRequestHasItsIdAndItsTimeUntilItEnds() {
        Notes.ofRequest("r1", NOON).resume();
        assertEquals("r1", MDC.get("requestId"));
        assertEquals(Optional.of(NOON), Notes.begun());
        Notes.end();
        assertNull(MDC.get("requestId"));
        assertEquals(Optional.empty(), Notes.begun());
    }

    @Test
    void aSessionHasATagThatIsTheSameEachTimeAndNotItsId() {
        Notes.session("node0secret");
        String tag = MDC.get("session");
        assertTrue(tag.matches("[0-9a-f]{12}"), tag);
        Notes.session("node0other");
        assertFalse(tag.equals(MDC.get("session")));
        Notes.session("node0secret");
        assertEquals(tag, MDC.get("session"));
    }

    @Test
    void workOnAnotherThreadHasTheNotesAndLeavesThatThreadAsItWas() {
        Notes.ofRequest("r1", NOON).resume();
        Notes taken = Notes.current();
        Notes.ofRequest("r2", NOON).resume();
        taken.during(() -> assertEquals("r1", MDC.get("requestId")));
        assertEquals("r2", MDC.get("requestId"));
        Notes.end();
        taken.during(() -> Notes.session("id"));
        assertNull(MDC.get("session"));
    }

    @Test
    void whatIsChainedToAFutureGoesOnWithTheNotesOfWhoChainedIt() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Notes.ofRequest("r1", NOON).resume();
        CompletableFuture<String> seen = Notes.carry(answer).thenApply(value -> value + " " + MDC.get("requestId"));
        Notes.ofRequest("r2", NOON).resume();
        answer.complete("for");
        assertEquals("for r1", seen.join());
        assertEquals("r2", MDC.get("requestId"));
    }

    @Test
    void aFailureIsCarriedToo() {
        IllegalStateException failure = new IllegalStateException("no");
        CompletableFuture<String> carried = Notes.carry(CompletableFuture.failedFuture(failure));
        assertEquals(failure, carried.handle((value, thrown) -> thrown).join());
        CompletableFuture<String> dependent =
                Notes.carry(CompletableFuture.failedFuture(failure).thenApply(String::valueOf));
        Throwable thrown = dependent.handle((value, problem) -> problem).join();
        assertTrue(thrown instanceof CompletionException, String.valueOf(thrown));
        assertEquals(failure, thrown.getCause());
    }
}
