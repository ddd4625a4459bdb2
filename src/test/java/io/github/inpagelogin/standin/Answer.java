package io.github.inpagelogin.standin;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response, before {@link Front} sends it. All of the stand-in's bodies are text. */
record Answer(int status, Map<String, String> headers, String body) {

    private static final String JSON = "application/json;charset=UTF-8";

    static Answer json(int status, JsonObject body) {
        return of(status, JSON, body.toString());
    }

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of(), body)
                .with("Content-Type", contentType)
                .with("Cache-Control", "no-store")
                .with("Pragma", "no-cache")
                .with("X-Content-Type-Options", "nosniff");
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "").with("Cache-Control", "no-store");
    }

    static Answer redirect(String location) {
        return empty(302).with("Location", location).with("Referrer-Policy", "no-referrer");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    Answer with(Map<String, String> added) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(added);
        return new Answer(status, more, body);
    }

    Answer withBody(String other) {
        return new Answer(status, headers, other);
    }
}
