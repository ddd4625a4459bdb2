package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.nio.file.Path;

/** RingCentral's own SDK for browsers, from {@link Npm}. */
final class JavaScriptSdk {
    private JavaScriptSdk() {}

    /** The SDK in one file. */
    static Path file() throws IOException, InterruptedException {
        return Npm.packages().resolve(Path.of("@ringcentral", "sdk", "dist", "ringcentral.min.js"));
    }
}
