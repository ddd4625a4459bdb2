package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.People;
import io.github.inpagelogin.standin.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The WAR that was built on a real Jetty, installed, started and stopped as README says. */
@Timeout(300)
class DeployedOnJettyIT {
    @TempDir
    private Path folder;

    @Test
    void jettyInTheRootTakesSettingsFromTheEnvironment() throws IOException {
        JettyInstallation jetty = new JettyInstallation(folder);
        URI site = URI.create("http://localhost:" + jetty.port + "/");
        try (StandInProcess standIn = StandInProcess.forSite(site, folder)) {
            Map<String, String> settings = settings(standIn, site);
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

    @Test
    void jettyWithTlsOfItsOwnNeedsNoProxy() throws IOException, GeneralSecurityException {
        Certificate certificate = Certificate.make(Files.createDirectory(folder.resolve("certificate")));
        JettyInstallation jetty = new JettyInstallation(folder);
        jetty.overTls(certificate);
        try (StandInProcess standIn = StandInProcess.forSite(URI.create(SITE + "/"), folder)) {
            Map<String, String> settings = settings(standIn, URI.create(SITE + "/"));
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
                server.stop();
            }
        }
    }
}
