package io.github.inpagelogin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that are served: style sheets and scripts of the pages, and the two generations of the stand-in widget. */
final class ServedFiles {
    private static final String NEW = "/widget/new/";
    private static final Set<String> SERVED = Set.of(
            "/assets/pages.css",
            "/assets/login.js",
            "/assets/icon.svg",
            "/widget/old/app.html",
            "/widget/old/app.css",
            "/widget/old/app.js",
            "/widget/old/adapter.js",
            "/widget/old/redirect.html",
            "/widget/old/redirect.js",
            "/widget/new/app.html",
            "/widget/new/app.js",
            "/widget/new/platform.js",
            "/widget/new/proxy.js",
            "/widget/new/settings.js",
            "/widget/new/view.js",
            "/widget/new/adapter.js",
            "/widget/new/redirect.html");
    /** Served under a second name, so that all a widget needs is below its own address. */
    private static final Map<String, String> SAME_AS = Map.of(
            "/favicon.ico", "/assets/icon.svg",
            "/widget/new/icon.svg", "/assets/icon.svg",
            "/widget/new/app.css", "/widget/old/app.css",
            "/widget/new/redirect.js", "/widget/old/redirect.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");
    /** The old widget's page: its own files, any server it is told to use, any page may frame it. */
    private static final String OLD_POLICY =
            "default-src 'self'; connect-src http: https:; frame-src http: https:; base-uri 'none'; object-src 'none'";
    /** The new widget's page: no server but RingCentral and its own origin; any page may frame it. */
    private static final String NEW_POLICY = "default-src 'self'; connect-src 'self' https://*.ringcentral.com"
            + " wss://*.ringcentral.com %s; base-uri 'none'; object-src 'none'";

    private final String origin;

    ServedFiles(String origin) {
        this.origin = origin;
    }

    Optional<Answer> answer(Request request) {
        String path = SAME_AS.getOrDefault(request.path(), request.path());
        if (!SERVED.contains(path)) {
            return Optional.empty();
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
        if (!type.startsWith("text/html")) {
            return Optional.of(Answer.of(200, type, Resource.read(path.substring(1))));
        }
        String html = Resource.fill(path.substring(1), Map.of("server", origin));
        String policy = path.startsWith(NEW) ? NEW_POLICY.formatted(origin) : OLD_POLICY;
        return Optional.of(Answer.of(200, type, html).with("Content-Security-Policy", policy));
    }
}
