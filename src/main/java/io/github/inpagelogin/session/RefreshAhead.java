package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * From when on tokens are refreshed although they are still good: in the last tenth to fifth of their life, of an hour six
 * to twelve minutes. Where in between is left to chance, so that people who came at one time do not refresh at one time.
 * Thread-safe if its randomness is.
 */
final class RefreshAhead {
    private static final double LEAST_SHARE = 0.1;
    private static final double SPREAD = 0.1;

    private final RandomGenerator random;

    RefreshAhead(RandomGenerator random) {
        this.random = random;
    }

    /** When to refresh {@code tokens}, which RingCentral has just issued. */
    Instant timeFor(Tokens tokens, Instant now) {
        double share = LEAST_SHARE + SPREAD * random.nextDouble();
        long life = Duration.between(now, tokens.expiresAt()).toMillis();
        return tokens.expiresAt().minusMillis((long) (life * share));
    }
}
