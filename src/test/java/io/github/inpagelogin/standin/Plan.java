package io.github.inpagelogin.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to happen to the next requests, in order, and then to every other. */
final class Plan<T> {
    private final Deque<T> next = new ArrayDeque<>();
    private @Nullable T standing;

    synchronized void next(T item, int times) {
        for (int i = 0; i < times; i++) {
            next.add(item);
        }
    }

    synchronized void always(T item) {
        standing = item;
    }

    synchronized Optional<T> take() {
        return next.isEmpty() ? Optional.ofNullable(standing) : Optional.of(next.remove());
    }

    synchronized void clear() {
        next.clear();
        standing = null;
    }
}
