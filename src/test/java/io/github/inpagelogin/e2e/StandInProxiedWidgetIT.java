package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The stand-in widget of the new generation behind a server in between, which has the tokens. */
@Timeout(60)
class StandInProxiedWidgetIT {
    private static final String ADA = "in +16505550100*101";
    private static final String LUIS = "in +16505550100*102";
    private static final String CLIENT_INFO = "GET /restapi/v1.0/client-info";

    private static SSLContext tls;
    private static Chromium browser;

    private StandIn standIn;
    private WidgetHost host;
    private WidgetPage page;
    private Authorization authorization;

    @BeforeAll
    static void startBrowser() throws Exception {
        tls = SelfSigned.forAllTests();
        browser = Chromium.borrow();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start(0, Clock.systemUTC());
        host = WidgetHost.https(standIn, tls);
        page = new WidgetPage(browser, host);
        authorization = new Authorization(standIn, host.url("/callback"));
        var unused = browser.complaints();
    }

    @AfterEach
    void stop() {
        host.close();
        standIn.close();
    }

    private Person ada() {
        return standIn.people().get(0);
    }

    private Person luis() {
        return standIn.people().get(1);
    }

    private String app(String... namesAndValues) {
        return app(host.url("/widget/"), namesAndValues);
    }

    private String app(URI widget, String... namesAndValues) {
        String form = Authorization.form(namesAndValues);
        return widget + "app.html?"
                + Authorization.form(
                        "authProxy", "1", "appServer", host.url("/proxy").toString())
                + (form.isEmpty() ? "" : '&' + form);
    }

    private static Set<String> calls(List<String> asked) {
        return asked.stream()
                .map(line -> line.substring(0, line.indexOf(" client=")))
                .collect(Collectors.toSet());
    }

    private static void await(BooleanSupplier condition) {
        browser.until(driver -> condition.getAsBoolean());
    }

    @Test
    void withoutASessionClientInfoIsAskedTwiceAndSignInIsOffered() {
        page.open(app());
        page.sees("out");
        String asked = CLIENT_INFO + " client= type=application/json cookie=false agent=true authorization=false";
        assertEquals(List.of(asked, asked), host.asked());
        assertEquals("Sign In", page.shown("#sign-in"));
    }

    @Test
    void withASessionItIsSignedInAndAllItsCallsGoThroughTheProxyWithoutAToken() {
        host.session(authorization.accessToken(ada()));
        page.open(app("clientId", "k"));
        page.sees(ADA);
        assertEquals(ada().name(), page.shown("#name"));
        List<String> asked = host.asked();
        assertTrue(asked.stream().allMatch(line -> line.contains("client=k ")), asked.toString());
        assertTrue(asked.stream().allMatch(line -> line.endsWith("agent=true authorization=false")), asked.toString());
        Set<String> calls = calls(asked);
        for (String path : List.of("", "/features", "/presence", "/message-sync")) {
            assertTrue(calls.contains("GET /restapi/v1.0/account/~/extension/~" + path), path);
        }
        assertTrue(calls.contains("POST /restapi/oauth/wstoken"), calls.toString());
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void signInOpensThePopupOfTheProxyAndThenClientInfoIsAskedAgain() {
        page.open(app("clientId", "k", "redirectUri", host.url("/callback").toString()));
        page.sees("out");
        var unused = host.asked();
        String window = browser.driver().getWindowHandle();
        page.click("#sign-in");
        browser.until(ExpectedConditions.numberOfWindowsToBe(2));
        browser.driver().getWindowHandles().stream()
                .filter(other -> !other.equals(window))
                .forEach(popup -> browser.driver().switchTo().window(popup));
        String address = browser.see("pre").getText();
        assertTrue(
                address.startsWith("/proxy/authorize?response_type=token&"
                        + Authorization.form(
                                "redirect_uri", host.url("/callback").toString())
                        + "&client_id=k&state="),
                address);
        host.session(authorization.accessToken(ada()));
        String callback = host.url("/widget/redirect.html").toString();
        browser.open(URI.create(callback + "?error=access_denied"));
        browser.driver().switchTo().window(window);
        await(() -> page.shown("#problem").startsWith("Sign-in failed"));
        page.sees("out");

        page.post(Map.of("callbackUri", callback));
        page.sees("out", ADA + " fresh");
        assertTrue(calls(host.asked()).contains(CLIENT_INFO));
    }

    @Test
    void any401SignsItOut() {
        host.session(authorization.accessToken(ada()));
        page.open(app());
        page.sees(ADA);
        standIn.knobs().endSessions();
        page.reload();
        page.sees("out");

        host.session(authorization.accessToken(ada()));
        page.reload();
        page.sees(ADA);
        standIn.knobs().on(Endpoint.OTHER).fail(401, "invalid_token", "OAU-123", "Over");
        page.reload();
        await(() -> page.messages().contains("out"));
    }

    @Test
    void signingOutAsksNobodyAndTheNextLoadSignsInAgain() {
        host.session(authorization.accessToken(ada()));
        page.open(app());
        page.sees(ADA);
        await(() -> calls(host.asked()).contains("GET /restapi/v1.0/account/~/extension/~/call-log-sync"));
        page.logOut();
        page.sees(ADA, "out");
        assertEquals(List.of(), host.asked());
        page.reload();
        page.sees(ADA);
    }

    @Test
    void withASecretSigningOutTellsTheProxy() {
        host.session(authorization.accessToken(ada()));
        page.open(app("clientSecret", "s"));
        page.sees(ADA);
        page.logOut();
        page.sees(ADA, "out");
        assertTrue(calls(host.asked()).contains("POST /logout"));
    }

    @Test
    void theOwnerSeenFirstIsKeptForEachPrefix() {
        host.session(authorization.accessToken(ada()));
        page.open(app());
        page.sees(ADA);
        host.session(authorization.accessToken(luis()));
        page.reload();
        page.sees(LUIS);
        assertEquals(ada().ownerId(), owner());
        page.open(app("prefix", "luis"));
        page.sees(LUIS);
        assertEquals(luis().ownerId(), owner());
    }

    @Test
    void aProxyOnAnotherOriginThanTheWidgetsIsRefusedByItsOwnPolicy() {
        host.session(authorization.accessToken(ada()));
        page.open(app(standIn.newWidgetUrl()));
        page.sees("out");
        assertEquals(List.of(), host.asked());
        browser.inFrame(
                "iframe",
                () -> assertEquals(
                        "connect-src",
                        browser.driver()
                                .executeAsyncScript(
                                        "document.addEventListener('securitypolicyviolation',"
                                                + " (event) => arguments[1](event.effectiveDirective));"
                                                + "fetch(arguments[0]).catch(() => {});",
                                        host.url("/proxy/restapi/v1.0/client-info")
                                                .toString())));
    }

    @Test
    void aServerWithAQueryIsPassedOverInSilence() {
        page.open(host.url("/widget/") + "app.html?authProxy=1&"
                + Authorization.form("appServer", host.url("/proxy?x=1").toString()));
        page.sees("out");
        assertEquals(List.of(), host.asked());
    }

    private String owner() {
        String[] owner = new String[1];
        browser.inFrame("iframe", () -> owner[0] = browser.see("#name").getAttribute("data-owner"));
        return owner[0];
    }
}
