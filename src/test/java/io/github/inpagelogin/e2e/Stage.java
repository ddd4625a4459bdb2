package io.github.inpagelogin.e2e;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Where Chromium's stories are told: a browser, a site, and a stand-in RingCentral where the site is registered. */
final class Stage implements AutoCloseable {
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

    /** A site whose widget is signed in by this mode; {@code sso} has the old widget, which knows it, others the new. */
    static Stage with(String widgetMode) throws Exception {
        return with(Chromium.start(), widgetMode, UnaryOperator.identity());
    }

    /** The same, with more settings. */
    static Stage with(String widgetMode, Map<String, String> more) throws Exception {
        return with(Chromium.start(), widgetMode, settings -> {
            settings.putAll(more);
            return settings;
        });
    }

    /** The same in this browser, with what {@code changes} makes of the settings. */
    static Stage with(Chromium browser, String widgetMode, UnaryOperator<Map<String, String>> changes)
            throws Exception {
        TestClock clock = new TestClock();
        StandIn standIn = StandIn.start(0, clock);
        URI widget = widgetMode.equals("sso") ? standIn.widgetUrl() : standIn.newWidgetUrl();
        Site site = Site.start(
                clock,
                changes.apply(new HashMap<>(Map.of(
                        "ringcentral.server",
                        standIn.origin().toString(),
                        "ringcentral.client-id",
                        StandIn.CLIENT_ID,
                        "widget.url",
                        widget.toString(),
                        "widget.mode",
                        widgetMode,
                        "app.notice",
                        "This site uses the stand-in RingCentral: no real account, no internet."))));
        for (String path : new String[] {"oauth/callback", "oauth/widget-callback", "redirect.html"}) {
            standIn.allowRedirectUri(site.url(path));
        }
        return new Stage(clock, browser, standIn, site);
    }

    /** A site by https that serves today's widget itself and stands between it and RingCentral: {@code proxy} mode. */
    static Stage behindTheProxy(Path keys) throws Exception {
        return behindTheProxy(keys, Map.of("widget.hosting", "pass-through"));
    }

    /** The same, with what these settings make it serve. */
    static Stage behindTheProxy(Path keys, Map<String, String> hosting) throws Exception {
        return behindTheProxy(keys, Chromium.start("--ignore-certificate-errors"), hosting);
    }

    /** The same in this browser, which must not mind the certificate. */
    static Stage behindTheProxy(Path keys, Chromium browser, Map<String, String> hosting) throws Exception {
        SSLContext tls = SelfSigned.in(keys);
        TestClock clock = new TestClock();
        StandIn standIn = StandIn.start(0, clock);
        Map<String, String> settings = new HashMap<>(hosting);
        settings.put("ringcentral.server", standIn.origin().toString());
        settings.put("ringcentral.client-id", StandIn.CLIENT_ID);
        settings.put("widget.url", standIn.newWidgetUrl().toString());
        Site site = Site.startHttps(tls, clock, settings);
        standIn.allowRedirectUri(site.url("oauth/callback"));
        return new Stage(clock, browser, standIn, site);
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
        browser.type("#username", person.username());
        browser.type("#password", person.password());
        browser.click("#log-in");
    }

    /** Fills in RingCentral's login page, which is open, and consents. */
    void signInAndAllow(Person person) {
        signIn(person);
        browser.click("#allow");
    }

    /** Ends RingCentral's login in this browser. */
    void signOutAtRingCentral() {
        browser.open(standIn.origin().resolve("/logout"));
        browser.click("#log-out");
        browser.see("#signed-out");
    }

    /** Waits until the widget in the frame of this id shows this person. */
    void seePhoneOf(String frame, Person person) {
        browser.seeText("#phone-status", "The phone is ready.");
        browser.inFrame(frame, () -> browser.seeText("#name", person.name()));
    }

    @Override
    public void close() {
        site.close();
        standIn.close();
        browser.close();
    }
}
