package io.github.inpagelogin.web;

import jakarta.servlet.http.HttpServletRequest;

/** Tells a script that asks for data from a person who opens a page. */
public final class Asker {
    private Asker() {}

    /**
     * Whether a script asks: by {@code Sec-Fetch-Mode} (Fetch Metadata), which a page cannot forge; by {@code Accept}
     * where the browser does not send it.
     */
    public static boolean isScript(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return !"navigate".equals(mode);
        }
        String accept = request.getHeader("Accept");
        return accept == null || !accept.contains("text/html");
    }
}
