package io.github.inpagelogin.widget;

import io.github.inpagelogin.web.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The widget's files in a folder of the operator's. A link that leads out of the folder leads nowhere. */
public final class DirectorySource implements WidgetSource {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorySource.class);

    private final Path folder;

    public DirectorySource(Path folder) {
        this.folder = folder;
    }

    @Override
    public CompletableFuture<Optional<WidgetFile>> file(String name) {
        try {
            // Both at each request: the folder itself may be a link that is moved on to a new version.
            Path file = folder.resolve(name).toRealPath();
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            boolean ours = file.startsWith(folder.toRealPath()) && about.isRegularFile() && Files.isReadable(file);
            return CompletableFuture.completedFuture(
                    ours ? Optional.of(new WidgetFile(file, tag(about), null)) : Optional.empty());
        } catch (FileSystemException e) {
            // Not there, a file where a folder would have to be, or not for us: nothing to be had either way.
            return CompletableFuture.completedFuture(Optional.empty());
        } catch (IOException e) {
            LOG.warn("A file of the widget cannot be looked at", e);
            return CompletableFuture.failedFuture(new WidgetUnavailable(Problem.NO_WIDGET));
        }
    }

    private static String tag(BasicFileAttributes about) {
        return "W/\"" + Long.toHexString(about.size()) + "-"
                + Long.toHexString(about.lastModifiedTime().toMillis()) + "\"";
    }
}
