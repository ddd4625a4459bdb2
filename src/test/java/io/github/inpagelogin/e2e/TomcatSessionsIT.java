package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Tomcat does with sessions, and what becomes of their tokens at RingCentral. */
@Timeout(120)
class TomcatSessionsIT {
    @TempDir
    private Path base;

    private StandIn standIn;
    private Person ada;
    private Tomcat tomcat;
    private Context context;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start(0, Clock.systemUTC());
        ada = standIn.people().get(0);
        prepare();
    }

    private void prepare() throws IOException {
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Files.createDirectories(base.resolve("webapps"));
        String war = System.getProperty("war", "target/in-page-login.war");
        context = tomcat.addWebapp("", Path.of(war).toAbsolutePath().toString());
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        Map.of(
                        "ringcentral.server",
                        standIn.origin().toString(),
                        "ringcentral.client-id",
                        StandIn.CLIENT_ID,
                        "app.secret",
                        World.APP_SECRET,
                        "widget.mode",
                        "sso")
                .forEach(context::addParameter);
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        standIn.close();
    }

    private void keepSessionsIn(String file) {
        StandardManager manager = new StandardManager();
        manager.setPathname(file);
        context.setManager(manager);
    }

    private Visitor visitor() throws LifecycleException {
        tomcat.start();
        URI site = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
        standIn.allowRedirectUri(site.resolve("oauth/callback"));
        return new Visitor(site, uri -> uri);
    }

    private Visitor logIn() throws LifecycleException {
        Visitor visitor = visitor();
        visitor.logIn(ada).expect(200);
        assertEquals(1, standIn.counters().activeSessions(ada.ownerId()));
        return visitor;
    }

    @Test
    void aSessionThatTomcatEndsIsRevoked() throws LifecycleException {
        Visitor visitor = logIn();
        for (Session session : context.getManager().findSessions()) {
            session.expire();
        }
        Polling.until(() -> standIn.counters().activeSessions(ada.ownerId()) == 0);
        assertEquals(1, standIn.counters().of(Endpoint.REVOKE));
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void aSignOutRevokesOnce() throws LifecycleException {
        logIn().signOut().expect(303);
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
        assertEquals(1, standIn.counters().of(Endpoint.REVOKE));
    }

    @Test
    void aTomcatThatKeepsItsSessionsWhenItStopsRevokesNone() throws IOException, LifecycleException {
        String file = base.resolve("sessions").toString();
        keepSessionsIn(file);
        Visitor before = logIn();
        tomcat.stop();
        tomcat.destroy();
        prepare();
        keepSessionsIn(file);
        Visitor after = visitor();
        after.cookies().putAll(before.cookies());
        assertTrue(after.isSignedIn());
        assertEquals(0, standIn.counters().of(Endpoint.REVOKE));
    }

    /** As {@code webapp-config/tomcat} has it. */
    @Test
    void aTomcatThatKeepsNoneRevokesThemWhenItStops() throws LifecycleException {
        keepSessionsIn("");
        var unused = logIn();
        tomcat.stop();
        assertEquals(1, standIn.counters().of(Endpoint.REVOKE));
        assertEquals(0, standIn.counters().activeSessions(ada.ownerId()));
    }
}
