package io.github.inpagelogin.standin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who has allowed which app to have access. */
final class Consents {
    private record Consent(Person person, Client client) {}

    private final Set<Consent> given = ConcurrentHashMap.newKeySet();

    void give(Person person, Client client) {
        given.add(new Consent(person, client));
    }

    boolean has(Person person, Client client) {
        return given.contains(new Consent(person, client));
    }

    void withdrawAll() {
        given.clear();
    }
}
