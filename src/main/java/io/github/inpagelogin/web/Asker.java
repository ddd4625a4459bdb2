package io.github.inpagelogin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Tells a script that asks for data from a person who opens a page. */
public final class Asker {
    /** What links and forms ask by; for others containers make no pages. */
    private static final Set<String> BY_PERSONS = Set.of("GET", "HEAD", "POST");

    private Asker() {}

    /**
     * Whether a script asks: by the method, if no link or form could; by {@code Sec-Fetch-Mode} (Fetch Metadata), which a page cannot forge; by {@code Accept}
     * where the browser does not send it.
     */
    public static boolean isScript(HttpServletRequest request) {
        if (!BY_PERSONS.contains(request.getMethod())) {
            return true;
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return !"navigate".equals(mode);
        }
        String accept = request.getHeader("Accept");
        return accept == null || !accept.contains("text/html");
    }
}
