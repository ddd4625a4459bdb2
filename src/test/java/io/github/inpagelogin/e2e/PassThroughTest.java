package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widget's files, fetched from its address and served by the site. */
class PassThroughTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = World.start(
                "widget.hosting", "pass-through", "widget.cache-directory", folder.toString(), "widget.mode", "code");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "app.html, text/html;charset=utf-8",
        "adapter.js, text/javascript;charset=utf-8",
        "app.css, text/css;charset=utf-8",
        "icon.svg, image/svg+xml"
    })
    void aFileIsWhatTheWidgetsAddressHas(String name, String type) {
        Page theirs = world.visitor()
                .get(world.standIn().newWidgetUrl().resolve(name).toString())
                .expect(200);
        Page ours = world.visitor().get("widget/" + name + "?authMode=sso&x=1").expect(200);
        assertEquals(theirs.body(), ours.body());
        assertEquals(type, ours.header("Content-Type").replace(" ", "").toLowerCase(Locale.ROOT));
        assertEquals("no-cache", ours.header("Cache-Control"));
        assertEquals("nosniff", ours.header("X-Content-Type-Options"));
        assertEquals("same-origin", ours.header("Referrer-Policy"));
        assertEquals("", ours.header("Permissions-Policy"));
        assertEquals("", ours.header("Set-Cookie"));
    }

    @Test
    void theWidgetsPageHasItsOwnPolicyAndOneOfOursThatSaysWhoMayFrameIt() {
        String theirs =
                world.visitor().get(world.standIn().newWidgetUrl() + "app.html").header("Content-Security-Policy");
        assertTrue(theirs.startsWith("default-src 'self'"), theirs);
        assertEquals(
                "frame-ancestors 'self', " + theirs,
                world.visitor().get("widget/app.html").header("Content-Security-Policy"));
        assertEquals(
                "frame-ancestors 'self'", world.visitor().get("widget/app.js").header("Content-Security-Policy"));
    }

    @ParameterizedTest
    @CsvSource({
        "app.html, cross-site, 403",
        "app.html, same-site, 403",
        "'', cross-site, 403",
        "app.js, cross-site, 403",
        "app.html, none, 200",
        "app.html, same-origin, 200",
        "redirect.html, cross-site, 200"
    })
    void noPageOfAnotherSiteOpensTheWidgetInAWindow(String file, String site, int status) {
        Page page = world.visitor()
                .get(
                        "widget/" + file + "?authProxy=1",
                        "Accept",
                        "text/html",
                        "Sec-Fetch-Mode",
                        "navigate",
                        "Sec-Fetch-Dest",
                        "document",
                        "Sec-Fetch-Site",
                        site)
                .expect(status);
        assertEquals(
                file.equals("redirect.html") ? "unsafe-none" : "same-origin-allow-popups",
                page.header("Cross-Origin-Opener-Policy"));
    }

    @Test
    void theStatusPageSaysWhereTheFilesAreAndWhereTheyComeFrom() {
        Visitor visitor = world.visitor();
        visitor.logIn(world.ada());
        String page = visitor.get("app/status").expect(200).body();
        assertTrue(page.contains(world.address().resolve("widget/") + ", fetched by this"), page);
        assertTrue(page.contains(world.standIn().newWidgetUrl().toString()), page);
    }

    @Test
    void aFileIsFetchedOnceHoweverItIsAskedFor() {
        world.visitor().get("widget/app.js?a=1").expect(200);
        world.visitor().get("widget/app.js?a=2").expect(200);
        assertEquals(1, asked());
        world.clock().advance(Duration.ofMinutes(59));
        world.visitor().get("widget/app.js").expect(200);
        assertEquals(1, asked());
        world.clock().advance(Duration.ofMinutes(2));
        world.visitor().get("widget/app.js").expect(200);
        assertEquals(2, asked());
    }

    @Test
    void whatWasFetchedIsServedWhileTheWidgetsAddressIsDown() {
        String page = world.visitor().get("widget/app.html").expect(200).body();
        world.standIn().close();
        world.clock().advance(Duration.ofDays(30));
        assertEquals(page, world.visitor().get("widget/app.html").expect(200).body());

        Page other = world.visitor().get("widget/adapter.js").expect(504);
        assertEquals("no-store", other.header("Cache-Control"));
        Page script = world.visitor()
                .get("widget/adapter.js", "Sec-Fetch-Mode", "no-cors", "Accept", "*/*")
                .expect(504);
        assertTrue(script.body().contains("\"error\":\"widget_no_answer\""), script.body());
    }

    @Test
    void anErrorInsteadOfAFileIsAPageOfOursWithTheStrictPolicy() {
        String policy = world.visitor().get("widget/none.html").expect(404).header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
        assertTrue(policy.endsWith("; frame-ancestors 'self'"), policy);
    }

    @Test
    void aBrowserThatHasTheFileIsToldSo() {
        Page page = world.visitor().get("widget/app.js").expect(200);
        String tag = page.header("ETag");
        assertTrue(tag.matches("W/\"[0-9a-f]{32}\""), tag);
        Page known = world.visitor().get("widget/app.js", "If-None-Match", tag).expect(304);
        assertEquals("", known.body());
        assertEquals(tag, known.header("ETag"));
        world.visitor().get("widget/app.js", "If-None-Match", "W/\"other\"").expect(200);
    }

    @Test
    void aPartOfAFileCanBeHad() {
        String all = world.visitor().get("widget/app.js").expect(200).body();
        Page part = world.visitor().get("widget/app.js", "Range", "bytes=2-5").expect(206);
        assertEquals(all.substring(2, 6), part.body());
        assertEquals("bytes 2-5/" + all.length(), part.header("Content-Range"));
        Page none =
                world.visitor().get("widget/app.js", "Range", "bytes=9999999-").expect(416);
        assertEquals("bytes */" + all.length(), none.header("Content-Range"));
    }

    @Test
    void aHeadIsTheHeadersOfTheFile() {
        Page whole = world.visitor().get("widget/app.js").expect(200);
        Page head = world.visitor().head("widget/app.js").expect(200);
        assertEquals(whole.header("Content-Length"), head.header("Content-Length"));
        assertEquals(whole.header("ETag"), head.header("ETag"));
        assertEquals("", head.body());
    }

    @Test
    void nothingCanBePosted() {
        Page page = world.visitor().post("widget/app.js", "x=1", "Sec-Fetch-Site", "same-origin");
        assertEquals(405, page.status());
        assertEquals(0, asked());
    }

    @Test
    void noSessionBeginsAndNoCookieIsSet() {
        Visitor visitor = world.visitor();
        visitor.cookies().put("in-page-login", "x");
        assertEquals("", visitor.get("widget/app.html").expect(200).header("Set-Cookie"));
        assertEquals(0, world.site().sessions());
    }

    @Test
    void thePageShowsTheWidgetOfThisSite() {
        Visitor visitor = world.visitor();
        Page page = visitor.logIn(world.ada()).expect(200);
        String own = world.address().toString();
        assertTrue(page.body().contains("src=\"" + own + "widget/app.html?authMode=sso&amp;appKey="), page.body());
        assertTrue(
                page.body().contains("data-widget-origin=\"" + own.substring(0, own.length() - 1) + "\""), page.body());
        assertFalse(page.body().contains(world.standIn().newWidgetUrl().toString()), page.body());
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("; frame-src 'self';"), policy);
        assertTrue(page.header("Permissions-Policy").startsWith("microphone=(self), autoplay=(self)"));
        Page corner = visitor.get("app/adapter").expect(200);
        assertTrue(corner.body().contains("data-adapter-url=\"" + own + "widget/adapter.js?"), corner.body());
        String cornerPolicy = corner.header("Content-Security-Policy");
        assertTrue(cornerPolicy.contains("; script-src 'self'; "), cornerPolicy);
    }

    /** How often the widget's address was asked for a file. */
    private long asked() {
        return world.standIn().counters().of(Endpoint.WIDGET);
    }
}
