package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the tests take from npm. It is installed into {@code target/npm} once, by the lock file in {@code src/test/npm}; from then on
 * no network is needed. Without npm its tests are skipped, or fail where it is required.
 */
public final class Npm {
    private static final Path WANTED = Path.of("src", "test", "npm");
    private static final Path TARGET = Path.of("target", "npm");
    private static final String PACKAGE = "package.json";
    private static final String LOCK = "package-lock.json";

    /** The lock file by which everything is there. npm empties its folder before it installs anew. */
    private static final Path INSTALLED = TARGET.resolve("node_modules").resolve(LOCK);

    /** No script of a package's is run. Who has no internet learns so in seconds. */
    private static final List<String> COMMAND = List.of(
            "npm",
            "ci",
            "--ignore-scripts",
            "--prefer-offline",
            "--fetch-retry-mintimeout=1000",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier");

    private static final long MOST_MINUTES = 3;

    private Npm() {}

    /** The folder of the packages. Of several JVMs one installs them, and the others wait. */
    public static Path packages() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        try (FileChannel turn =
                FileChannel.open(TARGET.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Ends with the channel.
            var unused = turn.lock();
            if (!Files.exists(INSTALLED) || Files.mismatch(WANTED.resolve(LOCK), INSTALLED) >= 0) {
                install();
            }
        }
        return TARGET.resolve("node_modules");
    }

    private static void install() throws IOException, InterruptedException {
        for (String name : new String[] {PACKAGE, LOCK}) {
            Files.write(TARGET.resolve(name), Files.readAllBytes(WANTED.resolve(name)));
        }
        Path log = TARGET.resolve("npm.log");
        Process npm;
        try {
            npm = new ProcessBuilder(COMMAND)
                    .directory(TARGET.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            missing("npm is not installed: apt-get install npm");
            return;
        }
        if (!npm.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            npm.descendants().forEach(ProcessHandle::destroy);
            npm.destroy();
            missing("npm ci did not end, see " + log);
        }
        if (npm.exitValue() != 0) {
            missing("npm ci failed, see " + log);
        }
        Files.copy(WANTED.resolve(LOCK), INSTALLED);
    }

    private static void missing(String reason) {
        Requirement.missing("npm.required", "The packages of npm are missing: " + reason);
    }
}
