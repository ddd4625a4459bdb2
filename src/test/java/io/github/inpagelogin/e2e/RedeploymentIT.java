package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.CLIENT_INFO;
import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application is replaced ten times in a server that goes on, after it was used each time: nothing of it is left
 * behind. Its settings come from a properties file, those of a node from the environment.
 */
@Timeout(300)
class RedeploymentIT {
    private static final int TIMES = 10;

    /** Said once by each deployment, when all that can go wrong has gone well. */
    private static final String DEPLOYED = "widget.mode is ";

    /** Said by Jetty, which goes on with the old one until the new one has started. */
    private static final String JETTY_STOPPED = "Stopped oeje10w.WebAppContext";

    /** Said by Tomcat, which stops the old one first. */
    private static final String TOMCAT_STOPPED = "event=revocation outcome=success";

    /** What is softly referenced is given up under need: a collection here gives it up at once, to see what stays. */
    private static final String WITHOUT_CACHES = "-XX:SoftRefLRUPolicyMSPerMB=0";

    @TempDir
    private Path folder;

    private StandIn standIn;

    @BeforeEach
    void start() throws IOException {
        standIn = PhoneSite.standIn();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void aTomcatKeepsNothingOfApplicationsThatWereReplaced() throws IOException {
        TomcatInstallation tomcat = new TomcatInstallation("tomcat10", folder);
        tomcat.install();
        tomcat.configure(Map.of("app.config-file", settings().toString()));
        tomcat.lookForChangesEachSecond();
        tomcat.javaOptions(WITHOUT_CACHES);
        try (RunningServer server = tomcat.run("").ready()) {
            replaceAgainAndAgain(server, files(tomcat), TOMCAT_STOPPED, this::useInProxyMode);
            server.stop();
        }
    }

    /** With its sessions in PostgreSQL. */
    @Test
    void whoIsSignedInStaysSoWhenTheApplicationOfANodeOfTomcatIsReplaced() throws IOException, SQLException {
        TomcatInstallation tomcat = TomcatInstallation.ofNode("tomcat10", folder);
        tomcat.javaOptions(WITHOUT_CACHES);
        Map<String, String> settings = PhoneSite.settings(standIn);
        settings.put("widget.mode", "sso");
        try (SessionTable sessions = SessionTable.ofTomcat()) {
            settings.putAll(sessions.environment());
            try (RunningServer server = tomcat.runWith("", settings).ready()) {
                Visitor first = server.visitorOf(SITE);
                use(first);
                // Tomcat stops the old one first, and nothing of it is logged.
                replaceAgainAndAgain(server, files(tomcat), DEPLOYED, this::use);
                assertTrue(first.isSignedIn());
                long connections = sessions.connections();
                assertTrue(connections > 0 && connections <= TIMES, connections + " connections");
                server.stop();
            }
        }
    }

    private static List<Path> files(TomcatInstallation tomcat) {
        return List.of(
                tomcat.base.resolve("conf/Catalina/localhost/ROOT.xml"), tomcat.base.resolve("in-page-login.war"));
    }

    @Test
    void aJettyKeepsNothingOfApplicationsThatWereReplaced() throws IOException {
        JettyInstallation jetty = new JettyInstallation(folder);
        jetty.install();
        jetty.configure(Map.of("app.config-file", settings().toString()));
        // It looks for changes each second instead of never.
        jetty.edit("start.d/in-page-login.ini", ini -> ini + "jetty.deploy.scanInterval=1\n");
        jetty.javaOptions(WITHOUT_CACHES);
        List<Path> files = List.of(
                jetty.base.resolve("webapps/in-page-login.xml"), jetty.base.resolve("webapps/in-page-login.war"));
        try (RunningServer server = jetty.run("").ready()) {
            replaceAgainAndAgain(server, files, JETTY_STOPPED, this::useInProxyMode);
            server.stop();
        }
    }

    /** The example with every setting, and those that differ at its end. */
    private Path settings() throws IOException {
        Path file = folder.resolve("in-page-login.properties");
        Files.copy(Path.of("webapp-config/in-page-login.properties"), file);
        String changed = PhoneSite.settingsWithWidget(standIn).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        return Files.writeString(file, changed, StandardOpenOption.APPEND);
    }

    /** Each time one of the files has another date, in turn; one that lies back: it is not being written any more. */
    private static void replaceAgainAndAgain(
            RunningServer server, List<Path> files, String stopped, Consumer<Visitor> use) throws IOException {
        use.accept(server.visitorOf(SITE));
        JavaMemory afterTheFirst = new JavaMemory(0, 0);
        for (int i = 1; i <= TIMES; i++) {
            Instant date = Instant.now().minusSeconds(3600).plusSeconds(60L * i);
            Files.setLastModifiedTime(files.get(i % files.size()), FileTime.from(date));
            server.awaitLogged(DEPLOYED, i + 1);
            server.awaitLogged(stopped, i);
            server.ready();
            use.accept(server.visitorOf(SITE));
            if (i == 1) {
                afterTheFirst = JavaMemory.of(server.java());
            }
        }
        JavaMemory afterTheLast = JavaMemory.of(server.java());
        System.out.printf("%s after one replacement, %s after %d%n", afterTheFirst, afterTheLast, TIMES);
        assertEquals(1, afterTheLast.classLoaders(), "class loaders of applications");
        assertTrue(afterTheLast.metaspace() < afterTheFirst.metaspace() * 1.1, afterTheLast::toString);
    }

    /** All that has threads, connections, files or libraries of its own. */
    private void useInProxyMode(Visitor visitor) {
        use(visitor);
        visitor.get("widget/app.js").expect(200);
        visitor.get(CLIENT_INFO, asWidget()).expect(200);
        standIn.knobs().expireAccessTokens();
        visitor.get(EXTENSION, asWidget()).expect(200);
    }

    /** The same, without the phone. */
    private void use(Visitor visitor) {
        visitor.logIn(standIn.people().get(0)).expect(200);
        visitor.get("app/calls").expect(200);
        visitor.get("app/status").expect(200);
        visitor.get("metrics").expect(200);
        visitor.get("nothing").expect(404);
    }
}
