package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.util.ClassLoadingObjectInputStream;
import org.jspecify.annotations.Nullable;

/** One node's way to the sessions that all nodes share: bytes by id, as a database has them. */
public final class StoredSessions extends AbstractSessionDataStore {
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

    private static SessionData read(byte[] bytes) {
        try (ClassLoadingObjectInputStream in = new ClassLoadingObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (SessionData) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("A session that cannot be read", e);
        }
    }

    @Override
    public void doStore(String id, SessionData data, long lastSaved) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(data);
        }
        stored.put(id, bytes.toByteArray());
    }

    @Override
    public @Nullable SessionData doLoad(String id) {
        byte[] bytes = stored.get(id);
        return bytes == null ? null : read(bytes);
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
                .filter(entry -> read(entry.getValue()).isExpiredAt(before))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void doCleanOrphans(long before) {
        doGetExpired(before).forEach(stored::remove);
    }
}
