package io.github.inpagelogin.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WidgetPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.html",
                "assets/images/logo@2x.png",
                "vendors~main.3f2a9c1b.chunk.js",
                "a",
                "_locales/en-US.json",
                "a..b",
                "2.1.0/app.html"
            })
    void aPlainNameIsTaken(String name) {
        assertEquals(Optional.of(name), WidgetPath.in("/widget/" + name, ""));
        assertEquals(Optional.of(name), WidgetPath.in("/phone/widget/" + name, "/phone"));
        assertEquals(Optional.empty(), WidgetPath.in("/phone/widget/" + name, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                "..",
                "../a",
                "a/..",
                "a/../b",
                "a/./b",
                "a//b",
                "/a",
                "a/",
                ".git/config",
                "a/.htaccess",
                "%61",
                "a%2fb",
                "a%5cb",
                "%2e%2e/a",
                "a%00",
                "a\\b",
                "..\\a",
                "a;b",
                "a?b",
                "a#b",
                "a b",
                "a\u0000",
                "a\nb",
                "a\tb",
                "ä",
                "http://x/a",
                "a:b",
                "a*",
                "\"a\"",
                "<a>"
            })
    void whateverElseIsNoName(String name) {
        assertEquals(Optional.empty(), WidgetPath.in("/widget/" + name, ""));
    }

    @Test
    void aNameHasALimitAndTakesNoTimeToRefuse() {
        assertTrue(WidgetPath.in("/widget/" + "a".repeat(200), "").isPresent());
        assertFalse(WidgetPath.in("/widget/" + "a".repeat(201), "").isPresent());
        String worst = "a/".repeat(99) + "%";
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> WidgetPath.in("/widget/" + worst, ""));
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> WidgetPath.isHashed("a1-".repeat(66)));
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> WidgetPath.isHashed("a1".repeat(100)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f2a9c1b.js",
                "app.3f2a9c1b.js",
                "assets/app-3f2a9c1b0d4e5f6a7b8c.css",
                "vendors~main.3f2a9c1b.chunk.js",
                "app.3f2a9c1b.js.map",
                "d41d8cd98f00b204e9800998ecf8427e.woff2"
            })
    void aNameWithAHashNeverChanges(String name) {
        assertTrue(WidgetPath.isHashed(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.html",
                "adapter.js",
                "app.20260101.js",
                "app-2.3.0.js",
                "facade.js",
                "deadbeef.js",
                "3f2a9c1b/app.js",
                "app.3f2a9c1.js",
                "3f2a9c1b",
                "x3f2a9c1b.js",
                "app.3F2A9C1B.js"
            })
    void anyOtherNameMayChange(String name) {
        assertFalse(WidgetPath.isHashed(name));
    }

    @ParameterizedTest
    @CsvSource({
        "app.html, text/html;charset=UTF-8",
        "a/b.JS, text/javascript;charset=UTF-8",
        "x.wasm, application/wasm",
        "x.mp3, audio/mpeg",
        "x.woff2, font/woff2",
        "x.exe, application/octet-stream",
        "html.d/x, application/octet-stream"
    })
    void theTypeIsToldByTheEnding(String name, String type) {
        assertEquals(type, FileTypes.of(name));
    }
}
