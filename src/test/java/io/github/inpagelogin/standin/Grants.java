package io.github.inpagelogin.standin;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every authorization session: opened, rotated, used, ended; at most five per person and app. */
final class Grants {
    static final int SESSIONS_PER_PERSON_AND_APP = 5;

    private final List<Grant> all = new ArrayList<>();
    /** Tokens of every generation, so that a spent one is told from one that never was. */
    private final Map<String, Grant> byAccess = new HashMap<>();

    private final Map<String, Grant> byRefresh = new HashMap<>();
    private final Secrets secrets;
    private final Clock clock;
    private int opened;

    Grants(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Opens a session by a redeemed code. */
    synchronized Grant open(Client client, Person person, Parameters form) {
        String endpointId =
                form.only("endpoint_id").orElseGet(() -> UUID.randomUUID().toString());
        Tokens tokens = issue(Lifetimes.of(form), secrets.issue("refresh-"));
        return add(new Grant(client, person, endpointId, tokens));
    }

    /** Opens a session by an implicit grant: an access token and no refresh token. */
    synchronized Grant openImplicit(Client client, Person person) {
        Instant now = clock.instant();
        Instant end = now.plus(Lifetimes.DEFAULT.access());
        Tokens tokens = new Tokens(secrets.issue("access-"), end, null, end, now);
        return add(new Grant(client, person, UUID.randomUUID().toString(), tokens));
    }

    /** Spends a refresh token, or repeats the last answer within the grace period. */
    synchronized Grant rotate(Client client, Parameters form) {
        String refresh = form.required("refresh_token");
        Lifetimes lifetimes = Lifetimes.of(form);
        Grant grant = byRefresh.get(refresh);
        Instant now = clock.instant();
        if (grant == null || !grant.client().equals(client)) {
            throw Refusal.refreshToken();
        }
        if (grant.isWithinGrace(refresh, now)) {
            return grant;
        }
        if (!grant.isCurrentRefresh(refresh, now)) {
            throw Refusal.refreshToken();
        }
        grant.rotate(issue(lifetimes, secrets.issue("refresh-")));
        remember(grant);
        return grant;
    }

    /** The session of an access token that is good now; its first use is noted. */
    synchronized Grant use(String access) {
        Grant grant = byAccess.get(access);
        if (grant == null) {
            throw Refusal.accessToken("OAU-129", "Access token corrupted");
        }
        Instant now = clock.instant();
        if (!grant.isCurrentAccess(access)) {
            throw Refusal.accessToken("OAU-128", "Access token is no longer valid");
        }
        if (!now.isBefore(grant.tokens().accessExpires())) {
            throw Refusal.accessToken("OAU-123", "Access token expired");
        }
        grant.use(now);
        return grant;
    }

    /** Whose token this is, of either kind and any generation. */
    synchronized Optional<Grant> find(String token) {
        return Optional.ofNullable(byAccess.get(token)).or(() -> Optional.ofNullable(byRefresh.get(token)));
    }

    synchronized void end(Grant grant) {
        grant.end();
        all.remove(grant);
    }

    synchronized void endAll() {
        all.forEach(Grant::end);
        all.clear();
    }

    synchronized void expireAccessTokens() {
        Instant now = clock.instant();
        all.forEach(grant -> grant.expireAccess(now));
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int active(String ownerId) {
        Instant now = clock.instant();
        return (int) all.stream()
                .filter(grant -> grant.isActive(now) && grant.person().ownerId().equals(ownerId))
                .count();
    }

    private Grant add(Grant grant) {
        Instant now = clock.instant();
        all.removeIf(old -> !old.isActive(now));
        List<Grant> earlier = all.stream()
                .filter(old -> old.isFor(grant.client(), grant.person()))
                .toList();
        if (earlier.size() >= SESSIONS_PER_PERSON_AND_APP) {
            end(earlier.get(0));
        }
        all.add(grant);
        opened++;
        remember(grant);
        return grant;
    }

    private void remember(Grant grant) {
        byAccess.put(grant.tokens().access(), grant);
        String refresh = grant.tokens().refresh();
        if (refresh != null) {
            byRefresh.put(refresh, grant);
        }
    }

    private Tokens issue(Lifetimes lifetimes, String refresh) {
        Instant now = clock.instant();
        return new Tokens(
                secrets.issue("access-"), now.plus(lifetimes.access()), refresh, now.plus(lifetimes.refresh()), now);
    }
}
