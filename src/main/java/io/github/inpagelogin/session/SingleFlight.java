package io.github.inpagelogin.session;

import io.github.inpagelogin.log.Notes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Work that is done once for each key at a time: who comes while it is under way gets the same outcome. Every outcome
 * ends the flight. Thread-safe.
 *
 * @param <T> what the work gives
 */
public final class SingleFlight<T> {
    private final ConcurrentMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();
    private final LongAdder joins = new LongAdder();

    /** Joins the work under way for {@code key}, or does {@code work}. */
    public CompletableFuture<T> join(String key, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> flight = new CompletableFuture<>();
        CompletableFuture<T> underWay = flights.putIfAbsent(key, flight);
        if (underWay != null) {
            joins.increment();
            return Notes.carry(underWay);
        }
        // Run by a future, so that whatever the work throws, errors included, ends the flight too.
        var unused = CompletableFuture.completedFuture(work)
                .thenCompose(Supplier::get)
                .whenComplete((value, failure) -> {
                    flights.remove(key, flight);
                    if (failure == null) {
                        flight.complete(value);
                    } else {
                        flight.completeExceptionally(failure);
                    }
                });
        return flight.copy();
    }

    /** How often somebody came while the work was under way, since the start. */
    public long joins() {
        return joins.sum();
    }
}
