package io.github.inpagelogin.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many people who come back from the provider within a moment and wait, because it is late with their tokens. */
final class WaitingLogins implements AutoCloseable {
    private static final Duration ARRIVAL = Duration.ofMillis(1_500);

    private final List<Browser> browsers = new ArrayList<>();
    private final List<String> callbacks = new ArrayList<>();

    /** Brings {@code count} browsers to where the provider sends them back. */
    WaitingLogins(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Browser browser = new Browser(port);
            browsers.add(browser);
            callbacks.add(browser.begin());
        }
    }

    /** All come back, evenly spread over a second and a half. */
    void comeBack() throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < browsers.size(); i++) {
            Load.waitUntil(begin + ARRIVAL.toNanos() * i / browsers.size());
            browsers.get(i).send(callbacks.get(i));
        }
    }

    /** Waits for all answers; how many of them were no login. */
    int lost() {
        int lost = 0;
        for (Browser browser : browsers) {
            try {
                browser.receive().expect(303);
            } catch (IOException e) {
                lost++;
            }
        }
        return lost;
    }

    @Override
    public void close() throws IOException {
        for (Browser browser : browsers) {
            browser.close();
        }
    }
}
