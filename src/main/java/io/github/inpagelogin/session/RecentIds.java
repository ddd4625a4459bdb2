package io.github.inpagelogin.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Ids that something has happened to, and no more of them than the last so many. Thread-safe. */
public final class RecentIds {
    private final Set<String> ids;

    /** Remembers the last {@code most}. */
    public RecentIds(int most) {
        ids = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        }));
    }

    /** Whether it is a new one. */
    public boolean add(String id) {
        return ids.add(id);
    }

    /** Whether it is one of them. */
    public boolean contains(String id) {
        return ids.contains(id);
    }
}
