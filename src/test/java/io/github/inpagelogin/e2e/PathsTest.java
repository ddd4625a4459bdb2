package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other ways to write an address do not lead to what the address itself does not give. */
class PathsTest {
    @AutoClose
    private static final World world = World.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app",
                "/app/",
                "/app/adapter",
                "/app;x=1",
                "/app;x=1/adapter",
                "/app/adapter;jsessionid=1",
                "/%61pp",
                "/app%2fadapter",
                "/app/%61dapter",
                "//app",
                "/./app",
                "/x/../app",
                "/app/.",
                "/app%3b",
                "/APP"
            })
    void aStrangerDoesNotGetThePhone(String path) throws Exception {
        assertHidden(path, "rc-widget");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/WEB-INF/jsp/app.jsp",
                "/WEB-INF/jsp/phone-status.jspf",
                "/WEB-INF/reply",
                "/web-inf/web.xml",
                "/WEB-INF;/web.xml",
                "/WEB-INF/./web.xml",
                "/%57EB-INF/web.xml",
                "/assets/../WEB-INF/web.xml",
                "/assets/%2e%2e/WEB-INF/web.xml",
                "/assets/..;/WEB-INF/web.xml",
                "//WEB-INF/web.xml",
                "/WEB-INF/classes/logback.xml",
                "/WEB-INF/classes/logback-json.xml",
                "/META-INF/MANIFEST.MF"
            })
    void whatIsInsideTheArchiveStaysThere(String path) throws Exception {
        assertHidden(path, "absolute-ordering");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/", "/assets", "/WEB-INF/", "/"})
    void noFolderIsListed(String path) throws Exception {
        try (Wire wire = new Wire(world.site().url())) {
            assertFalse(wire.ask("GET " + path, "Accept: text/html").body().contains("site.css\">site.css"));
            assertFalse(wire.ask("GET " + path, "Accept: text/html").body().contains("Directory:"));
        }
    }

    private static void assertHidden(String path, String secret) throws Exception {
        try (Wire wire = new Wire(world.site().url())) {
            for (String accept : new String[] {"text/html", "*/*"}) {
                Wire.Reply reply = wire.ask("GET " + path, "Accept: " + accept);
                assertNotEquals(200, reply.status());
                assertTrue(reply.status() < 500, () -> path + " " + reply.status());
                assertFalse(reply.body().contains(secret), reply.body());
            }
        }
    }
}
