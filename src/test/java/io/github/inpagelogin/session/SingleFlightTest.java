package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final SingleFlight<String> flights = new SingleFlight<>();
    private final CompletableFuture<String> work = new CompletableFuture<>();
    private final AtomicInteger started = new AtomicInteger();

    @Test
    void whoComesWhileWorkIsUnderWayGetsItsOutcome() {
        CompletableFuture<String> first = join("a");
        CompletableFuture<String> second = join("a");
        assertEquals(1, started.get());
        assertFalse(first.isDone());
        work.complete("done");
        assertEquals("done", first.join());
        assertEquals("done", second.join());
    }

    @Test
    void whoJoinsIsCountedAndWhoDoesTheWorkIsNot() {
        assertEquals(0, flights.joins());
        List<CompletableFuture<String>> all =
                Stream.of("a", "a", "a", "b").map(this::join).toList();
        work.complete("done");
        all.forEach(joined -> assertEquals("done", joined.join()));
        assertEquals(2, flights.joins());
    }

    @Test
    void anotherKeyIsOtherWork() {
        var unused = join("a");
        var unusedToo = join("b");
        assertEquals(2, started.get());
    }

    @Test
    void oneWhoGivesUpDoesNotSpoilItForTheOthers() {
        CompletableFuture<String> first = join("a");
        CompletableFuture<String> second = join("a");
        first.cancel(true);
        second.complete("forged");
        CompletableFuture<String> third = join("a");
        work.complete("done");
        assertEquals("done", third.join());
        assertEquals(1, started.get());
    }

    @Test
    void successEndsTheFlight() {
        var unused = join("a");
        work.complete("done");
        assertIsOver("a");
    }

    @Test
    void failureEndsTheFlightAndIsTheOutcomeOfAll() {
        IllegalStateException failure = new IllegalStateException("no");
        CompletableFuture<String> first = join("a");
        CompletableFuture<String> second = join("a");
        work.completeExceptionally(failure);
        assertSame(failure, assertThrows(CompletionException.class, first::join).getCause());
        assertSame(
                failure, assertThrows(CompletionException.class, second::join).getCause());
        assertIsOver("a");
    }

    @Test
    void workThatCannotEvenStartEndsTheFlight() {
        for (Throwable thrown : new Throwable[] {new IllegalArgumentException("no"), new StackOverflowError("no")}) {
            CompletableFuture<String> joined = flights.join("a", () -> {
                throw SingleFlightTest.<RuntimeException>sneaky(thrown);
            });
            assertSame(
                    thrown,
                    assertThrows(CompletionException.class, joined::join).getCause());
            assertIsOver("a");
        }
    }

    @Test
    void workThatIsCancelledEndsTheFlight() {
        CompletableFuture<String> joined = join("a");
        work.cancel(true);
        assertTrue(joined.isCompletedExceptionally());
        assertIsOver("a");
    }

    @Test
    void workMayBeDoneBeforeAnybodyCanWait() {
        work.complete("done");
        assertEquals("done", join("a").join());
        assertIsOver("a");
    }

    private CompletableFuture<String> join(String key) {
        Supplier<CompletableFuture<String>> counted = () -> {
            started.incrementAndGet();
            return work;
        };
        return flights.join(key, counted);
    }

    private void assertIsOver(String key) {
        assertEquals(
                "again",
                flights.join(key, () -> CompletableFuture.completedFuture("again"))
                        .getNow("joined what is over"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
