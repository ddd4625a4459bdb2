package io.github.inpagelogin.e2e;

import java.util.stream.Stream;

/** What the widget asks through the proxy, and how. */
final class ProxiedWidget {
    static final String SITE = "https://phone.example.com";
    static final String CLIENT_INFO = "proxy/restapi/v1.0/client-info";
    static final String EXTENSION = "proxy/restapi/v1.0/account/~/extension/~";

    private static final String[] HEADERS = {
        "Client-Id", "",
        "X-User-Agent", "RingCentralEmbeddable/3",
        "Sec-Fetch-Site", "same-origin",
        "Sec-Fetch-Mode", "cors",
        "Origin", SITE
    };

    private ProxiedWidget() {}

    /** The headers of a request as the widget sends it, from its own origin. */
    static String[] asWidget(String... more) {
        return Stream.of(HEADERS, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
