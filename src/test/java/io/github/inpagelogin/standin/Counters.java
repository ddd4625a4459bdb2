package io.github.inpagelogin.standin;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often each endpoint was asked (preflights not counted), and how many authorization sessions there are. */
public final class Counters {
    private final Map<Endpoint, AtomicLong> requests = new EnumMap<>(Endpoint.class);
    private final Grants grants;

    Counters(Grants grants) {
        this.grants = grants;
        for (Endpoint endpoint : Endpoint.values()) {
            requests.put(endpoint, new AtomicLong());
        }
    }

    public long of(Endpoint endpoint) {
        return counter(endpoint).get();
    }

    /** Authorization sessions ever opened, by a redeemed code or by an implicit grant. */
    public int sessions() {
        return grants.opened();
    }

    /** Sessions of this person, with any client, that are neither revoked nor pushed out nor expired. */
    public int activeSessions(String ownerId) {
        return grants.active(ownerId);
    }

    void count(Endpoint endpoint) {
        counter(endpoint).incrementAndGet();
    }

    private AtomicLong counter(Endpoint endpoint) {
        return Objects.requireNonNull(requests.get(endpoint));
    }
}
