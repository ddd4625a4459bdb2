package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but the name of a file of the widget gets to the widget's address. */
class WidgetPathsTest {
    @AutoClose
    private static final World world = World.start("widget.hosting", "pass-through", "widget.mode", "code");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/widget",
                "/widget/",
                "/widget//app.js",
                "/widget/./app.js",
                "/widget/x/../app.js",
                "/widget/../widget/app.js",
                "/widget/../new/app.js",
                "/widget/%2e%2e/old/app.js",
                "/widget/..%2fold/app.js",
                "/widget/..%5cold/app.js",
                "/widget/..\\old\\app.js",
                "/widget/..;/old/app.js",
                "/widget/app.js;x=1",
                "/widget/app.js%00",
                "/widget/app.js%0d%0aX:y",
                "/widget/%61pp.js",
                "/widget/.app.js",
                "/widget/http://evil.example/app.js",
                "/widget//evil.example/app.js",
                "/widget/app.js/",
                "/widget/app.js:8",
                "/WIDGET/app.js",
                "/widgets/app.js",
                "/%77idget/app.js"
            })
    void onlyAPlainNameIsAFile(String path) throws Exception {
        long before = world.standIn().counters().of(Endpoint.WIDGET);
        try (Wire wire = new Wire(world.site().url())) {
            Wire.Reply reply = wire.ask("GET " + path, "Accept: text/html");
            assertTrue(reply.status() == 404 || reply.status() == 400, path + " " + reply.status());
        }
        assertEquals(before, world.standIn().counters().of(Endpoint.WIDGET), path);
    }

    @Test
    void aNameThatIsTooLongIsNotAskedFor() throws Exception {
        long before = world.standIn().counters().of(Endpoint.WIDGET);
        try (Wire wire = new Wire(world.site().url())) {
            assertEquals(404, wire.ask("GET /widget/" + "a".repeat(201)).status());
        }
        assertEquals(before, world.standIn().counters().of(Endpoint.WIDGET));
    }
}
