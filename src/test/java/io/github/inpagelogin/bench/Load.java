package io.github.inpagelogin.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** What is asked of a server, by a few threads that each have a browser. Not for use by several threads. */
final class Load implements AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "load");
        thread.setDaemon(true);
        return thread;
    });

    /** Work of one of the threads. */
    private interface Work<T> {
        T run(Browser browser, int thread) throws IOException;
    }

    /** Begins on all threads at once; what they give is in the futures. */
    private <T> List<Future<T>> start(int port, Work<T> work) {
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            calls.add(() -> {
                try (Browser browser = new Browser(port)) {
                    return work.run(browser, thread);
                }
            });
        }
        return calls.stream().map(threads::submit).toList();
    }

    private static <T> List<T> results(List<Future<T>> futures) throws IOException, InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw new IOException("The load broke off", e.getCause());
            }
        }
        return results;
    }

    /** Pages for people who are signed in, each asked for as soon as the last one was there. */
    Latencies pages(int port, Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return sum(results(start(port, (browser, thread) -> {
            browser.logIn();
            Latencies latencies = new Latencies();
            for (long now = System.nanoTime(); now < end; ) {
                browser.get("/app").expect(200);
                long then = System.nanoTime();
                latencies.add(then - now);
                now = then;
            }
            return latencies;
        })));
    }

    /**
     * Begins to ask for pages at even intervals, whatever the answers do: a page that was asked for late, because the one
     * before it was late, has taken as long as a person would have waited.
     *
     * @param after when the first is asked for
     */
    List<Future<Latencies>> pacedPages(int port, int perSecond, Duration after, Duration time)
            throws InterruptedException {
        long interval = Duration.ofSeconds(1).toNanos() * THREADS / perSecond;
        CountDownLatch signedIn = new CountDownLatch(THREADS);
        List<Future<Latencies>> pages = start(port, (browser, thread) -> {
            browser.logIn();
            signedIn.countDown();
            Latencies latencies = new Latencies();
            long begin = System.nanoTime() + after.toNanos();
            long first = begin + interval * thread / THREADS;
            for (long due = first; due < begin + time.toNanos(); due += interval) {
                waitUntil(due);
                browser.get("/app").expect(200);
                latencies.add(System.nanoTime() - due);
            }
            return latencies;
        });
        // Whoever is to make the provider late must not do so before these are signed in.
        signedIn.await();
        return pages;
    }

    /** What {@link #pacedPages} found. */
    static Latencies found(List<Future<Latencies>> pages) throws IOException, InterruptedException {
        return sum(results(pages));
    }

    /** Complete logins, each by a browser that nobody has used. */
    void logins(int port, int count) throws IOException, InterruptedException {
        results(start(port, (browser, thread) -> {
            for (int i = thread; i < count; i += THREADS) {
                browser.forget();
                browser.logIn();
            }
            return thread;
        }));
    }

    private static Latencies sum(List<Latencies> parts) {
        Latencies sum = new Latencies();
        parts.forEach(sum::addAll);
        return sum;
    }

    static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
