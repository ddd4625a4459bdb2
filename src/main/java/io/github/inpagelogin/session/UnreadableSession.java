package io.github.inpagelogin.session;

/**
 * What is in a session cannot be understood: it is of another version or was sealed with another key, or somebody changed
 * it. The message says what is wrong, and nothing of what it holds.
 */
final class UnreadableSession extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableSession(String problem) {
        super(problem);
    }

    UnreadableSession(String problem, Exception cause) {
        super(problem, cause);
    }
}
