package io.github.inpagelogin.e2e;

import org.jspecify.annotations.Nullable;

/**
 * The stage of the stories of one class: to set up a site and a RingCentral for each takes as long as half a story. For one
 * thread.
 */
final class SharedStage implements AutoCloseable {
    private String mode = "";
    private @Nullable Stage stage;

    /** A stage as by {@link Stage#with(String)} where another story may begin: the last one's, if that was of this mode. */
    Stage in(String widgetMode) throws Exception {
        Stage there = stage;
        if (there == null || !mode.equals(widgetMode)) {
            close();
            there = Stage.with(widgetMode);
            stage = there;
            mode = widgetMode;
        }
        there.clear();
        return there;
    }

    @Override
    public void close() {
        Stage last = stage;
        stage = null;
        if (last != null) {
            last.close();
        }
    }
}
