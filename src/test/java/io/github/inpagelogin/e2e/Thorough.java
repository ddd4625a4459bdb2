package io.github.inpagelogin.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Tests that do one thing again and again, or at several places, do it less often, unless the system property
 * {@code thorough} is true.
 */
final class Thorough {
    private Thorough() {}

    /** A test that is run in a thorough run only. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @EnabledIfSystemProperty(named = "thorough", matches = "true", disabledReason = "for -Dthorough=true")
    @interface Only {}

    /** Each of these in a thorough run, else the first. */
    static Stream<Arguments> firstOf(Arguments... all) {
        return Stream.of(all).limit(times(1, all.length));
    }

    /** {@code often} in a thorough run, else {@code usually}. */
    static int times(int usually, int often) {
        return Boolean.getBoolean("thorough") ? often : usually;
    }
}
