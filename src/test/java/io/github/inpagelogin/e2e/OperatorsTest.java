package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets to see health and metrics. */
class OperatorsTest {
    @AutoClose
    private static final World closed = World.start("ops.addresses", "192.0.2.0/24 2001:db8::/32");

    @ParameterizedTest
    @ValueSource(
            strings = {"health/live", "health/ready", "health/", "metrics", "metrics;a=b", "%6Detrics", "metrics?a"})
    void forOthersThereIsNothing(String path) {
        for (String[] headers : new String[][] {
            {"Accept", "text/html"},
            {"Accept", "application/json"},
            {"X-Forwarded-For", "192.0.2.7", "Forwarded", "for=192.0.2.7", "X-Real-IP", "192.0.2.7"}
        }) {
            Page refused = closed.visitor().get(path, headers).expect(404);
            Page nothing = closed.visitor().get("nothing", headers).expect(404);
            assertEquals(withoutId(nothing), withoutId(refused));
        }
    }

    @Test
    void thePagesAreForEverybody() {
        closed.visitor().get("").expect(200);
        closed.visitor().get("session").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.0/8 ::1", "::/0 0.0.0.0/0", ""})
    void operatorsAreAnswered(String addresses) {
        try (World open = World.start("ops.addresses", addresses)) {
            for (String path : new String[] {"health/live", "health/ready", "metrics"}) {
                Page page = open.visitor().get(path).expect(200);
                assertEquals("no-store", page.header("Cache-Control"));
                assertEquals("", page.header("Set-Cookie"));
            }
            assertEquals(0, open.site().sessions());
        }
    }

    private static String withoutId(Page page) {
        return page.body().replace(page.header("X-Request-Id"), "");
    }
}
