package io.github.inpagelogin.standin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one endpoint does wrong. {@code knobs.on(TOKEN).malformed()} holds until {@link Knobs#reset}; after
 * {@code knobs.on(TOKEN).next(2).malformed()} the third answer is right again. When (delay, hang) and what (all others)
 * are planned apart from each other, so that an answer can be both late and wrong.
 */
public final class Faults {
    private static final int ALWAYS = 0;

    /** When to answer; a hanging request waits for {@link Faults#release}. */
    record Pace(Duration delay, boolean hangs) {
        static final Pace NONE = new Pace(Duration.ZERO, false);
    }

    /** What is shared by every view of one endpoint. */
    private record State(Plan<Pace> when, Plan<Fault> what, Queue<Runnable> held, AtomicBoolean unread) {}

    private final State state;
    private final int times;

    private Faults(State state, int times) {
        this.state = state;
        this.times = times;
    }

    static Faults none() {
        return new Faults(
                new State(new Plan<>(), new Plan<>(), new ConcurrentLinkedQueue<>(), new AtomicBoolean()), ALWAYS);
    }

    /** What is called on the result concerns the next {@code requests} requests only. */
    public Faults next(int requests) {
        return new Faults(state, requests);
    }

    /** Waits (real time) before it processes the request. */
    public Faults delay(Duration delay) {
        return plan(state.when, new Pace(delay, false));
    }

    /** Neither processes the request nor answers, until {@link #release} or {@link Knobs#reset}; holds no thread. */
    public Faults hang() {
        return plan(state.when, new Pace(Duration.ZERO, true));
    }

    /** Ends delays and hanging; the requests that hang are processed and answered now. */
    public void release() {
        state.when.clear();
        for (Runnable request = state.held.poll(); request != null; request = state.held.poll()) {
            request.run();
        }
    }

    /** Answers RingCentral's error JSON and does not process the request. */
    public Faults fail(int status, String error, String errorCode, String message) {
        return plan(state.what, Fault.instead(new Refusal(status, error, errorCode, message).answer()));
    }

    /** 429 CMN-301 with {@code Retry-After}; the request is not processed. */
    public Faults throttle(Duration retryAfter) {
        return plan(
                state.what,
                Fault.instead(Refusal.throttled(Map.of("Retry-After", Long.toString(retryAfter.toSeconds())))
                        .answer()));
    }

    /**
     * 413, said before the request's body is read; then the connection is closed with most of a large body unread in it,
     * which resets it. Holds until {@link Knobs#reset}.
     */
    public void refuseUnread() {
        state.unread.set(true);
    }

    /** 200, called JSON, but not JSON; the request is not processed. */
    public Faults malformed() {
        Answer answer = Answer.of(200, "application/json;charset=UTF-8", "{\"access_token\": <html>oops");
        return plan(state.what, Fault.instead(answer));
    }

    /** An answer of 64 MiB; the request is not processed. */
    public Faults huge() {
        return plan(state.what, Fault.of(Fault.Kind.HUGE));
    }

    /** Processes the request; the connection breaks in the middle of the answer. */
    public Faults truncated() {
        return plan(state.what, Fault.of(Fault.Kind.TRUNCATED));
    }

    /** Processes the request; the connection breaks after the head of the answer. */
    public Faults bodiless() {
        return plan(state.what, Fault.of(Fault.Kind.BODILESS));
    }

    /** Processes the request; the right answer comes as {@code text/html}. */
    public Faults wrongContentType() {
        return plan(state.what, Fault.of(Fault.Kind.WRONG_CONTENT_TYPE));
    }

    /** Processes the request; the right answer has its first member twice. */
    public Faults doubled() {
        return plan(state.what, Fault.of(Fault.Kind.DOUBLED));
    }

    /** Processes the request; the answer has a letter that is not written in UTF-8. */
    public Faults notUtf8() {
        return plan(state.what, Fault.of(Fault.Kind.NOT_UTF_8));
    }

    /** Processes the request; the right answer comes a byte at a time and takes longer than anybody waits. */
    public Faults dripping() {
        return plan(state.what, Fault.of(Fault.Kind.DRIPPING));
    }

    /** Processes the request (a token is rotated, a code spent) and closes the connection without an answer. */
    public Faults cutAfterProcessing() {
        return plan(state.what, Fault.of(Fault.Kind.CUT));
    }

    /** Requests that hang now. */
    public int hanging() {
        return state.held.size();
    }

    boolean refusesUnread() {
        return state.unread.get();
    }

    Optional<Pace> takePace() {
        return state.when.take();
    }

    Fault takeFault() {
        return state.what.take().orElseGet(() -> Fault.of(Fault.Kind.NONE));
    }

    void hold(Runnable request) {
        state.held.add(request);
    }

    void reset() {
        state.what.clear();
        state.unread.set(false);
        release();
    }

    private <T> Faults plan(Plan<T> plan, T item) {
        if (times == ALWAYS) {
            plan.always(item);
        } else {
            plan.next(item, times);
        }
        return this;
    }
}
