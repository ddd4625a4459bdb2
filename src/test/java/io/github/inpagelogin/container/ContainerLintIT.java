package io.github.inpagelogin.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.inpagelogin.e2e.Npm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A linter for Dockerfiles, and the Compose Specification's schema, have nothing to say. */
class ContainerLintIT {
    @Test
    void theDockerfileHasNoFault(@TempDir Path folder) throws Exception {
        assertEquals("", complaints(lint(Path.of("Dockerfile")), "").strip());
        Path faulty = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCPOY a b\n");
        assertNotEquals("", complaints(lint(faulty), ""));
    }

    @Test
    void theComposeFileIsOneByTheSpecification() throws Exception {
        List<String> check =
                List.of("node", "src/test/npm/check-compose.js", packages().toString());
        String compose = Yaml.json(Yaml.documents(ComposeFileTest.FILE).get(0));
        assertEquals("", complaints(check, compose));
        assertNotEquals("", complaints(check, compose.replace("\"healthcheck\"", "\"health-check\"")));
    }

    private static List<String> lint(Path file) throws IOException, InterruptedException {
        Path program = packages().resolve(Path.of("dockerfile-utils", "bin", "dockerfile-utils"));
        return List.of("node", program.toString(), "lint", file.toString());
    }

    private static Path packages() throws IOException, InterruptedException {
        return Npm.packages().toAbsolutePath();
    }

    /** What it prints if it ends with another code than 0; else nothing. */
    private static String complaints(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : "code " + process.exitValue() + ": " + printed;
    }
}
