package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Unacceptable.unless;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folders that settings may name. No message has the path. */
final class Folders {
    private Folders() {}

    /** A folder that has the widget's two entrances. */
    static Path widget(String text) throws Unacceptable {
        Path folder = absolute(text);
        unless(Files.isDirectory(folder) && Files.isReadable(folder), "must be an existing folder that can be read");
        for (String file : new String[] {"app.html", "adapter.js"}) {
            Path entrance = folder.resolve(file);
            unless(
                    Files.isRegularFile(entrance) && Files.isReadable(entrance),
                    "must have the widget's app.html and adapter.js; it has no " + file + " that can be read");
        }
        return folder;
    }

    /** A folder to write into, or one that can be made because the folder above is there. */
    static Path cache(String text) throws Unacceptable {
        Path folder = absolute(text);
        Path existing = Files.exists(folder) ? folder : folder.getParent();
        unless(
                existing != null && Files.isDirectory(existing) && Files.isWritable(existing),
                "must be a folder that can be written to, or can be made in an existing one");
        return folder;
    }

    private static Path absolute(String text) throws Unacceptable {
        try {
            Path folder = Path.of(text.strip());
            unless(folder.isAbsolute(), "must be an absolute path");
            return folder.normalize();
        } catch (InvalidPathException e) {
            throw new Unacceptable("is not a path");
        }
    }
}
