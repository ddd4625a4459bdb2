package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.People;
import io.github.inpagelogin.standin.Person;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlInlineFrame;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.htmlunit.util.WebConnectionWrapper;

/**
 * The whole story with a server of which nothing is known but its address: two people sign in one after the other, see
 * every page and sign out, and what must be refused is. In {@code code} mode, in a browser without scripts.
 */
final class DeployedStory implements AutoCloseable {
    private static final Person ADA = People.ALL.get(0);
    private static final Person LUIS = People.ALL.get(1);

    private static final String REVOKED = "event=revocation outcome=success";

    private final URI site;
    private final WebClient browser = new WebClient(BrowserVersion.CHROME);
    private final Map<String, Set<String>> cookies = new HashMap<>();

    /** The story of the site at this address, which has a slash at its end. */
    DeployedStory(URI site) {
        this.site = site;
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        browser.setWebConnection(new WebConnectionWrapper(browser) {
            @Override
            public WebResponse getResponse(WebRequest request) throws IOException {
                WebResponse response = super.getResponse(request);
                note(response);
                return response;
            }
        });
    }

    private void note(WebResponse response) {
        if (response.getWebRequest().getUrl().getPort() == site.getPort()) {
            response.getResponseHeaders().stream()
                    .filter(header -> header.getName().equalsIgnoreCase("Set-Cookie"))
                    .map(NameValuePair::getValue)
                    .filter(cookie -> !cookie.contains("Max-Age=0"))
                    .forEach(this::note);
        }
    }

    /** Without its value, and without the date that Tomcat adds to a cookie of ten minutes. */
    private void note(String cookie) {
        String[] parts = cookie.replaceFirst("=[^;]*", "=…")
                .replaceFirst("; Expires=[^;]+", "")
                .split("; ");
        cookies.put(
                parts[0],
                Stream.of(parts).filter(part -> !part.equals(parts[0])).collect(Collectors.toSet()));
    }

    /** Tells it to its end: nobody is signed in any more. */
    void tell() throws IOException {
        seeWhatAStrangerSees();
        logIn(ADA);
        seeThePages();
        signOut();
        logIn(LUIS);
        signOut();
        expectCookies();
    }

    /** The server stops while somebody is signed in: nobody is so any more, and RingCentral is told. */
    void endWith(RunningServer server) throws IOException {
        logIn(ADA);
        int before = server.logged(REVOKED);
        server.stop();
        assertEquals(before + 1, server.logged(REVOKED), server::log);
    }

    private void seeWhatAStrangerSees() throws IOException {
        assertTrue(Screen.hasLink(open(""), "Log in with RingCentral"));
        HtmlPage missing = open("nothing");
        assertEquals(404, Screen.status(missing));
        assertEquals("There is no such page", Screen.heading(missing), "the application's own page");
        assertEquals(400, Screen.status(open("oauth/callback?code=x&state=forged")));
        assertEquals(
                200,
                browser.getPage(site.resolve("assets/site.css").toURL())
                        .getWebResponse()
                        .getStatusCode());
        assertEquals(404, Screen.status(open("WEB-INF/web.xml")));
    }

    private void logIn(Person person) throws IOException {
        HtmlPage app = Screen.passProvider(Screen.press(open(""), "Log in with RingCentral"), person);
        assertEquals(site.resolve("app").toURL(), app.getUrl());
        assertTrue(app.asNormalizedText().contains(person.name()));
        String widget = app.<HtmlInlineFrame>getHtmlElementById("rc-widget").getSrcAttribute();
        assertTrue(widget.contains("/widget/new/app.html?authMode=sso&appKey="), widget);
    }

    private void seeThePages() throws IOException {
        Map<String, String> pages = Map.of(
                "app/adapter", "adapter-loader.js",
                "app/calls", "Newer calls",
                "app/status", "code",
                "", ADA.name());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            HtmlPage opened = open(page.getKey().equals("app/calls") ? "app/calls?page=2" : page.getKey());
            assertEquals(200, Screen.status(opened), page.getKey());
            assertTrue(Screen.html(opened).contains(page.getValue()), Screen.html(opened));
        }
        String session = browser.getPage(site.resolve("session").toURL())
                .getWebResponse()
                .getContentAsString();
        assertTrue(session.contains("\"signedIn\":true"), session);
    }

    private void signOut() throws IOException {
        HtmlPage out = Screen.signOut(open("app/status"));
        assertTrue(out.asNormalizedText().contains("You are signed out."), out.asNormalizedText());
        assertEquals(site.resolve("?signed-out").toURL(), out.getUrl());
        // RingCentral knows the browser still: whoever it is there is not asked for.
        browser.getCookieManager().clearCookies();
    }

    /** They are what they must be, whatever the server would make of cookies by itself. */
    private void expectCookies() {
        assertEquals(
                Map.of(
                        "in-page-login=…", Set.of("Path=/", "HttpOnly", "SameSite=Lax"),
                        "in-page-login-browser=…", Set.of("Path=/", "Max-Age=600", "HttpOnly", "SameSite=Lax")),
                cookies);
    }

    private HtmlPage open(String path) throws IOException {
        return Screen.open(browser, site.resolve(path));
    }

    @Override
    public void close() {
        browser.close();
    }
}
