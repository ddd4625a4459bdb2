package io.github.inpagelogin.widget;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of upstream files in a folder of its own, which outlive a restart. A copy is two files: the content, whose name
 * has a hash of it, and a small one that is moved into place last and says what belongs together. When there are too many
 * copies, those go that nobody has asked for longest. Found from any thread; changed by one at a time.
 */
final class FileCache {
    /** How much is kept at most. */
    record Limits(int files, long bytes) {}

    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
    /** How every name begins, so that nothing of others is touched. */
    private static final String OURS = "widget-";

    private static final String ABOUT = ".about";
    private static final String CONTENT = ".content";
    private static final String NEW = ".new";

    /** Long enough to be without a double, short enough for every file system. */
    private static final int HASH = 32;

    private final Path folder;
    private final URI upstream;
    private final Limits limits;

    /** By name; in the order of use. Guarded by this. */
    private final LinkedHashMap<String, CachedFile> copies = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /**
     * The copies in {@code folder}, which is made if it is not there. What is left there of another upstream or of a
     * write that did not end is removed.
     */
    FileCache(Path folder, URI upstream, Limits limits) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.upstream = upstream;
        this.limits = limits;
        load();
    }

    /** The copy, if there is one and nobody has taken it away: temporary directories are tidied up. */
    synchronized Optional<CachedFile> find(String name) {
        CachedFile copy = copies.get(name);
        if (copy != null && !copy.isThere()) {
            LOG.info("The copy of the widget's {} was taken away: it is fetched again", name);
            copies.remove(name);
            bytes -= copy.size();
            return Optional.empty();
        }
        return Optional.ofNullable(copy);
    }

    /** Notes that the upstream still has what is kept. */
    synchronized CachedFile confirm(String name, CachedFile copy, Instant now) {
        CachedFile checked = copy.checked(now);
        copies.computeIfPresent(name, (key, kept) -> checked);
        return checked;
    }

    CachedFile store(String name, byte[] content, Map<String, String> headers, Instant now) throws IOException {
        String hash = hash(content);
        Path path = folder.resolve(key(name) + "-" + hash + CONTENT);
        CachedFile copy = new CachedFile(path, content.length, tag(hash), headers, now);
        writeWhole(path, out -> out.write(content));
        Properties about = new Properties();
        about.putAll(headers);
        about.setProperty(":name", name);
        about.setProperty(":upstream", upstream.toString());
        about.setProperty(":size", Long.toString(content.length));
        about.setProperty(":hash", hash);
        writeWhole(folder.resolve(key(name) + ABOUT), out -> about.store(out, null));
        remember(name, copy);
        return copy;
    }

    /** Removes the copy, if there is one. */
    synchronized void remove(String name) throws IOException {
        CachedFile copy = copies.remove(name);
        if (copy != null) {
            forget(name, copy);
        }
    }

    private synchronized void remember(String name, CachedFile copy) throws IOException {
        CachedFile old = copies.put(name, copy);
        bytes += copy.size();
        if (old != null) {
            bytes -= old.size();
            if (!old.path().equals(copy.path())) {
                Files.deleteIfExists(old.path());
            }
        }
        Iterator<Map.Entry<String, CachedFile>> eldest = copies.entrySet().iterator();
        while (copies.size() > limits.files() || bytes > limits.bytes()) {
            Map.Entry<String, CachedFile> leaving = eldest.next();
            eldest.remove();
            forget(leaving.getKey(), leaving.getValue());
        }
    }

    private void forget(String name, CachedFile copy) throws IOException {
        bytes -= copy.size();
        // What says that there is a copy goes first.
        Files.deleteIfExists(folder.resolve(key(name) + ABOUT));
        Files.deleteIfExists(copy.path());
    }

    private void load() throws IOException {
        Map<String, CachedFile> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, OURS + "*" + ABOUT)) {
            for (Path about : files) {
                read(about, found);
            }
        }
        Set<Path> ours = new HashSet<>();
        found.forEach((name, copy) -> {
            ours.add(folder.resolve(key(name) + ABOUT));
            ours.add(copy.path());
        });
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, OURS + "*{" + ABOUT + "," + CONTENT + "," + NEW + "}")) {
            for (Path file : files) {
                if (!ours.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        for (Map.Entry<String, CachedFile> entry : found.entrySet()) {
            remember(entry.getKey(), entry.getValue());
        }
    }

    /** A copy that is not whole, is of another upstream, or cannot be read, is none. */
    private void read(Path about, Map<String, CachedFile> found) {
        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(about)) {
            read.load(in);
            String name = read.getProperty(":name", "");
            String hash = read.getProperty(":hash", "");
            Path content = folder.resolve(key(name) + "-" + hash + CONTENT);
            if (upstream.toString().equals(read.getProperty(":upstream"))
                    && hash.equals(hash(Files.readAllBytes(content)))) {
                Map<String, String> headers = new TreeMap<>();
                read.stringPropertyNames().stream()
                        .filter(key -> !key.startsWith(":"))
                        .forEach(key -> headers.put(key, read.getProperty(key)));
                found.put(name, new CachedFile(content, Files.size(content), tag(hash), headers, Instant.EPOCH));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("A copy is not whole: {}", about, e);
        }
    }

    /** Writes what may be read at any moment: it is there as a whole or not at all. */
    private void writeWhole(Path file, Writing writing) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, OURS, NEW);
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                writing.to(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static String tag(String hash) {
        return "W/\"" + hash + "\"";
    }

    private static String key(String name) {
        return OURS + hash(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
