package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.CLIENT_INFO;
import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.MEDIA;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The proxy of the WAR that was built, in an embedded Tomcat: another container's asynchronous input and output. */
@Timeout(120)
class TomcatProxyIT {
    private static final int HUGE = 64 * 1024 * 1024;

    @TempDir
    private Path base;

    private StandIn standIn;
    private Tomcat tomcat;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException, LifecycleException {
        standIn = PhoneSite.standIn();
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Files.createDirectories(base.resolve("webapps"));
        Context context = tomcat.addWebapp(
                "",
                Path.of(System.getProperty("war", "target/in-page-login.war"))
                        .toAbsolutePath()
                        .toString());
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        Map<String, String> settings = PhoneSite.settingsWithWidget(standIn);
        settings.put("widget.mode", "proxy");
        settings.forEach(context::addParameter);
        tomcat.start();
        URI site = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
        visitor = new Visitor(
                URI.create(SITE + "/"), uri -> URI.create(uri.toString().replace(SITE + "/", site.toString())));
        visitor.open(visitor.callback("login", standIn.people().get(0)));
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        standIn.close();
    }

    @Test
    void answersUploadsAndRefreshesGoThrough() {
        visitor.get(CLIENT_INFO, asWidget()).expect(200);
        visitor.get(EXTENSION, asWidget()).expect(200);
        visitor.ask("POST", "proxy/restapi/oauth/wstoken", "", asWidget()).expect(200);
        standIn.knobs().expireAccessTokens();
        String[] json = asWidget("Content-Type", "application/json");
        visitor.ask("PUT", EXTENSION + "/nothing", "{}", json).expect(404);
        visitor.ask("POST", EXTENSION + "/fax", "x".repeat(50_000), json).expect(404);
        visitor.ask("POST", EXTENSION + "/fax", "x".repeat(300_000), json).expect(404);
        visitor.ask("POST", "proxy/logout", "", asWidget()).expect(204);
        visitor.get(EXTENSION, asWidget()).expect(401);
    }

    @Test
    void aLargeAnswerComesWhole() {
        standIn.knobs().on(Endpoint.EXTENSION).huge();
        Page page = visitor.get(EXTENSION, asWidget()).expect(200);
        assertEquals(HUGE, page.body().length());
        assertEquals(HUGE, visitor.get(MEDIA, asWidget()).expect(200).body().length());
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() {
        ProxiedWidget.assertThatNothingBrokenOffIsTakenForWhole(standIn, visitor);
    }

    @Test
    void anAnswerInTheMiddleOfAnUploadGetsThrough() {
        standIn.knobs().on(Endpoint.OTHER).refuseUnread();
        String fax = "x".repeat(20_000_000);
        for (int i = 0; i < 40; i++) {
            Page page = visitor.ask("POST", EXTENSION + "/fax", fax, asWidget()).expect(413);
            assertTrue(page.body().contains("CMN-413"), page.body());
        }
        visitor.get(EXTENSION, asWidget()).expect(200);
    }

    @Test
    void manyGoThroughAtOnceAndOneAfterTheOther() {
        List<Integer> statuses = IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> visitor.get(EXTENSION, asWidget()).status())
                .distinct()
                .toList();
        assertEquals(List.of(200), statuses);
    }
}
