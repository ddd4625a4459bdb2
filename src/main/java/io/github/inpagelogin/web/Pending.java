package io.github.inpagelogin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that {@link AsyncReply} has not answered yet. When the application stops they get a little time for their
 * outcome; the rest get a page that says so, while there still are servlets to make it. Thread-safe.
 */
public final class Pending {
    /** For outcomes. Tomcat, too, gives two seconds to what is asynchronous. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    /** For pages to be made and sent. */
    private static final Duration DELIVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);
    private static final String ATTRIBUTE = Pending.class.getName();

    private final boolean onThreads;
    private final Set<Runnable> waiting = new HashSet<>();
    private boolean ended;

    Pending(boolean onThreads) {
        this.onThreads = onThreads;
    }

    /**
     * Keeps account of the requests of {@code context} from now on.
     *
     * @param onThreads whether each waits on its thread: some containers store a session when that is done, and no later
     */
    public static Pending in(ServletContext context, boolean onThreads) {
        Pending pending = new Pending(onThreads);
        context.setAttribute(ATTRIBUTE, pending);
        return pending;
    }

    /** The account of {@code context}; one that nobody looks at if none is kept. */
    static Pending of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Pending pending ? pending : new Pending(false);
    }

    /** Whether requests wait on their threads. */
    boolean isOnThreads() {
        return onThreads;
    }

    /** A request waits; {@code stop} ends that, and has it answered: at once, if it comes when the others were ended. */
    void add(Runnable stop) {
        synchronized (this) {
            waiting.add(stop);
            if (!ended) {
                return;
            }
        }
        stop.run();
    }

    /** The request that waited has its answer, or nobody is there any more to have it. */
    synchronized void remove(Runnable stop) {
        waiting.remove(stop);
        if (waiting.isEmpty()) {
            notifyAll();
        }
    }

    /** Sees every request answered, in a few seconds at most. A wait on a thread, but not on that of a request. */
    public void end() {
        await(PATIENCE);
        List<Runnable> rest;
        synchronized (this) {
            ended = true;
            rest = List.copyOf(waiting);
        }
        if (rest.isEmpty()) {
            return;
        }
        LOG.info("Stopping: {} requests are answered without RingCentral's answer", rest.size());
        rest.forEach(Runnable::run);
        if (!await(DELIVERY)) {
            LOG.warn("Stopping: not every request could be answered");
        }
    }

    /** Whether there is nothing pending any more before the time is over. */
    private synchronized boolean await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis(); !waiting.isEmpty() && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return waiting.isEmpty();
    }

    /**
     * Ends what is pending before the servlets are destroyed: containers destroy filters and servlets first and tell
     * listeners then, and Jetty destroys the filter that was registered last before all others.
     */
    public static final class LastFilter extends HttpFilter {
        private static final long serialVersionUID = 1L;

        private final transient Pending pending;

        public LastFilter(Pending pending) {
            this.pending = pending;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }

        @Override
        public void destroy() {
            pending.end();
        }
    }
}
