package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.UnreadableSessionDataException;
import org.eclipse.jetty.util.ClassLoadingObjectInputStream;
import org.jspecify.annotations.Nullable;

/** One node's way to the sessions that all nodes share: bytes by id, as a database has them. */
public final class StoredSessions extends AbstractSessionDataStore {
    private static final byte[] UNREADABLE = {0};

    /** Jetty deletes what was over more than ten hours ago without looking at it, and at first leaves three hours to other nodes. */
    private static final Duration LONG_AGO = Duration.ofHours(4);

    private final ConcurrentMap<String, byte[]> stored;

    StoredSessions(ConcurrentMap<String, byte[]> stored) {
        this.stored = stored;
    }

    /** What this application keeps in the session that these bytes are. */
    public static Object content(byte[] bytes) {
        SessionData session = read(bytes);
        assertEquals(1, session.getKeys().size());
        return Objects.requireNonNull(
                session.getAttribute(session.getKeys().iterator().next()));
    }

    /** No session; what the store knows of it is that its time was over, as long ago as that of {@link #ended}. */
    public static byte[] unreadable() {
        return UNREADABLE.clone();
    }

    /** The session that these bytes are, its time over for hours. */
    public static byte[] ended(byte[] bytes) {
        SessionData session = read(bytes);
        session.setExpiry(Instant.now().minus(LONG_AGO).toEpochMilli());
        return written(session);
    }

    private static byte[] written(SessionData session) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static SessionData read(byte[] bytes) {
        try (ClassLoadingObjectInputStream in = new ClassLoadingObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (SessionData) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("A session that cannot be read", e);
        }
    }

    @Override
    public void doStore(String id, SessionData data, long lastSaved) {
        stored.put(id, written(data));
    }

    @Override
    public @Nullable SessionData doLoad(String id) throws UnreadableSessionDataException {
        byte[] bytes = stored.get(id);
        try {
            return bytes == null ? null : read(bytes);
        } catch (IllegalStateException e) {
            throw new UnreadableSessionDataException(id, _context, e);
        }
    }

    @Override
    public boolean delete(String id) {
        return stored.remove(id) != null;
    }

    @Override
    public boolean doExists(String id) {
        return stored.containsKey(id);
    }

    @Override
    public boolean isPassivating() {
        return true;
    }

    @Override
    public Set<String> doCheckExpired(Set<String> candidates, long time) {
        return doGetExpired(time);
    }

    @Override
    public Set<String> doGetExpired(long before) {
        return stored.entrySet().stream()
                .filter(entry -> isOver(entry.getValue(), before))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOver(byte[] bytes, long before) {
        return Arrays.equals(bytes, UNREADABLE)
                ? Instant.now().minus(LONG_AGO).toEpochMilli() <= before
                : read(bytes).isExpiredAt(before);
    }

    @Override
    public void doCleanOrphans(long before) {
        doGetExpired(before).forEach(stored::remove);
    }
}
