package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is kept for people who have not signed in. */
class StrangersTest {
    private static final int LOGINS = 100_000;
    private static final int BROWSERS = 4;

    @AutoClose
    private static final World world = World.start();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aHundredThousandLoginsThatNobodyFinishesLeaveNoSession() throws Exception {
        ExecutorService browsers = Executors.newFixedThreadPool(BROWSERS);
        try {
            List<Future<Integer>> begun = new ArrayList<>();
            for (int i = 0; i < BROWSERS; i++) {
                begun.add(browsers.submit(StrangersTest::beginLogins));
            }
            int redirects = 0;
            for (Future<Integer> future : begun) {
                redirects += future.get();
            }
            assertEquals(LOGINS, redirects);
        } finally {
            browsers.shutdownNow();
        }
        assertEquals(0, world.site().sessions());
    }

    private static int beginLogins() throws Exception {
        int redirects = 0;
        try (Wire wire = new Wire(world.site().url())) {
            for (int i = 0; i < LOGINS / BROWSERS; i++) {
                redirects += wire.ask("GET /login").status() == 302 ? 1 : 0;
            }
        }
        return redirects;
    }
}
