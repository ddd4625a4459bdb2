package io.github.inpagelogin.e2e;

import static io.github.inpagelogin.e2e.ProxiedWidget.CLIENT_INFO;
import static io.github.inpagelogin.e2e.ProxiedWidget.EXTENSION;
import static io.github.inpagelogin.e2e.ProxiedWidget.SITE;
import static io.github.inpagelogin.e2e.ProxiedWidget.asWidget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The widget in a page that was made for somebody else gets nothing of who is signed in now. */
class ProxyPageOwnerTest {
    private static final String FRAME = "(?s).*id=\"rc-widget\"[^>]* src=\"([^\"]+)\".*";
    private static final String ADAPTER = "(?s).*data-adapter-url=\"([^\"]+)\".*";

    @AutoClose
    private static final World world =
            World.start("widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", SITE);

    private Visitor visitor;
    private String adas;
    private String luiss;

    @BeforeEach
    void luisSignsInAfterAda() {
        visitor = world.visitor();
        adas = frameOf(visitor.logIn(world.ada()));
        luiss = frameOf(visitor.open(visitor.callback("login?prompt=login", world.luis())));
    }

    private static String frameOf(Page page) {
        String frame = page.body().replaceAll(FRAME, "$1").replace("&amp;", "&");
        assertTrue(frame.startsWith(SITE + "/widget/app.html?"), frame);
        return frame;
    }

    private Page asked(String method, String path, String referer) {
        return visitor.ask(method, path, "", asWidget("Referer", referer));
    }

    @Test
    void thePageOfWhoHasLeftIsToldThatItsSessionIsOver() {
        for (Page refused : List.of(
                asked("GET", CLIENT_INFO, adas), asked("GET", EXTENSION, adas), asked("POST", EXTENSION, adas))) {
            refused.expect(401);
            assertEquals("application/json", refused.header("Content-Type"));
            assertTrue(refused.body().contains("\"error\":\"not_signed_in\""), refused.body());
        }
        assertTrue(visitor.isSignedIn(), "the session of who came goes on");
        asked("GET", CLIENT_INFO, luiss).expect(200);
        asked("GET", EXTENSION, luiss).expect(200);
    }

    @Test
    void thePageInACornerHasThePrefixToo() {
        String adapter =
                visitor.get("app/adapter").body().replaceAll(ADAPTER, "$1").replace("&amp;", "&");
        String page = adapter.replace("adapter.js?", "app.html?") + "&fromAdapter=1&_t=1";
        asked("GET", CLIENT_INFO, page).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/widget/app.html",
                "/widget/app.html?",
                "/widget/app.html?prefix=",
                "/widget/app.html?prefix=rc-widget",
                "/widget/app.html?prefix=rc-widget-0123456789abcdef",
                "/%77idget/%61pp.html",
                "//widget//app.html?a=b",
                "/widget;a/app.html",
                "/widget/%zz.html",
                "/widget/"
            })
    void aPageOfTheWidgetWithoutThePrefixGetsNothing(String page) {
        asked("GET", CLIENT_INFO, SITE + page).expect(401);
        asked("GET", EXTENSION, SITE + page).expect(401);
    }

    @Test
    void thePrefixCountsOnce() {
        asked("GET", CLIENT_INFO, adas + "&" + luiss.replaceFirst(".*&", "")).expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/widget/worker.js", "/widget/styles.css"})
    void whatTellsNoPageIsLetThrough(String path) {
        asked("GET", CLIENT_INFO, SITE + path).expect(200);
        visitor.get(CLIENT_INFO, asWidget()).expect(200);
    }
}
