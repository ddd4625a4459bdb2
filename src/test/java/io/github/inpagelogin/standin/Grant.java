package io.github.inpagelogin.standin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One authorization session: a person, an app, and the tokens that are good now. Only {@link Grants} changes it. */
final class Grant {
    static final String SCOPE =
            "CallControl EditMessages EditPresence InternalMessages ReadAccounts ReadCallLog ReadCallRecording"
                    + " ReadContacts ReadMessages ReadPresence RingOut SMS VoipCalling WebSocketsSubscription";
    private static final Duration GRACE_USED = Duration.ofSeconds(10);
    private static final Duration GRACE_UNUSED = Duration.ofMinutes(60);

    private final Client client;
    private final Person person;
    private final String endpointId;
    private Tokens tokens;
    private @Nullable String previousRefresh;
    private @Nullable Instant firstUse;
    private boolean ended;

    Grant(Client client, Person person, String endpointId, Tokens tokens) {
        this.client = client;
        this.person = person;
        this.endpointId = endpointId;
        this.tokens = tokens;
    }

    Client client() {
        return client;
    }

    Person person() {
        return person;
    }

    String endpointId() {
        return endpointId;
    }

    Tokens tokens() {
        return tokens;
    }

    boolean isActive(Instant now) {
        Instant end = tokens.refresh() == null ? tokens.accessExpires() : tokens.refreshExpires();
        return !ended && now.isBefore(end);
    }

    boolean isFor(Client otherClient, Person otherPerson) {
        return client.equals(otherClient) && person.equals(otherPerson);
    }

    void end() {
        ended = true;
    }

    void rotate(Tokens next) {
        previousRefresh = tokens.refresh();
        tokens = next;
        firstUse = null;
    }

    /** Makes the access token one that has expired; the refresh token stays good. */
    void expireAccess(Instant now) {
        tokens = new Tokens(tokens.access(), now, tokens.refresh(), tokens.refreshExpires(), tokens.issued());
    }

    boolean isCurrentAccess(String token) {
        return !ended && token.equals(tokens.access());
    }

    void use(Instant now) {
        if (firstUse == null) {
            firstUse = now;
        }
    }

    boolean isCurrentRefresh(String token, Instant now) {
        return isActive(now) && token.equals(tokens.refresh());
    }

    /**
     * RingCentral's grace: the refresh token just spent still answers with the pair it made, until about 10 s after
     * that pair's access token was first used, or for 60 min if it never was.
     */
    boolean isWithinGrace(String token, Instant now) {
        if (!isActive(now) || !token.equals(previousRefresh)) {
            return false;
        }
        Instant end = tokens.issued().plus(GRACE_UNUSED);
        if (firstUse != null && firstUse.plus(GRACE_USED).isBefore(end)) {
            end = firstUse.plus(GRACE_USED);
        }
        return !now.isAfter(end);
    }
}
