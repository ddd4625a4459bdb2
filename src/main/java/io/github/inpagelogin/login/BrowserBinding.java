package io.github.inpagelogin.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that ties a login to the browser that began it (RFC 9700 section 4.7.1): a random value of which only the
 * fingerprint goes into the sealed login. One cookie serves all tabs. Thread-safe.
 */
final class BrowserBinding {
    /** How long a login may take; as long as the sealed login itself is good. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String name;
    private final boolean https;
    private final SecureRandom random;

    BrowserBinding(boolean https, SecureRandom random) {
        // The prefix keeps other hosts of the same site from planting the cookie (RFC 6265bis section 4.1.3.2).
        this.name = https ? "__Host-in-page-login-browser" : "in-page-login-browser";
        this.https = https;
        this.random = random;
    }

    /** The fingerprint of the browser that {@code request} comes from, if it is bound. */
    Optional<String> fingerprint(HttpServletRequest request) {
        return value(request).map(BrowserBinding::fingerprint);
    }

    /** Binds the browser, or goes on with its binding, and tells the fingerprint. */
    String bind(HttpServletRequest request, HttpServletResponse response) {
        String value = value(request).orElseGet(this::newValue);
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(https);
        cookie.setMaxAge((int) LIFE.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        return fingerprint(value);
    }

    private Optional<String> value(HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0]);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)
                    && VALUE.matcher(cookie.getValue()).matches()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private String newValue() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** The first half of the SHA-256 hash: 128 bits, which no second value can be found for. */
    static String fingerprint(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
