package io.github.inpagelogin.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.function.Supplier;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The widget in a browser: the messages its host page sees, and their order. */
class StandInWidgetTest {
    private static final String OUT = "{\"type\":\"rc-login-status-notify\",\"loggedIn\":false}";
    private static final String IN =
            "{\"type\":\"rc-login-status-notify\",\"loggedIn\":true,\"loginNumber\":\"+16505550100*102\"}";

    private final Scene scene = new Scene();
    private final WebClient browser = new WebClient(BrowserVersion.CHROME);
    private final String parameters = "authMode=sso&appKey=" + StandIn.CLIENT_ID + "&appServer="
            + Parameters.encode(scene.standIn.origin().toString()) + "&redirectUri={redirectUri}";

    StandInWidgetTest() {
        browser.getOptions().setFetchPolyfillEnabled(true);
    }

    @AfterEach
    void close() {
        browser.close();
        scene.close();
    }

    private HostPage host(String embed) {
        HostPage host = new HostPage(embed);
        scene.standIn.allowRedirectUri(URI.create(host.redirectUri()));
        return host;
    }

    private String iframe() {
        return "<iframe id='w' src='" + scene.standIn.widgetUrl() + "app.html?" + parameters + "'></iframe>";
    }

    /** Signs Luis in at the stand-in in this browser, by choosing him from the list. */
    private void signIn() throws Exception {
        String query = Scene.publicQuery();
        HtmlPage login = browser.getPage(scene.standIn.origin() + Endpoint.AUTHORIZE.path() + '?' + query);
        HtmlElement luis = login.querySelector("button.person[data-username=luis]");
        luis.click();
        assertEquals("maple-102", ((HtmlInput) login.getHtmlElementById("password")).getValue());
        HtmlPage consent = login.getHtmlElementById("log-in").click();
        browser.getOptions().setRedirectEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        consent.getHtmlElementById("allow").click();
        browser.getOptions().setRedirectEnabled(true);
    }

    private void await(String expected, Supplier<String> actual) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!actual.get().equals(expected) && System.nanoTime() < end) {
            browser.waitForBackgroundJavaScript(50);
        }
        assertEquals(expected, actual.get());
    }

    private static String seen(HtmlPage page) {
        return String.valueOf(page.executeJavaScript("seen.join(' ')").getJavaScriptResult());
    }

    @Test
    void withoutALoginTheWidgetSaysSoOnceAndOffersSignIn() throws Exception {
        try (HostPage host = host(iframe())) {
            HtmlPage page = browser.getPage(host.url().toString());
            await(OUT, () -> seen(page));
            HtmlPage widget = (HtmlPage) page.getFrames().get(0).getEnclosedPage();
            await(
                    "true",
                    () -> String.valueOf(widget.getElementsByName("SSOIframe").isEmpty()));
            assertTrue(widget.getHtmlElementById("sign-in").isDisplayed());
            assertEquals(0, scene.standIn.counters().of(Endpoint.EXTENSION));
        }
    }

    @Test
    void withALoginTheWidgetSignsItselfInStaysSoAndSignsOutWhenTold() throws Exception {
        signIn();
        try (HostPage host = host(iframe())) {
            HtmlPage page = browser.getPage(host.url().toString());
            await(OUT + ' ' + IN, () -> seen(page));
            HtmlPage widget = (HtmlPage) page.getFrames().get(0).getEnclosedPage();
            assertEquals("Luis Ortega", widget.getHtmlElementById("name").getTextContent());

            HtmlPage again = browser.getPage(host.url().toString());
            await(IN, () -> seen(again));
            again.executeJavaScript(
                    "document.getElementById('w').contentWindow" + ".postMessage({ type: 'rc-adapter-logout' }, '*')");
            await(IN + ' ' + OUT, () -> seen(again));
            assertEquals(0, scene.standIn.counters().activeSessions(scene.luis().ownerId()));
        }
    }

    @Test
    void aTokenThatWasEndedMeanwhileIsReplacedByTheSameSilentSignIn() throws Exception {
        signIn();
        try (HostPage host = host(iframe())) {
            HtmlPage page = browser.getPage(host.url().toString());
            await(OUT + ' ' + IN, () -> seen(page));
            scene.standIn.knobs().endSessions();
            HtmlPage again = browser.getPage(host.url().toString());
            await(OUT + ' ' + IN, () -> seen(again));
        }
    }

    @Test
    void adapterMakesTheFrameAfterLoadAndPassesItsParametersOn() throws Exception {
        signIn();
        String adapter = scene.standIn.widgetUrl() + "adapter.js?" + parameters + "&prefix=p1";
        try (HostPage host = host("<script src='" + adapter + "'></script>")) {
            HtmlPage page = browser.getPage(host.url().toString());
            await(OUT + ' ' + IN, () -> seen(page));
            HtmlElement frame = page.getHtmlElementById("p1-adapter-frame");
            assertEquals("microphone; autoplay", frame.getAttribute("allow"));
            assertTrue(frame.getAttribute("src").contains("&authMode=sso&prefix=p1&fromAdapter=1&_t="));
        }
    }

    @Test
    void aWidgetWithoutAppKeyOrServerSaysWhatIsMissing() throws Exception {
        HtmlPage widget = browser.getPage(scene.standIn.widgetUrl() + "app.html?authMode=sso");
        assertEquals(
                "No appKey in the address of the widget.",
                widget.getHtmlElementById("problem").getTextContent());
        HtmlPage serverless = browser.getPage(scene.standIn.widgetUrl() + "app.html?authMode=sso&appKey=k");
        assertTrue(
                serverless.getHtmlElementById("problem").getTextContent().contains("https://platform.ringcentral.com"));
    }
}
