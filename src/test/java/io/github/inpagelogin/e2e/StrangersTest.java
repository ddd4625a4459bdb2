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
    private static final int LOGINS = Thorough.times(20_000, 100_000);
    private static final int BROWSERS = 4;

    /** Sent one after the other before the answers are read (RFC 9112 section 9.3.2): nobody waits for anybody's turn. */
    private static final int AT_A_TIME = 50;

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
            for (int i = 0; i < LOGINS / BROWSERS; i += AT_A_TIME) {
                for (int j = 0; j < AT_A_TIME; j++) {
                    wire.send("GET /login");
                }
                for (int j = 0; j < AT_A_TIME; j++) {
                    redirects += wire.receive().status() == 302 ? 1 : 0;
                }
            }
        }
        return redirects;
    }
}
