package io.github.inpagelogin.e2e;

/** Tests that do one thing again and again do it less often, unless the system property {@code thorough} is true. */
final class Thorough {
    private Thorough() {}

    /** {@code often} in a thorough run, else {@code usually}. */
    static int times(int usually, int often) {
        return Boolean.getBoolean("thorough") ? often : usually;
    }
}
