package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInlineFrame;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR that was built, in an embedded Tomcat 10.1: the short story. */
class TomcatIT {
    private static final Path WAR = Path.of(System.getProperty("war", "target/in-page-login.war"));

    @TempDir
    private Path base;

    private StandIn standIn;
    private Tomcat tomcat;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start(0, Clock.systemUTC());
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Files.createDirectories(base.resolve("webapps"));
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        standIn.close();
    }

    @Test
    void aPersonSignsInSeesThePhoneAndSignsOut() throws Exception {
        URI site = deploy(Map.of(
                "ringcentral.server", standIn.origin().toString(),
                "ringcentral.client-id", StandIn.CLIENT_ID,
                "widget.url", standIn.widgetUrl().toString()));
        standIn.allowRedirectUri(site.resolve("oauth/callback"));
        standIn.allowRedirectUri(site.resolve("oauth/widget-callback"));
        Person ada = standIn.people().get(0);
        try (WebClient browser = new WebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            HtmlPage front = browser.getPage(site.toURL());
            HtmlPage login = front.getAnchorByText("Log in with RingCentral").click();
            HtmlForm form = login.getForms().get(0);
            form.getInputByName("username").type(ada.username());
            form.getInputByName("password").type(ada.password());
            HtmlPage consent = login.getHtmlElementById("log-in").click();
            HtmlPage app = consent.getHtmlElementById("allow").click();

            assertEquals(site.resolve("app").toURL(), app.getUrl());
            assertTrue(app.asNormalizedText().contains(ada.name()));
            String widget = app.<HtmlInlineFrame>getHtmlElementById("rc-widget").getSrcAttribute();
            assertTrue(
                    widget.startsWith(standIn.widgetUrl() + "app.html?authMode=sso&appKey=" + StandIn.CLIENT_ID),
                    widget);
            assertEquals(
                    "in-page-login",
                    browser.getCookieManager().getCookie("in-page-login").getName());

            standIn.knobs().on(Endpoint.CALL_LOG).next(1).throttle(Duration.ofSeconds(3));
            browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
            HtmlPage busy = browser.getPage(site.resolve("app/calls?page=2").toURL());
            HtmlPage calls = busy.getAnchorByText("Try again").click();
            assertEquals(site.resolve("app/calls?page=2").toURL(), calls.getUrl());
            assertTrue(calls.asNormalizedText().contains("Newer calls"));

            HtmlPage out = app.<HtmlForm>getFirstByXPath("//form[@class='sign-out']")
                    .<org.htmlunit.html.HtmlButton>getFirstByXPath(".//button")
                    .click();
            assertTrue(out.asNormalizedText().contains("You are signed out."));
            assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
        }
    }

    @Test
    void theWidgetsFilesArePassedThroughAndTomcatCompressesThem() throws Exception {
        tomcat.getConnector().setProperty("compression", "on");
        tomcat.getConnector().setProperty("compressionMinSize", "1");
        URI file = deploy(Map.of(
                        "ringcentral.server",
                        standIn.origin().toString(),
                        "ringcentral.client-id",
                        StandIn.CLIENT_ID,
                        "widget.hosting",
                        "pass-through",
                        "widget.url",
                        standIn.newWidgetUrl().toString()))
                .resolve("widget/app.js");
        HttpResponse<String> whole = ask(file, "GET");
        assertEquals(200, whole.statusCode());
        assertEquals(
                "text/javascript;charset=UTF-8",
                whole.headers().firstValue("Content-Type").orElse(""));
        String tag = whole.headers().firstValue("ETag").orElse("");
        assertEquals(304, ask(file, "GET", "If-None-Match", tag).statusCode());
        assertEquals(
                whole.body().substring(3, 8),
                ask(file, "GET", "Range", "bytes=3-7").body());
        HttpResponse<String> head = ask(file, "HEAD");
        assertEquals(
                whole.body().length(),
                head.headers().firstValueAsLong("Content-Length").orElse(-1));
        assertEquals(
                "gzip",
                ask(file, "GET", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding")
                        .orElse(""));
        assertEquals(404, ask(file.resolve("none.js"), "GET").statusCode());
        assertEquals(2, standIn.counters().of(Endpoint.WIDGET), "once for each name");
    }

    private static HttpResponse<String> ask(URI uri, String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aBrokenConfigurationDoesNotDeploy() {
        assertThrows(IllegalStateException.class, () -> deploy(Map.of("widget.mode", "sometimes")));
    }

    private URI deploy(Map<String, String> settings) throws LifecycleException {
        Context context = tomcat.addWebapp("", WAR.toAbsolutePath().toString());
        // What is on the class path of the test is not part of the WAR.
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        settings.forEach(context::addParameter);
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("not deployed: " + context.getState());
        }
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
    }
}
