package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, without a window. Where it is not installed its tests are skipped, or fail where it is required. */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Browsers that no story uses at the moment, by their preferences: to start one takes longer than most stories do. */
    private static final Map<Map<String, Object>, Queue<Chromium>> AT_REST = new HashMap<>();

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** By so much each pause is longer than the one before: nearly every step of a story waits for a page. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    /** Features that start a process for a page that may come: they took a fifth of a story's time. */
    private static final List<String> AHEAD_OF_NEED =
            List.of("SpareRendererForSitePerProcess", "PreloadTopChromeWebUI");

    private final ChromeDriver driver;
    private final Runnable end;

    private Chromium(ChromeDriver driver, Runnable end) {
        this.driver = driver;
        this.end = end;
    }

    /** A browser with an empty profile, as all that follow are. */
    static Chromium borrow() {
        return shared(Map.of());
    }

    /** A browser that keeps nothing for a frame of another site than the page's. */
    static Chromium blockingThirdParties() {
        return shared(
                Map.of("profile.cookie_controls_mode", 1),
                // Partitioned storage would be given to such a frame all the same.
                "ThirdPartyStoragePartitioning");
    }

    /** A browser that sends cookies to a frame of another site, if they say {@code SameSite=None}. */
    static Chromium allowingThirdParties() {
        return shared(Map.of("profile.cookie_controls_mode", 0));
    }

    /** A browser that keeps what it downloads in this folder. */
    static Chromium savingTo(Path folder) {
        return shared(Map.of("download.default_directory", folder.toString()));
    }

    /** A browser with these switches too, that ends when it is closed. */
    static Chromium startAlone(String... switches) {
        return start(Map.of(), Stream.of(), switches);
    }

    /** One that is at rest, or a new one; where a story closes it, it forgets and is at rest. Each ends with this JVM. */
    private static Chromium shared(Map<String, Object> preferences, String... featuresOff) {
        Queue<Chromium> resting = AT_REST.computeIfAbsent(preferences, any -> new ArrayDeque<>());
        Chromium browser = resting.poll();
        if (browser == null) {
            browser = start(preferences, Stream.of(featuresOff));
            Runtime.getRuntime().addShutdownHook(new Thread(browser::close));
        }
        Chromium lent = browser;
        return new Chromium(lent.driver, () -> {
            lent.forget();
            resting.add(lent);
        });
    }

    private static Chromium start(Map<String, Object> preferences, Stream<String> featuresOff, String... switches) {
        if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
            Requirement.missing(
                    "browser.required", "Chromium is not installed: apt-get install chromium chromium-driver");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                // Without a GPU it is but one more process to draw and to talk to.
                "--in-process-gpu",
                // Each picture of the sign that turns while the phone loads is drawn by the processor.
                "--force-prefers-reduced-motion",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                // Sites by https have made theirs themselves.
                "--ignore-certificate-errors",
                // No tabs, no address bar: to draw them took a tenth of a story's time. The window fills the screen.
                "--kiosk",
                "--screen-info={1280x900}",
                "--disable-features="
                        + Stream.concat(AHEAD_OF_NEED.stream(), featuresOff).collect(Collectors.joining(",")));
        options.addArguments(switches);
        options.setExperimentalOption("prefs", preferences);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        return new Chromium(driver, driver::quit);
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    /** The element with this CSS selector, once it is to be seen. */
    WebElement see(String selector) {
        return until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    /** Waits until the element with this CSS selector has this text in it. */
    void seeText(String selector, String text) {
        until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
    }

    /** Waits until {@code condition} holds, and tells what it gives. */
    <T> T until(Function<? super WebDriver, T> condition) {
        // A look at a page that is just being left fails in more than one way; the next look finds the new page.
        return new WebDriverWait(driver, LONGEST_WAIT, LOOK_AGAIN, Clock.systemUTC(), new Patience())
                .ignoring(WebDriverException.class)
                .until(condition);
    }

    void click(String selector) {
        see(selector).click();
    }

    void type(String selector, String text) {
        see(selector).sendKeys(text);
    }

    /** Puts the text into the field at once: key by key, to fill in a login takes longer than to log in. */
    void fill(String selector, String text) {
        driver.executeScript("arguments[0].value = arguments[1]", see(selector), text);
    }

    /** Presses the tab key until the element with this CSS selector has the focus. */
    WebElement tabTo(String selector) {
        for (int presses = 0; presses < 40; presses++) {
            WebElement focused = driver.switchTo().activeElement();
            if (driver.findElements(By.cssSelector(selector)).contains(focused)) {
                return focused;
            }
            new Actions(driver).sendKeys(Keys.TAB).perform();
        }
        return fail("The tab key does not lead to " + selector);
    }

    /** Looks into the frame with this CSS selector while {@code look} runs. */
    void inFrame(String selector, Runnable look) {
        until(ExpectedConditions.frameToBeAvailableAndSwitchToIt(By.cssSelector(selector)));
        try {
            look.run();
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    /** Opens {@code address} in a tab of its own, where what follows is done, and tells the tab's handle. */
    String openInNewTab(URI address) {
        String tab = newTab();
        open(address);
        return tab;
    }

    /** Goes to a tab that has nothing in it yet, and tells its handle. */
    String newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return tab();
    }

    /** The handle of the tab in which things are done. */
    String tab() {
        return driver.getWindowHandle();
    }

    /** Runs this script in what the tab shows from now on, in its frames too, before anything of theirs. */
    void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Goes to the tab of this handle. */
    void goTo(String tab) {
        driver.switchTo().window(tab);
    }

    /** Keeps nothing of any site, and no tab but a new one. */
    void forget() {
        String fresh = newTab();
        for (String tab : driver.getWindowHandles()) {
            if (!tab.equals(fresh)) {
                goTo(tab);
                driver.close();
            }
        }
        goTo(fresh);
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
        var unused = complaints();
    }

    /** How many pages this tab's history has, the one that is shown among them. */
    long historyLength() {
        return Long.parseLong(String.valueOf(run("return history.length")));
    }

    /** Goes back to the page that was shown when the history was so long. */
    void goBackTo(long length) {
        run("history.go(" + (length - historyLength()) + ")");
        waitFor("return performance.getEntriesByType('navigation')[0].type === 'back_forward' || null");
    }

    /** Runs a script in the page; what it returns. */
    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Waits until a script in the page returns something, and tells it. */
    Object waitFor(String script) {
        return Objects.requireNonNull(until(there -> run(script)));
    }

    /** Acts in the window that was just opened, until it closes. */
    void inPopup(Runnable act) {
        inOtherWindow(() -> {
            act.run();
            until(ExpectedConditions.numberOfWindowsToBe(1));
        });
    }

    /** Acts in the window that was just opened. */
    void inOtherWindow(Runnable act) {
        until(ExpectedConditions.numberOfWindowsToBe(2));
        String page = driver.getWindowHandle();
        driver.getWindowHandles().stream()
                .filter(window -> !window.equals(page))
                .forEach(window -> driver.switchTo().window(window));
        try {
            act.run();
        } finally {
            driver.switchTo().window(page);
        }
    }

    /** Writes the page as it is to {@code target/screenshots}, at desktop and phone width, light and dark. */
    void screenshots(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            for (int width : List.of(1280, 390)) {
                for (String scheme : List.of("light", "dark")) {
                    emulate(width, scheme);
                    Files.write(
                            SCREENSHOTS.resolve(name + "-" + width + "-" + scheme + ".png"),
                            driver.getScreenshotAs(OutputType.BYTES));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            emulate(1280, "light");
        }
    }

    /** How wide the page is beyond the window's width, in pixels, on a phone. */
    long overflowOnPhone() {
        emulate(390, "light");
        Object overflow = driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        emulate(1280, "light");
        return overflow instanceof Number number ? number.longValue() : -1;
    }

    /** Whether a finger reaches what {@code selector} names on a phone, wherever the page is scrolled to. */
    boolean isWithinReachOnPhone(String selector) {
        emulate(390, "light");
        Object reached = driver.executeScript("""
                const target = document.querySelector(arguments[0]);
                return [0, document.body.scrollHeight].every((y) => {
                  scrollTo(0, y);
                  const { x, y: top, width, height } = target.getBoundingClientRect();
                  return target.contains(document.elementFromPoint(x + width / 2, top + height / 2));
                });""", selector);
        driver.executeScript("scrollTo(0, 0)");
        emulate(1280, "light");
        return Boolean.TRUE.equals(reached);
    }

    private void emulate(int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                // A picture taken half-way through a transition shows a page that nobody sees.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /**
     * What the browser complained about since the last call: script errors, policy violations, failed requests. That the
     * adapter's sandbox holds nothing in that is of the page's own origin is a remark, and true.
     */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(complaint -> !complaint.contains("can escape its sandboxing"))
                .toList();
    }

    @Override
    public void close() {
        end.run();
    }
}
