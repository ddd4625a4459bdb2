package io.github.inpagelogin.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The app stops while people are on their way in. */
@Timeout(30)
class ShutdownTest {
    @AutoClose
    private final World world = World.start();

    private CompletableFuture<Page> waiting(Visitor visitor) {
        // The page of errors is compiled when it is made for the first time, which takes its time.
        visitor.get("oauth/callback?state=x").expect(400);
        String callback = visitor.callback("login", world.ada());
        int before = world.standIn().knobs().on(Endpoint.TOKEN).hanging();
        CompletableFuture<Page> page = CompletableFuture.supplyAsync(() -> visitor.get(callback));
        Polling.until(() -> world.standIn().knobs().on(Endpoint.TOKEN).hanging() > before);
        return page;
    }

    @Test
    void aLoginUnderWayIsGivenTimeToSucceed() throws Exception {
        world.standIn().knobs().on(Endpoint.TOKEN).hang();
        CompletableFuture<Page> page = waiting(world.visitor());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(world.site()::undeploy);
        world.standIn().knobs().on(Endpoint.TOKEN).release();
        assertEquals("/app", page.get(10, SECONDS).expect(303).location());
        stopped.get(10, SECONDS);
    }

    @Test
    void aLoginThatTakesTooLongGetsItsPageAndNothingHangs() throws Exception {
        world.standIn().knobs().on(Endpoint.TOKEN).hang();
        CompletableFuture<Page> page = waiting(world.visitor());
        long start = System.nanoTime();
        CompletableFuture.runAsync(world.site()::undeploy).get(10, SECONDS);
        assertTrue(System.nanoTime() - start < SECONDS.toNanos(5), "stopping takes a few seconds at most");
        Page answer = page.get(1, SECONDS).expect(503);
        assertEquals("RingCentral is not answering at present", answer.title());
        assertEquals("15; url=/login?return_to=%2Fapp", answer.header("Refresh"));
    }

    @Test
    void whereNobodyWaitsStoppingTakesNoTime() {
        long start = System.nanoTime();
        world.site().undeploy();
        assertTrue(System.nanoTime() - start < SECONDS.toNanos(1));
    }
}
