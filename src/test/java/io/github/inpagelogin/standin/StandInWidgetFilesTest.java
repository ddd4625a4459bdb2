package io.github.inpagelogin.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void filesOfBothWidgetsAreServed(String file) {
        assertEquals(200, scene.get("/widget/old/" + file).statusCode());
        assertEquals(200, scene.get("/widget/new/" + file).statusCode());
    }

    @Test
    void allThatTheNewWidgetNeedsIsBelowItsOwnAddress() {
        Pattern reference = Pattern.compile("(?:href=|src=|from )[\"'](?:\\./)?([^\"':]+)[\"']");
        for (String file : List.of("app.html", "redirect.html", "app.js", "platform.js", "proxy.js", "view.js")) {
            Matcher found = reference.matcher(scene.get("/widget/new/" + file).body());
            while (found.find()) {
                assertEquals(200, scene.get("/widget/new/" + found.group(1)).statusCode(), file);
            }
        }
    }

    @Test
    void theNewWidgetMayTalkToRingCentralAndToTheStandInOnly() {
        String policy = scene.get("/widget/new/app.html")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertTrue(
                policy.contains("connect-src 'self' https://*.ringcentral.com wss://*.ringcentral.com "
                        + scene.standIn.origin() + ";"),
                policy);
    }

    @Test
    void pagesHaveNoInlineScriptOrStyle() {
        for (String path : new String[] {"/", "/logout", "/widget/old/app.html", "/widget/new/app.html"}) {
            String html = scene.get(path).body();
            assertFalse(html.contains("<style") || html.contains(" style=") || html.contains(" onclick="), path);
            assertFalse(html.matches("(?s).*<script(?![^>]*src=).*"), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void anyPageMayFrameTheWidget(String generation) {
        HttpResponse<String> page = scene.get("/widget/" + generation + "/app.html");
        assertFalse(
                page.headers().firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors"));
        assertTrue(page.headers().firstValue("X-Frame-Options").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/widget/old/../../pages/login.html",
                "/widget/old/nothing.js",
                "/widget/new/",
                "/pages/login.html",
                "/x"
            })
    void nothingElseIsServed(String path) {
        assertEquals(404, scene.get(path).statusCode());
    }
}
