package io.github.inpagelogin.config;

/** A value that a setting cannot take. The message says what is wrong and what is allowed, and never has the value. */
final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;

    Unacceptable(String message) {
        super(message);
    }

    static void unless(boolean condition, String message) throws Unacceptable {
        if (!condition) {
            throw new Unacceptable(message);
        }
    }
}
