package io.github.inpagelogin.e2e;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A stand-in, a site that embeds its widget of the new generation, and what that site's server and page do for it. */
final class NewWidgetScene implements AutoCloseable {
    static final String ADA = "in +16505550100*101";
    static final String LUIS = "in +16505550100*102";

    final StandIn standIn = StandIn.start(0, Clock.systemUTC());
    final WidgetHost host = WidgetHost.http(standIn);
    final Authorization authorization = new Authorization(standIn, host.url("/callback"));
    final WidgetPage page;
    private final Chromium browser;

    NewWidgetScene(Chromium browser) throws IOException {
        this.browser = browser;
        this.page = new WidgetPage(browser, host);
        // The login cookie of the stand-in before this one: cookies are the same for every port.
        browser.open(host.url("/callback"));
        browser.driver().manage().deleteAllCookies();
        var unused = browser.complaints();
    }

    Person ada() {
        return standIn.people().get(0);
    }

    Person luis() {
        return standIn.people().get(1);
    }

    /** The widget's address, with its client id and these parameters. */
    String app(String... namesAndValues) {
        return standIn.newWidgetUrl() + "app.html?clientId=" + StandIn.CLIENT_ID + more(namesAndValues);
    }

    String appWithRedirectUri() {
        return app("redirectUri", host.url("/callback").toString());
    }

    /** The hand-off by address. */
    String withCode(String code, String... namesAndValues) {
        return appWithRedirectUri()
                + more("authorizationCode", code, "authorizationCodeVerifier", Authorization.VERIFIER)
                + more(namesAndValues);
    }

    private static String more(String... namesAndValues) {
        return namesAndValues.length == 0 ? "" : '&' + Authorization.form(namesAndValues);
    }

    /** The hand-off by message. */
    void handOver(String code, String verifier) {
        String callback = host.url("/callback") + "?" + Authorization.form("code", code, "state", "s");
        page.post(Map.of(
                "type", "rc-adapter-authorization-code", "callbackUri", callback + more("code_verifier", verifier)));
    }

    /** The widget with Ada signed in by a message. */
    void openSignedIn() {
        page.open(appWithRedirectUri());
        page.sees("out");
        handOver(authorization.code(ada()), Authorization.VERIFIER);
        page.sees("out", ADA + " fresh");
    }

    long count(Endpoint endpoint) {
        return standIn.counters().of(endpoint);
    }

    void await(BooleanSupplier condition) {
        browser.until(driver -> condition.getAsBoolean());
    }

    @Override
    public void close() {
        host.close();
        standIn.close();
    }
}
