package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.StandIn;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** What the widget asks through the proxy, and how. */
final class ProxiedWidget {
    static final String SITE = "https://phone.example.com";
    static final String CLIENT_INFO = "proxy/restapi/v1.0/client-info";
    static final String EXTENSION = "proxy/restapi/v1.0/account/~/extension/~";

    /** The same as a file: its answer says that it is to be kept, not shown. */
    static final String MEDIA = "proxy/media/restapi/v1.0/account/~/extension/~";

    private static final String[] HEADERS = {
        "Client-Id", "",
        "X-User-Agent", "RingCentralEmbeddable/3",
        "Sec-Fetch-Site", "same-origin",
        "Sec-Fetch-Mode", "cors",
        "Origin", SITE
    };

    /** Beyond the seats of one person: what breaks off gives its seat back. */
    private static final int OFTEN = 40;

    private ProxiedWidget() {}

    /** Answers that break off in their midst are broken connections, or refusals if nothing had gone out yet. */
    static void assertThatNothingBrokenOffIsTakenForWhole(StandIn standIn, Visitor visitor) {
        standIn.knobs().on(Endpoint.EXTENSION).truncated();
        for (int i = 0; i < OFTEN; i++) {
            Page page;
            try {
                page = visitor.get(EXTENSION, asWidget());
            } catch (UncheckedIOException brokenOff) {
                continue;
            }
            assertRefused(page);
        }
        standIn.knobs().on(Endpoint.EXTENSION).bodiless();
        for (int i = 0; i < OFTEN; i++) {
            assertRefused(visitor.get(MEDIA, asWidget()));
        }
        standIn.knobs().reset();
        visitor.get(EXTENSION, asWidget()).expect(200);
    }

    /** With the headers of every answer, and none of the one that broke off. */
    private static void assertRefused(Page page) {
        page.expect(502);
        assertTrue(page.body().contains("\"unreadable\""), page.body());
        assertEquals(16, page.header("X-Request-Id").length());
        assertTrue(
                page.header("Content-Security-Policy").startsWith("default-src 'none'; "),
                page.headers().toString());
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("no-store", page.header("Cache-Control"));
        assertEquals("", page.header("Content-Disposition"));
    }

    /** The headers of a request as the widget sends it, from its own origin. */
    static String[] asWidget(String... more) {
        return Stream.of(HEADERS, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
