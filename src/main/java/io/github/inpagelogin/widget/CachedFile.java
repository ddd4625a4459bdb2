package io.github.inpagelogin.widget;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an upstream file.
 *
 * @param headers what the upstream said of it and what is of use later; by lower-case name
 * @param checkedAt when the upstream last said that it is this
 */
record CachedFile(Path path, long size, String entityTag, Map<String, String> headers, Instant checkedAt) {
    static final String POLICY = "content-security-policy";

    CachedFile {
        headers = Map.copyOf(headers);
    }

    WidgetFile file() {
        @Nullable String policy = headers.get(POLICY);
        return new WidgetFile(path, entityTag, policy);
    }

    /** Whether the file is still on the disk. */
    boolean isThere() {
        return Files.isRegularFile(path);
    }

    CachedFile checked(Instant at) {
        return new CachedFile(path, size, entityTag, headers, at);
    }
}
