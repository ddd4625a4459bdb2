package io.github.inpagelogin.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInWidgetFilesTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.html?appKey=k", "app.css", "app.js", "adapter.js?appKey=k", "redirect.html", "redirect.js"})
    void filesOfTheWidgetAreServed(String file) {
        assertEquals(200, scene.get("/widget/old/" + file).statusCode());
    }

    @Test
    void pagesHaveNoInlineScriptOrStyle() {
        for (String path : new String[] {"/", "/logout", "/widget/old/app.html", "/widget/old/redirect.html"}) {
            String html = scene.get(path).body();
            assertFalse(html.contains("<style") || html.contains(" style=") || html.contains(" onclick="), path);
            assertFalse(html.matches("(?s).*<script(?![^>]*src=).*"), path);
        }
    }

    @Test
    void anyPageMayFrameTheWidget() {
        HttpResponse<String> page = scene.get("/widget/old/app.html");
        assertFalse(
                page.headers().firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors"));
        assertTrue(page.headers().firstValue("X-Frame-Options").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/widget/old/../../pages/login.html", "/widget/old/nothing.js", "/pages/login.html", "/x"})
    void nothingElseIsServed(String path) {
        assertEquals(404, scene.get(path).statusCode());
    }
}
