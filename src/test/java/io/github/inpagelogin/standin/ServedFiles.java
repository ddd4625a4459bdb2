package io.github.inpagelogin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that are served as they are: style sheets and scripts of the pages, and the stand-in widget. */
final class ServedFiles {
    private static final Set<String> SERVED = Set.of(
            "/assets/pages.css",
            "/assets/login.js",
            "/assets/icon.svg",
            "/widget/old/app.html",
            "/widget/old/app.css",
            "/widget/old/app.js",
            "/widget/old/adapter.js",
            "/widget/old/redirect.html",
            "/widget/old/redirect.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");
    /** The widget's page: its own files, any server it is told to use, any page may frame it. */
    private static final String WIDGET_POLICY =
            "default-src 'self'; connect-src http: https:; frame-src http: https:; base-uri 'none'; object-src 'none'";

    private ServedFiles() {}

    static Optional<Answer> answer(Request request) {
        String path = request.path().equals("/favicon.ico") ? "/assets/icon.svg" : request.path();
        if (!SERVED.contains(path)) {
            return Optional.empty();
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
        Answer answer = Answer.of(200, type, Resource.read(path.substring(1)));
        return Optional.of(
                type.startsWith("text/html") ? answer.with("Content-Security-Policy", WIDGET_POLICY) : answer);
    }
}
