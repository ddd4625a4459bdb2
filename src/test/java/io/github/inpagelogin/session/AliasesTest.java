package io.github.inpagelogin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.TestKeys;
import org.junit.jupiter.api.Test;

class AliasesTest {
    private final Aliases aliases = aliases("a-secret-of-the-test-0123456789-abcdef");

    @Test
    void aPersonHasOneAliasOnEveryNodeAndNobodyElseHasIt() {
        assertEquals(
                aliases.of("400133001008"),
                aliases("a-secret-of-the-test-0123456789-abcdef").of("400133001008"));
        assertNotEquals(aliases.of("400133001008"), aliases.of("400133001009"));
    }

    @Test
    void anAliasIsSixteenHexadecimalDigits() {
        assertTrue(aliases.of("400133001008").matches("[0-9a-f]{16}"));
    }

    @Test
    void withoutTheKeyNobodyFindsThePersonByTryingIds() {
        assertNotEquals(
                aliases.of("400133001008"),
                aliases("another-secret-0123456789-abcdef-ghij").of("400133001008"));
    }

    private static Aliases aliases(String secret) {
        return new Aliases(TestKeys.of(secret));
    }
}
