package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.Site;
import io.github.inpagelogin.TestClock;
import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomAttr;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's side of the modes of today's widget, in a browser without JavaScript; that of {@code sso} is {@link StoryTest}. */
class ModesStoryTest {
    @ParameterizedTest
    @CsvSource({"app, //iframe[@id='rc-widget']/@src", "app/adapter, //script/@data-adapter-url"})
    void inCodeModeOneLoginFetchesTheCodeForThePhoneToo(String path, String embedding) throws IOException {
        try (World world = World.start("widget.mode", "code");
                WebClient browser = world.browser()) {
            Person ada = world.ada();
            HtmlPage app =
                    Screen.passProvider(Screen.open(browser, world.address().resolve(path)), ada);
            assertEquals("/" + path, app.getUrl().getPath());
            assertEquals(1, world.redemptions(), "the second code is not redeemed here");
            String address = attribute(app, embedding);
            assertTrue(address.startsWith(world.standIn().newWidgetUrl().toString()), address);
            assertEquals(
                    world.address().resolve("oauth/widget-callback").toString(), parameter(address, "redirectUri"));
            assertFalse(parameter(address, "prefix").isEmpty(), address);

            assertTrue(code(browser, world, app).contains("callbackUri"), "for the page's script, once");
            assertFalse(code(browser, world, app).contains("callbackUri"));
            HtmlPage again = Screen.open(browser, world.address().resolve(path));
            assertEquals(address, attribute(again, embedding));
            assertEquals(1, world.standIn().counters().of(Endpoint.LOGIN));

            Screen.signOut(again);
            assertEquals(0, world.site().sessions());
            assertEquals(0, world.standIn().counters().activeSessions(ada.ownerId()));
        }
    }

    private static String code(WebClient browser, World world, HtmlPage page) throws IOException {
        WebRequest request =
                new WebRequest(world.address().resolve("app/widget-code").toURL(), HttpMethod.POST);
        request.setAdditionalHeader("Sec-Fetch-Site", "same-origin");
        request.setAdditionalHeader("X-Person-Alias", page.getBody().getAttribute("data-alias"));
        WebResponse answer = browser.loadWebResponse(request);
        assertEquals(200, answer.getStatusCode());
        assertEquals("no-store", answer.getResponseHeaderValue("Cache-Control"));
        return answer.getContentAsString();
    }

    @Test
    void inProxyModeThePhoneAsksThisSite() throws Exception {
        TestClock clock = new TestClock();
        try (StandIn standIn = StandIn.start(0, clock);
                Site site = Site.startHttps(SelfSigned.forAllTests(), clock, settings(standIn));
                WebClient browser = new WebClient()) {
            standIn.allowRedirectUri(site.url("oauth/callback"));
            Person ada = standIn.people().get(0);
            browser.getOptions().setJavaScriptEnabled(false);
            browser.getOptions().setUseInsecureSSL(true);
            HtmlPage app = Screen.passProvider(Screen.open(browser, site.url("app/adapter")), ada);
            assertEquals("/app/adapter", app.getUrl().getPath());
            String address = attribute(app, "//script/@data-adapter-url");
            assertTrue(address.startsWith(site.url("widget/").toString()), address);
            assertEquals(site.url("proxy").toString(), parameter(address, "appServer"));
            assertEquals("1", parameter(address, "authProxy"));

            // The frame itself HtmlUnit cannot load: it does not know that a page may have two policies.
            String framed = browser.loadWebResponse(
                            new WebRequest(site.url("app").toURL()))
                    .getContentAsString();
            assertTrue(framed.contains("src=\"" + site.url("widget/app.html") + "?"), framed);
            assertTrue(framed.contains("&amp;authProxy=1&amp;"), framed);

            WebRequest question = new WebRequest(
                    site.url("proxy/restapi/v1.0/account/~/extension/~").toURL());
            Map.of(
                            "Client-Id", "",
                            "X-User-Agent", "RingCentralEmbeddable/3",
                            "Sec-Fetch-Site", "same-origin",
                            "Sec-Fetch-Mode", "cors",
                            "Origin", origin(site.url()))
                    .forEach(question::setAdditionalHeader);
            String answer = browser.loadWebResponse(question).getContentAsString();
            assertTrue(answer.contains(ada.name()), answer);
            for (String shown : new String[] {Screen.html(app), answer}) {
                standIn.issuedSecrets().forEach(secret -> assertFalse(shown.contains(secret)));
            }

            Screen.signOut(app);
            assertEquals(401, statusOf(browser, question));
            assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
        }
    }

    private static int statusOf(WebClient browser, WebRequest question) throws IOException {
        return browser.loadWebResponse(question).getStatusCode();
    }

    private static Map<String, String> settings(StandIn standIn) {
        return Map.of(
                "ringcentral.server",
                standIn.origin().toString(),
                "ringcentral.client-id",
                StandIn.CLIENT_ID,
                "widget.url",
                standIn.newWidgetUrl().toString(),
                "widget.hosting",
                "pass-through",
                "widget.mode",
                "proxy",
                "app.secret",
                World.APP_SECRET);
    }

    private static String attribute(HtmlPage page, String path) {
        return page.<DomAttr>getFirstByXPath(path).getValue();
    }

    private static String parameter(String address, String name) {
        return URLDecoder.decode(Page.parameter(address, name), StandardCharsets.UTF_8);
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
