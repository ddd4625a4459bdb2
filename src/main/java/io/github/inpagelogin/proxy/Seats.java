package io.github.inpagelogin.proxy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many requests of one person are under way at a time and no more. Thread-safe. */
final class Seats {
    private final int perPerson;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Seats(int perPerson) {
        this.perPerson = perPerson;
    }

    /** Takes a seat of {@code person}: what gives it back, however often it is run; empty if none is free. */
    Optional<Runnable> take(String person) {
        AtomicBoolean mine = new AtomicBoolean();
        taken.compute(person, (key, count) -> {
            int before = count == null ? 0 : count;
            mine.set(before < perPerson);
            return mine.get() ? before + 1 : before;
        });
        return mine.get() ? Optional.of(() -> giveBack(person, mine)) : Optional.empty();
    }

    private void giveBack(String person, AtomicBoolean mine) {
        if (mine.getAndSet(false)) {
            taken.computeIfPresent(person, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** People who have a seat. */
    int people() {
        return taken.size();
    }
}
