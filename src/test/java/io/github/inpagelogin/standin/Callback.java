package io.github.inpagelogin.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization answers to, known good: from here on errors go back to the client (RFC 6749 section 4.1.2.1).
 *
 * @param implicit the answer goes into the fragment (RFC 6749 section 4.2.2)
 * @param state returned verbatim
 * @param iss an issuer to name (RFC 9207); RingCentral sends none
 */
record Callback(
        Client client,
        String redirectUri,
        boolean implicit,
        @Nullable String state,
        @Nullable String iss) {

    Answer success(Map<String, String> values) {
        return answer(values);
    }

    Answer error(Refusal refusal) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("error", refusal.error);
        values.put("error_description", refusal.message());
        return answer(values);
    }

    private Answer answer(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        if (state != null) {
            all.put("state", state);
        }
        if (iss != null) {
            all.put("iss", iss);
        }
        String encoded = all.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + Parameters.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return Answer.redirect(redirectUri + separator() + encoded);
    }

    private String separator() {
        if (implicit) {
            return "#";
        }
        return redirectUri.contains("?") ? "&" : "?";
    }
}
