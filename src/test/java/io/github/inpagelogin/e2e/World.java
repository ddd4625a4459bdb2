package io.github.inpagelogin.e2e;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;

/** A site, a stand-in RingCentral where it is registered, and one clock for both. Rate limits are off. */
public final class World implements AutoCloseable {
    public static final String APP_SECRET = "app-secret-of-the-tests-0123456789-abcdef";

    private final TestClock clock;
    private final StandIn standIn;
    private final Site site;
    private final URI address;

    private World(TestClock clock, StandIn standIn, Site site, URI address) {
        this.clock = clock;
        this.standIn = standIn;
        this.site = site;
        this.address = address;
    }

    /** A site that is a public client, with these settings changed: keys and values in turn. */
    public static World start(String... keysAndValues) {
        return startAt("", keysAndValues);
    }

    /** A site that has a client secret. */
    public static World startConfidential() {
        return start(
                "ringcentral.client-id",
                StandIn.CONFIDENTIAL_CLIENT_ID,
                "ringcentral.client-secret",
                StandIn.CONFIDENTIAL_CLIENT_SECRET);
    }

    /** A site in {@code contextPath}. */
    public static World startAt(String contextPath, String... keysAndValues) {
        try {
            TestClock clock = new TestClock();
            StandIn standIn = StandIn.start(0, clock);
            Map<String, String> settings = new HashMap<>();
            settings.put("ringcentral.server", standIn.origin().toString());
            settings.put("ringcentral.client-id", StandIn.CLIENT_ID);
            settings.put("widget.mode", "sso");
            settings.put("app.secret", APP_SECRET);
            for (int i = 0; i < keysAndValues.length; i += 2) {
                settings.put(keysAndValues[i], keysAndValues[i + 1]);
            }
            boolean old = "sso".equals(settings.get("widget.mode"));
            settings.putIfAbsent("widget.url", (old ? standIn.widgetUrl() : standIn.newWidgetUrl()).toString());
            Site site = Site.start(contextPath, clock, settings);
            URI address = URI.create(
                    settings.containsKey("app.base-url")
                            ? settings.get("app.base-url") + "/"
                            : site.url().toString());
            World world = new World(clock, standIn, site, address);
            standIn.allowRedirectUri(address.resolve("oauth/callback"));
            standIn.allowRedirectUri(address.resolve("redirect.html"));
            standIn.allowRedirectUri(address.resolve("oauth/widget-callback"));
            world.calm();
            return world;
        } catch (Exception e) {
            throw new IllegalStateException("The servers do not start", e);
        }
    }

    /** Everything that went wrong at the stand-in goes well again. */
    void calm() {
        standIn.knobs().reset();
        standIn.knobs().rateLimit(false);
    }

    public TestClock clock() {
        return clock;
    }

    public StandIn standIn() {
        return standIn;
    }

    public Site site() {
        return site;
    }

    /** Where the site says that it is; a slash at the end. */
    URI address() {
        return address;
    }

    /** Where the server of {@code uri} really listens: a site may say that it is elsewhere. */
    URI reachable(URI uri) {
        String text = uri.toString();
        String said = address.toString();
        return text.startsWith(said) ? site.url().resolve(text.substring(said.length())) : uri;
    }

    Person ada() {
        return standIn.people().get(0);
    }

    Person luis() {
        return standIn.people().get(1);
    }

    /** How many codes and refresh tokens were brought to the token endpoint. */
    long redemptions() {
        return standIn.counters().of(Endpoint.TOKEN);
    }

    /** A browser nobody has used yet that sends what it is told. */
    Visitor visitor() {
        return new Visitor(this);
    }

    /** A browser nobody has used yet that follows redirects, without JavaScript. */
    WebClient browser() {
        WebClient browser = new WebClient(BrowserVersion.CHROME);
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return browser;
    }

    @Override
    public void close() {
        site.close();
        standIn.close();
    }
}
