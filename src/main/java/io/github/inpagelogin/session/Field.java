package io.github.inpagelogin.session;

import java.util.Optional;

/**
 * What a session holds, piece by piece, each with the number by which it is known in stored sessions for good: a number is
 * never used for something else, and what a later version adds has a new one.
 */
enum Field {
    ACCESS_TOKEN(1),
    ACCESS_TOKEN_EXPIRES_AT(2),
    REFRESH_TOKEN(3),
    REFRESH_TOKEN_EXPIRES_AT(4),
    SCOPE(5),
    OWNER_ID(6),
    ENDPOINT_ID(7),
    LIMITS_END_AT(8),
    LIMITS_IDLE_TIMEOUT(9),
    PERSON_NAME(10),
    PERSON_EXTENSION_NUMBER(11),
    LOGIN(12),
    SINCE(13),
    ALIAS(14),
    ACTIVE_AT(15),
    REFRESHED_AT(16),
    REFRESH_FROM(17),
    GRANT_AT(18),
    GRANT_ANSWERED(19),
    CODE(20),
    CODE_VERIFIER(21),
    CODE_REDIRECT_URI(22),
    CODE_STATE(23),
    CODE_EXPIRES_AT(24);

    private static final Field[] FIELDS = values();

    private final int number;

    Field(int number) {
        this.number = number;
    }

    /** From 1 to 255. */
    int number() {
        return number;
    }

    /** The field of this number; empty if a later version has added it. */
    static Optional<Field> of(int number) {
        // In the order of their numbers, without a gap: a test sees to it.
        return number >= 1 && number <= FIELDS.length ? Optional.of(FIELDS[number - 1]) : Optional.empty();
    }
}
