package io.github.inpagelogin.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The steps of a Dockerfile's last stage, carried out in a directory that stands for the image's root. Paths of the image that its
 * {@code ENV} names, and those that are copied to, are below that directory; everything else is this machine's.
 */
final class ScratchImage {
    private static final String BUILT = "/build/";

    private final Dockerfile dockerfile;
    private final Path root;
    private final Path java;
    private Path workdir;

    ScratchImage(Dockerfile dockerfile, Path root, Path java) {
        this.dockerfile = dockerfile;
        this.root = root;
        this.java = java;
        this.workdir = root;
    }

    /** Carries out {@code WORKDIR}, {@code COPY} and {@code RUN}, which are all the steps that change files. */
    void build() throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(temporary());
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Dockerfile.Instruction step : dockerfile.instructions()) {
            switch (step.name()) {
                case "WORKDIR" -> workdir = Files.createDirectories(inRoot(step.arguments()));
                case "COPY" -> copy(step.arguments());
                case "RUN" -> run(List.of("sh", "-c", step.arguments()));
                case "ADD", "ONBUILD", "SHELL", "VOLUME" ->
                    throw new IllegalStateException("not tried: " + step.name());
                default -> {}
            }
        }
    }

    /** Where the image's process may write. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** Ready to be started in the image's working directory, with its environment and nothing else's. */
    ProcessBuilder process(List<String> command) {
        Map<String, String> image = dockerfile.environment();
        List<String> here = command.stream().map(this::withPathsInRoot).toList();
        ProcessBuilder process =
                new ProcessBuilder(here).directory(workdir.toFile()).redirectErrorStream(true);
        Map<String, String> environment = process.environment();
        environment.clear();
        image.forEach((name, value) -> environment.put(name, withPathsInRoot(value)));
        environment.put("PATH", java.getParent() + ":/usr/local/bin:/usr/bin:/bin");
        environment.merge("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary(), (set, own) -> set + " " + own);
        return process;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(temporary(), "run", ".log");
        Process step = process(command).redirectOutput(log.toFile()).start();
        assertTrue(step.waitFor(2, TimeUnit.MINUTES), () -> "does not end: " + command);
        assertEquals(0, step.exitValue(), () -> command + ", see " + log);
        Files.delete(log);
    }

    private void copy(String arguments) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(arguments.split("\\s+")));
        boolean built = words.remove("--from=build");
        String target = words.remove(words.size() - 1);
        assertTrue(target.endsWith("/"), target);
        for (String word : words) {
            assertTrue(!built || word.startsWith(BUILT), word);
            for (Path source : matching(built ? word.substring(BUILT.length()) : word)) {
                copy(source, inRoot(target));
            }
        }
    }

    /** At least one: Docker, too, fails if there is nothing of the name. */
    private static List<Path> matching(String pattern) throws IOException {
        Path path = Path.of(pattern);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                path.toAbsolutePath().getParent(), path.getFileName().toString())) {
            files.forEach(found::add);
        }
        assertTrue(!found.isEmpty(), pattern);
        return found;
    }

    /** As Docker does it: a file goes into the directory, of a directory what is in it. */
    private static void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes ignored) throws IOException {
                Files.createDirectories(
                        target.resolve(source.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) throws IOException {
                boolean single = file.equals(source);
                Path to = target.resolve(
                        single
                                ? file.getFileName().toString()
                                : source.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path inRoot(String path) {
        return path.startsWith("/") ? root.resolve(path.substring(1)) : workdir.resolve(path);
    }

    private String withPathsInRoot(String text) {
        String here = text;
        for (String value : dockerfile.environment().values()) {
            if (value.startsWith("/")) {
                here = here.replace(value, root + value);
            }
        }
        return here;
    }
}
