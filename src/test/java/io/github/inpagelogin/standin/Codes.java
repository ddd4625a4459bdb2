package io.github.inpagelogin.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authorization codes: for one use, within a minute, by the client they were issued to. */
final class Codes {
    static final Duration LIFE = Duration.ofSeconds(60);

    private record Code(AuthorizeRequest request, Person person, Instant expires) {}

    private final Map<String, Code> open = new HashMap<>();
    private final Set<String> verifiers = new HashSet<>();
    private final Secrets secrets;
    private final Clock clock;

    Codes(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    synchronized String issue(AuthorizeRequest request, Person person) {
        String value = secrets.issue("code-");
        open.put(value, new Code(request, person, clock.instant().plus(LIFE)));
        return value;
    }

    /** Whose code this is, for counting requests against a person before anything is judged. */
    synchronized Optional<Person> owner(String value) {
        return Optional.ofNullable(open.get(value)).map(Code::person);
    }

    /** Takes the code out of use and answers whose it was. */
    synchronized Person redeem(Client client, Parameters form) {
        String value = form.required("code");
        String redirectUri = form.required("redirect_uri");
        Code code = open.get(value);
        if (code == null) {
            throw Refusal.code("OAU-106", "Invalid authorization code");
        }
        if (!code.request.client().equals(client)) {
            throw Refusal.code("OAU-110", "Authorization code was issued to another application");
        }
        open.remove(value);
        form.only("code_verifier").ifPresent(verifiers::add);
        if (!clock.instant().isBefore(code.expires)) {
            throw Refusal.code("OAU-108", "Authorization code is expired");
        }
        if (!code.request.redirectUri().equals(redirectUri)) {
            throw Refusal.code("OAU-109", "Redirect URIs do not match");
        }
        if (!isProved(code.request.challenge(), form)) {
            throw Refusal.code("OAU-106", "Invalid authorization code: the code verifier does not match");
        }
        return code.person;
    }

    /** The verifiers that were brought with codes. */
    synchronized Set<String> verifiers() {
        return Set.copyOf(verifiers);
    }

    /** A verifier without a challenge is refused too (RFC 9700 section 2.1.1: no downgrade). */
    private static boolean isProved(@Nullable Challenge challenge, Parameters form) {
        if (challenge == null) {
            return !form.has("code_verifier");
        }
        return form.only("code_verifier").map(challenge::isMetBy).orElse(false);
    }
}
