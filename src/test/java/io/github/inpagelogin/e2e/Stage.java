package io.github.inpagelogin.e2e;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** Where Chromium's stories are told: a browser, a site, and a stand-in RingCentral where the site is registered. */
final class Stage implements AutoCloseable {
    /** Who has allowed the site at RingCentral: it asks once. */
    private final Set<Person> allowed = new HashSet<>();

    private final TestClock clock;
    private final Chromium browser;
    private final StandIn standIn;
    private final Site site;

    private Stage(TestClock clock, Chromium browser, StandIn standIn, Site site) {
        this.clock = clock;
        this.browser = browser;
        this.standIn = standIn;
        this.site = site;
    }

    /**
     * A site whose widget is signed in by this mode; {@code sso} has the old widget, which knows it, others the new. In
     * {@code proxy} mode the site serves it, by https.
     */
    static Stage with(String widgetMode) throws Exception {
        return with(widgetMode, Map.of());
    }

    /** The same, with more settings. */
    static Stage with(String widgetMode, Map<String, String> more) throws Exception {
        if (widgetMode.equals("proxy")) {
            return behindTheProxy(Chromium.borrow(), more);
        }
        return with(Chromium.borrow(), widgetMode, settings -> {
            settings.putAll(more);
            return settings;
        });
    }

    /** The same in this browser, by http, with what {@code changes} makes of the settings. */
    static Stage with(Chromium browser, String widgetMode, UnaryOperator<Map<String, String>> changes)
            throws Exception {
        return build(browser, Site::start, (standIn, settings) -> {
            URI widget = widgetMode.equals("sso") ? standIn.widgetUrl() : standIn.newWidgetUrl();
            settings.put("widget.url", widget.toString());
            settings.put("widget.mode", widgetMode);
            return changes.apply(settings);
        });
    }

    /**
     * A site by https that serves today's widget itself and, unless more settings say otherwise, stands between it and
     * RingCentral.
     */
    static Stage behindTheProxy(Chromium browser, Map<String, String> more) throws Exception {
        SSLContext tls = SelfSigned.forAllTests();
        return build(browser, (clock, all) -> Site.startHttps(tls, clock, all), (standIn, settings) -> {
            settings.put("widget.url", standIn.newWidgetUrl().toString());
            settings.put("widget.hosting", "pass-through");
            settings.putAll(more);
            return settings;
        });
    }

    private interface Start {
        Site site(TestClock clock, Map<String, String> settings) throws Exception;
    }

    private interface Changes {
        Map<String, String> of(StandIn standIn, Map<String, String> settings);
    }

    private static Stage build(Chromium browser, Start start, Changes changes) throws Exception {
        TestClock clock = new TestClock();
        StandIn standIn = StandIn.start(0, clock);
        Map<String, String> all = new HashMap<>(Map.of(
                "ringcentral.server",
                standIn.origin().toString(),
                "ringcentral.client-id",
                StandIn.CLIENT_ID,
                "app.notice",
                "This site uses the stand-in RingCentral: no real account, no internet."));
        Site site = start.site(clock, changes.of(standIn, all));
        for (String path : new String[] {"oauth/callback", "oauth/widget-callback", "redirect.html"}) {
            standIn.allowRedirectUri(site.url(path));
        }
        return new Stage(clock, browser, standIn, site);
    }

    /** Begins another story: nobody is signed in anywhere, the browser has kept nothing, and all goes well. */
    void clear() {
        standIn.knobs().reset();
        standIn.knobs().rateLimit(false);
        standIn.knobs().endSessions();
        browser.forget();
    }

    /** The time of the site and of RingCentral; the browser has its own. */
    TestClock clock() {
        return clock;
    }

    Chromium browser() {
        return browser;
    }

    StandIn standIn() {
        return standIn;
    }

    Site site() {
        return site;
    }

    /** Fills in RingCentral's login page, which is open. */
    void signIn(Person person) {
        browser.fill("#username", person.username());
        browser.fill("#password", person.password());
        browser.click("#log-in");
    }

    /** Fills in RingCentral's login page, which is open, and consents where it asks. */
    void signInAndAllow(Person person) {
        signIn(person);
        if (allowed.add(person)) {
            browser.click("#allow");
        }
    }

    /** Ends RingCentral's login in this browser. */
    void signOutAtRingCentral() {
        browser.open(standIn.origin().resolve("/logout"));
        browser.click("#log-out");
        browser.see("#signed-out");
    }

    /**
     * Waits until the widget in the frame of this selector shows this person. Each look begins at the page: it may load
     * itself again, and the frame with it, when somebody else is signed in.
     */
    void seePhoneOf(String frame, Person person) {
        browser.until(page -> {
            page.switchTo().defaultContent();
            if (!textOf(page, "#phone-status").contains("The phone is ready.")) {
                return false;
            }
            page.switchTo().frame(page.findElement(By.cssSelector(frame)));
            boolean there = textOf(page, "#name").contains(person.name());
            page.switchTo().defaultContent();
            return there;
        });
    }

    private static String textOf(WebDriver page, String selector) {
        return page.findElement(By.cssSelector(selector)).getText();
    }

    @Override
    public void close() {
        site.close();
        standIn.close();
        browser.close();
    }
}
