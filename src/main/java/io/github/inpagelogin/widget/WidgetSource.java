package io.github.inpagelogin.widget;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where this site has the widget's files from. Thread-safe. */
public sealed interface WidgetSource permits DirectorySource, PassThroughSource {
    /**
     * The file of this name, which {@link WidgetPath} has let through; empty if there is none; exceptionally a
     * {@link WidgetUnavailable} if it is not known or cannot be had.
     */
    CompletableFuture<Optional<WidgetFile>> file(String name);
}
