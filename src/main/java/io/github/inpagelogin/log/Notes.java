package io.github.inpagelogin.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.MDC;

/**
 * What every line of the log says of the request that it belongs to: its id, when it came in, and a tag that tells its
 * session from others. SLF4J keeps it by thread (MDC); work that goes on on another thread takes its notes along, and
 * leaves that thread as it was. Immutable.
 */
public final class Notes {
    private static final String REQUEST = "requestId";
    private static final String BEGUN = "begun";
    private static final String SESSION = "session";

    /** Enough to tell sessions apart, and nothing by which one could be taken over. */
    private static final int TAG_BYTES = 6;

    private final Map<String, String> notes;

    private Notes(Map<String, String> notes) {
        this.notes = notes;
    }

    /** The notes of a request of this id that has just come in. */
    public static Notes ofRequest(String id, Instant now) {
        return new Notes(Map.of(REQUEST, id, BEGUN, now.toString()));
    }

    /** The notes of this thread. */
    public static Notes current() {
        Map<String, String> copy = MDC.getCopyOfContextMap();
        return new Notes(copy == null ? Map.of() : copy);
    }

    /** When the request of this thread came in; empty if there is none. */
    public static Optional<Instant> begun() {
        return Optional.ofNullable(MDC.get(BEGUN)).map(Instant::parse);
    }

    /** This thread's request is in the session of this id. */
    public static void session(String id) {
        MDC.put(SESSION, tag(id));
    }

    /** From now on these are the notes of this thread. */
    public void resume() {
        MDC.setContextMap(notes);
    }

    /** From now on this thread has no notes. */
    public static void end() {
        MDC.clear();
    }

    /** Does {@code work} with these notes. */
    public void during(Runnable work) {
        Notes before = current();
        resume();
        try {
            work.run();
        } finally {
            before.resume();
        }
    }

    /** A future that ends as {@code future} does, and what is chained to it goes on with the notes of this thread. */
    public static <T> CompletableFuture<T> carry(CompletableFuture<T> future) {
        Notes notes = current();
        CompletableFuture<T> carried = new CompletableFuture<>();
        var unused = future.whenComplete((value, failure) -> notes.during(() -> {
            if (failure == null) {
                carried.complete(value);
            } else {
                carried.completeExceptionally(failure);
            }
        }));
        return carried;
    }

    private static String tag(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
