package io.github.inpagelogin.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final URI UPSTREAM = URI.create("https://widget.example/");
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aCopyIsTwoFilesWhoseNamesTellNothingOfTheNameAskedFor() throws IOException {
        CachedFile copy = store(cache(9, 99), "assets/a.js", "one");
        assertEquals("one", Files.readString(copy.path()));
        assertTrue(files().stream().allMatch(name -> name.matches("widget-[0-9a-f]{32}(-[0-9a-f]{32})?\\.[a-z]+")));
        assertEquals(2, files().size());
    }

    @Test
    void theCopiesThatNobodyAskedForLongestGoFirst() throws IOException {
        FileCache cache = cache(2, 99);
        store(cache, "a", "1");
        store(cache, "b", "2");
        assertTrue(cache.find("a").isPresent());
        store(cache, "c", "3");
        assertTrue(cache.find("a").isPresent() && cache.find("c").isPresent());
        assertFalse(cache.find("b").isPresent());
        assertEquals(4, files().size());
    }

    @Test
    void thereIsALimitOfBytesForAllOfThem() throws IOException {
        FileCache cache = cache(9, 10);
        store(cache, "a", "1234");
        store(cache, "b", "1234");
        store(cache, "b", "12");
        store(cache, "c", "1234");
        assertTrue(cache.find("a").isPresent(), "4 + 2 + 4");
        store(cache, "d", "12345678");
        assertEquals(List.of("d"), kept(cache, "a", "b", "c", "d"));
        store(cache, "e", "12345678901");
        assertEquals(List.of(), kept(cache, "a", "b", "c", "d", "e"), "what is larger than all is not kept");
        assertEquals(0, files().size());
    }

    @Test
    void theLimitsHoldAfterARestartToo() throws IOException {
        FileCache cache = cache(9, 99);
        for (String name : List.of("a", "b", "c")) {
            store(cache, name, name);
        }
        assertEquals(1, kept(cache(1, 99), "a", "b", "c").size());
        assertEquals(2, files().size());
    }

    @Test
    void theSameContentUnderTwoNamesIsTwoCopies() throws IOException {
        FileCache cache = cache(9, 99);
        store(cache, "a", "same");
        CachedFile other = store(cache, "b", "same");
        cache.remove("a");
        assertEquals("same", Files.readString(other.path()));
    }

    @Test
    void copiesOfAnotherUpstreamAreRemoved() throws IOException {
        store(cache(9, 99), "a", "1");
        FileCache other = new FileCache(folder, URI.create("https://other.example/"), new FileCache.Limits(9, 99));
        assertFalse(other.find("a").isPresent());
        assertEquals(0, files().size());
    }

    @Test
    void whatIsNotWholeIsRemovedAndWhatIsNotOursStays() throws IOException {
        FileCache cache = cache(9, 99);
        CachedFile cut = store(cache, "a", "12345");
        store(cache, "b", "12345");
        Files.writeString(cut.path(), "123");
        Files.writeString(folder.resolve("widget-1.new"), "half");
        Files.writeString(folder.resolve("widget-2.content"), "orphan");
        Files.writeString(folder.resolve("widget-3.about"), "\\u00");
        Files.writeString(folder.resolve("notes.content"), "somebody's");
        assertEquals(List.of("b"), kept(cache(9, 99), "a", "b"));
        assertEquals(3, files().size());
        assertTrue(files().contains("notes.content"));
    }

    @Test
    void whatTheUpstreamSaidComesBackAsItWas() throws IOException {
        Map<String, String> headers = Map.of("etag", "W/\"ä=#:!\\u00\"", "last-modified", " x ");
        cache(9, 99).store("a", new byte[] {1}, headers, NOW);
        CachedFile read = cache(9, 99).find("a").orElseThrow();
        assertEquals(headers, read.headers());
        assertEquals(Instant.EPOCH, read.checkedAt());
        assertEquals(1, read.size());
    }

    @Test
    void theFolderIsMade() throws IOException {
        Path deep = folder.resolve("x/y");
        assertFalse(new FileCache(deep, UPSTREAM, new FileCache.Limits(1, 1))
                .find("a")
                .isPresent());
        assertTrue(Files.isDirectory(deep));
    }

    private FileCache cache(int files, long bytes) throws IOException {
        return new FileCache(folder, UPSTREAM, new FileCache.Limits(files, bytes));
    }

    private static CachedFile store(FileCache cache, String name, String content) throws IOException {
        return cache.store(name, content.getBytes(StandardCharsets.UTF_8), Map.of(), NOW);
    }

    private static List<String> kept(FileCache cache, String... names) {
        return Stream.of(names).filter(name -> cache.find(name).isPresent()).toList();
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        }
    }
}
