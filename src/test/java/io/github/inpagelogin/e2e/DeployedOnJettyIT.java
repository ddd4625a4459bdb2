package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Faults;
import io.github.inpagelogin.standin.People;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The WAR that was built on a real Jetty, installed, started and stopped as README says. */
@Timeout(300)
class DeployedOnJettyIT {
    @TempDir
    private Path folder;

    @Test
    void jettyInTheRootTakesSettingsFromTheEnvironmentAndAPropertiesFile() throws IOException {
        JettyInstallation jetty = new JettyInstallation(folder);
        URI site = URI.create("http://localhost:" + jetty.port + "/");
        try (StandInProcess standIn = StandInProcess.forSite(site, folder)) {
            Map<String, String> settings = settings(standIn, site);
            Path file = folder.resolve("in-page-login.properties");
            Files.writeString(file, "widget.url=" + settings.remove("widget.url") + "\n");
            settings.put("app.config-file", file.toString());
            jetty.install();
            try (RunningServer server = jetty.runWith("", settings).ready();
                    DeployedStory story = new DeployedStory(server.url())) {
                story.tell();
                tellInChromium(server.url());
                story.endWith(server);
            }
        }
    }

    private static Map<String, String> settings(StandInProcess standIn, URI site) {
        Map<String, String> settings = new HashMap<>(standIn.settings());
        settings.put("app.base-url", site.toString().replaceFirst("/$", ""));
        settings.put("app.secret", World.APP_SECRET);
        return settings;
    }

    /** The phone in the page is signed in as well, in both ways to embed it, and signed out. */
    private static void tellInChromium(URI site) {
        Person zoe = People.ALL.get(2);
        try (Chromium browser = Chromium.borrow()) {
            browser.open(site);
            browser.click("a.button.primary");
            browser.fill("#username", zoe.username());
            browser.fill("#password", zoe.password());
            browser.click("#log-in");
            browser.click("#allow");
            seePhone(browser, "#rc-widget", zoe);
            browser.click("a[href$='/app/adapter']");
            seePhone(browser, "iframe[id$='-adapter-frame']", zoe);
            browser.click("form.sign-out button");
            browser.seeText(".confirmation", "You are signed out.");
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static void seePhone(Chromium browser, String frame, Person person) {
        browser.seeText("#phone-status", "The phone is ready.");
        browser.inFrame(frame, () -> browser.seeText("#name", person.name()));
    }

    /** In a server that would send cookies along with every request. */
    @Test
    void jettyWithItsYoungerEnvironmentTakesSettingsFromTheContextFileBelowAPath() throws IOException {
        JettyInstallation jetty = new JettyInstallation(folder);
        URI site = URI.create("http://localhost:" + jetty.port + "/phone/");
        try (StandInProcess standIn = StandInProcess.forSite(site, folder)) {
            jetty.listenToNoCommand();
            jetty.install(line -> line.contains("--add-modules") ? line.replace("ee10", "ee11") : line);
            jetty.configure(settings(standIn, site));
            jetty.moveToPhone();
            jetty.edit(
                    "webapps/in-page-login.xml",
                    xml -> xml.replace("ee10", "ee11").replace("</Configure>", """
                              <Call name="setAttribute">
                                <Arg>org.eclipse.jetty.cookie.sameSiteDefault</Arg>
                                <Arg>None</Arg>
                              </Call>
                            </Configure>"""));
            try (RunningServer server = jetty.run("/phone").ready();
                    DeployedStory story = new DeployedStory(server.url())) {
                story.tell();
                story.endWith(server);
            }
        }
    }

    /** And it waits for who is on the way in when it is stopped. */
    @Test
    void jettyWithTlsOfItsOwnNeedsNoProxy() throws IOException, GeneralSecurityException {
        Certificate certificate = Certificate.make(Files.createDirectory(folder.resolve("certificate")));
        JettyInstallation jetty = new JettyInstallation(folder);
        jetty.overTls(certificate);
        try (StandIn standIn = StandIn.start(0, Clock.systemUTC())) {
            standIn.allowRedirectUri(URI.create(SITE + "/oauth/callback"));
            Map<String, String> settings = Map.of(
                    "ringcentral.server",
                    standIn.origin().toString(),
                    "ringcentral.client-id",
                    StandIn.CLIENT_ID,
                    // The command that stops Jetty may take its time to begin.
                    "ringcentral.timeout",
                    "PT60S",
                    "app.base-url",
                    SITE,
                    "app.secret",
                    World.APP_SECRET,
                    "widget.mode",
                    "sso");
            jetty.install(line -> line.replace(",http,", ",https,"));
            try (RunningServer server = jetty.runWith("", settings).ready()) {
                Visitor visitor = server.visitorOf(SITE);
                Page login = visitor.get("login").expect(302);
                assertEquals("https%3A%2F%2Fphone.example.com%2Foauth%2Fcallback", login.sent("redirect_uri"));
                Page arrived = visitor.get(visitor.passProvider(login, People.ALL.get(0)))
                        .expect(303);
                assertEquals(
                        "__Host-in-page-login=…; Path=/; Secure; HttpOnly; SameSite=Lax",
                        arrived.header("Set-Cookie").replaceFirst("=[^;]+", "=…"));
                assertEquals("max-age=31536000", arrived.header("Strict-Transport-Security"), "said once");
                visitor.signOut().expect(303);
                assertEquals("/app", stopDuringLogin(server, visitor, standIn).location());
            }
        }
    }

    /** What a callback gets whose code RingCentral redeems when the server is stopping already. */
    private static Page stopDuringLogin(RunningServer server, Visitor visitor, StandIn standIn) throws IOException {
        String callback = visitor.callback("login", People.ALL.get(0));
        Faults token = standIn.knobs().on(Endpoint.TOKEN).hang();
        CompletableFuture<Page> page = CompletableFuture.supplyAsync(() -> visitor.get(callback));
        Polling.until(() -> token.hanging() > 0);
        CompletableFuture<Void> released = CompletableFuture.runAsync(() -> {
            server.awaitLogged("Shutdown oejs.Server", 1);
            token.release();
        });
        server.stop();
        released.join();
        return page.join().expect(303);
    }
}
