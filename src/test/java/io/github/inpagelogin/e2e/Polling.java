package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what another thread does. */
final class Polling {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Polling() {}

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it does not happen");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
