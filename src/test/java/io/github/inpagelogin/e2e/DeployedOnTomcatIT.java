package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The WAR that was built on a real Tomcat, installed, started and stopped as README says. */
@Timeout(300)
class DeployedOnTomcatIT {
    @TempDir
    private Path folder;

    /** And believes its proxy. */
    @Test
    void tomcat10InTheRootTakesSettingsFromTheEnvironment() throws IOException {
        TomcatInstallation tomcat = new TomcatInstallation("tomcat10", folder);
        URI site = URI.create("http://localhost:" + tomcat.port + "/");
        try (StandInProcess standIn = StandInProcess.forSite(site, folder)) {
            Map<String, String> settings = new HashMap<>(standIn.settings());
            settings.put("app.base-url", site.resolve("/").toString().replaceFirst("/$", ""));
            settings.put("app.secret", World.APP_SECRET);
            settings.put("ops.addresses", "127.0.0.1");
            tomcat.install();
            tomcat.believeTheProxy();
            try (RunningServer server = tomcat.runWith("", settings).ready();
                    DeployedStory story = new DeployedStory(server.url())) {
                story.tell();
                Visitor proxy = server.visitorOf(site.resolve("/").toString().replaceFirst("/$", ""));
                proxy.get("metrics", "X-Forwarded-For", "127.0.0.1").expect(200);
                proxy.get("metrics", "X-Forwarded-For", "203.0.113.9").expect(404);
                story.endWith(server);
            }
        }
        String accesses = tomcat.accesses();
        assertTrue(accesses.contains(" GET /oauth/callback HTTP/1.1 303 "), accesses);
        assertFalse(accesses.contains("code="), accesses);
    }

    /** A server that would send cookies along with every request, and show them to scripts. */
    @Test
    void tomcat11BelowAPathTakesSettingsFromContextParameters() throws IOException {
        TomcatInstallation tomcat = new TomcatInstallation("tomcat11", folder);
        URI site = URI.create("http://localhost:" + tomcat.port + "/phone/");
        try (StandInProcess standIn = StandInProcess.forSite(site, folder)) {
            Map<String, String> settings = new HashMap<>(standIn.settings());
            settings.put("app.base-url", site.toString().replaceFirst("/$", ""));
            settings.put("app.secret", World.APP_SECRET);
            tomcat.install();
            tomcat.configure(settings);
            tomcat.moveToPhone();
            tomcat.edit(
                    "conf/context.xml",
                    xml -> xml.replace(
                            "<Context>", "<Context useHttpOnly=\"false\"><CookieProcessor sameSiteCookies=\"none\"/>"));
            try (RunningServer server = tomcat.run("/phone").ready();
                    DeployedStory story = new DeployedStory(server.url())) {
                story.tell();
                story.endWith(server);
            }
        }
    }
}
