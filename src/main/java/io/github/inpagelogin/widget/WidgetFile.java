package io.github.inpagelogin.widget;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of the widget, on our disk.
 *
 * @param entityTag changes with the content; weak, in its quotes
 * @param policy the Content Security Policy that came with it; null for none
 */
record WidgetFile(Path path, String entityTag, @Nullable String policy) {}
