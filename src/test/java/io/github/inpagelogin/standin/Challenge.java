package io.github.inpagelogin.standin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A PKCE code challenge, RFC 7636 section 4.2. */
record Challenge(String value, String method) {
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    Challenge {
        Pattern form = switch (method) {
            case "S256" -> S256;
            case "plain" -> PLAIN;
            default -> throw Refusal.badRequest("code_challenge_method must be S256 or plain");
        };
        if (!form.matcher(value).matches()) {
            throw Refusal.badRequest("code_challenge is not well formed");
        }
    }

    /** RFC 7636 section 4.6. */
    boolean isMetBy(String verifier) {
        return PLAIN.matcher(verifier).matches() && value.equals(method.equals("S256") ? hash(verifier) : verifier);
    }

    private static String hash(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
