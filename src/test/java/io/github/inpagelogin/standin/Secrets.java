package io.github.inpagelogin.standin;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes every unguessable value and remembers it, so that a test can look for leaks. */
final class Secrets {
    private static final int BYTES = 27;

    private final SecureRandom random = new SecureRandom();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();

    /** A new value; the prefix tells a reader of a log what leaked. */
    String issue(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.add(secret);
        return secret;
    }

    Set<String> issued() {
        return Set.copyOf(issued);
    }
}
