package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The widget's files, in a folder of the operator's; the site is below a path and knows its address. */
class DirectoryHostingTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("app.html"), "<title>The widget</title>");
        Files.writeString(folder.resolve("adapter.js"), "'use strict';");
        Files.writeString(folder.resolve("app.3f2a9c1b.js"), "'hashed';");
        world = World.startAt(
                "/phone",
                "app.base-url",
                "http://localhost/phone",
                "app.frame-ancestors",
                "https://portal.example",
                "widget.hosting",
                "directory",
                "widget.directory",
                folder.toString());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void theFilesAreServedWithAPolicyThatOnlySaysWhoMayFrameThem() {
        Page page = world.visitor().get("widget/app.html").expect(200);
        assertEquals("<title>The widget</title>", page.body());
        assertEquals("frame-ancestors 'self' https://portal.example", page.header("Content-Security-Policy"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("same-origin", page.header("Referrer-Policy"));
        assertEquals("", page.header("Permissions-Policy"));
        assertEquals("no-cache", page.header("Cache-Control"));
        assertEquals(0, world.standIn().counters().of(Endpoint.WIDGET));
    }

    @Test
    void aFileWhoseNameHasAHashIsKeptForever() {
        Page hashed = world.visitor().get("widget/app.3f2a9c1b.js").expect(200);
        assertEquals("public, max-age=31536000, immutable", hashed.header("Cache-Control"));
        String tag = hashed.header("ETag");
        Page same = world.visitor().get("widget/app.3f2a9c1b.js", "If-None-Match", tag);
        assertEquals("public, max-age=31536000, immutable", same.expect(304).header("Cache-Control"));
        world.visitor().get("widget/app.3f2a9c1c.js").expect(404);
    }

    @Test
    void theEmbeddingUsesTheAddressTheSiteWasTold() {
        Visitor visitor = world.visitor();
        Page page = visitor.logIn(world.ada()).expect(200);
        assertTrue(page.body().contains("src=\"http://localhost/phone/widget/app.html?authMode=sso"), page.body());
        assertTrue(page.body().contains("data-widget-origin=\"http://localhost\""), page.body());
        Page redirectPage = visitor.get("redirect.html").expect(200);
        assertTrue(redirectPage.body().contains("data-widget-origin=\"\""), redirectPage.body());
    }
}
