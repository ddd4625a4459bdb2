package io.github.inpagelogin.proxy;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what a person does in the widget from what the widget does by itself, and which does not keep a session alive. A
 * widget that nobody looks at reads and polls, and renews what it is connected by.
 */
final class ByHand {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final Pattern CONNECTING =
            Pattern.compile("/proxy/restapi/(?:oauth/wstoken|v[0-9.]+/(?:subscription|client-info)(?:/.*)?)");

    private ByHand() {}

    /** Whether a person must have done something for the widget to ask this; {@code path} is from {@code /proxy} on. */
    static boolean isAsked(String method, String path) {
        return !READING.contains(method) && !CONNECTING.matcher(path).matches();
    }
}
