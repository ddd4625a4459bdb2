package io.github.inpagelogin.e2e;

import java.time.Duration;
import org.openqa.selenium.support.ui.Sleeper;

/**
 * The pauses of one wait. Each look at a page is work for the browser, so that to look often takes time from what is waited
 * for: soon again at first, as most pages come at once, and the later the longer. For one thread.
 */
final class Patience implements Sleeper {
    private static final Duration LONGEST = Duration.ofMillis(250);

    private int looks;

    @Override
    public void sleep(Duration step) throws InterruptedException {
        looks++;
        Duration pause = step.multipliedBy(looks);
        Sleeper.SYSTEM_SLEEPER.sleep(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    }
}
