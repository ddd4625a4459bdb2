package io.github.inpagelogin.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySourceTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private DirectorySource source;

    @BeforeEach
    void write() throws IOException {
        folder = temporary.resolve("widget");
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("app.html"), "page");
        Files.writeString(folder.resolve("assets/a.js"), "script");
        Files.writeString(temporary.resolve("secret.txt"), "secret");
        source = new DirectorySource(folder);
    }

    @Test
    void aFileOfTheFolderIsFound() throws IOException {
        assertEquals("page", Files.readString(find("app.html").orElseThrow().path()));
        assertEquals(
                "script", Files.readString(find("assets/a.js").orElseThrow().path()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "assets", "app.html/x", "assets/none/x", "../secret.txt"})
    void whateverElseIsNot(String name) {
        assertEquals(Optional.empty(), find(name));
    }

    @Test
    void aLinkOutOfTheFolderLeadsNowhere() throws IOException {
        Files.createSymbolicLink(folder.resolve("out.txt"), temporary.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("in.js"), folder.resolve("assets/a.js"));
        assertEquals(Optional.empty(), find("out.txt"));
        assertEquals("script", Files.readString(find("in.js").orElseThrow().path()));
    }

    @Test
    void theFolderMayItselfBeALinkThatIsMovedOn() throws IOException {
        Path current = temporary.resolve("current");
        Files.createSymbolicLink(current, folder);
        source = new DirectorySource(current);
        assertEquals("page", Files.readString(find("app.html").orElseThrow().path()));
        Path next = Files.createDirectory(temporary.resolve("next"));
        Files.writeString(next.resolve("app.html"), "next");
        Files.delete(current);
        Files.createSymbolicLink(current, next);
        assertEquals("next", Files.readString(find("app.html").orElseThrow().path()));
    }

    @Test
    void theTagChangesWithTheFile() throws IOException {
        String before = find("app.html").orElseThrow().entityTag();
        assertEquals(before, find("app.html").orElseThrow().entityTag());
        Files.setLastModifiedTime(folder.resolve("app.html"), FileTime.fromMillis(1));
        assertNotEquals(before, find("app.html").orElseThrow().entityTag());
    }

    private Optional<WidgetFile> find(String name) {
        return source.file(name).join();
    }
}
