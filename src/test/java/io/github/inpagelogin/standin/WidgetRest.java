package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Set;

/**
 * The paths that only the widget of the new generation calls. Nothing here counts against a rate limit: a widget
 * that is loaded again and again asks some fifteen of them each time.
 */
final class WidgetRest {
    private static final long WS_TOKEN_SECONDS = 600;
    private static final String ACCOUNT = Endpoint.ACCOUNT.path() + '/';
    private static final String EXTENSION = Endpoint.EXTENSION.path() + '/';
    /** Lists, in which these people have nothing. */
    private static final Set<String> LISTS = Set.of(
            ACCOUNT + "dialing-plan",
            ACCOUNT + "directory/contacts",
            EXTENSION + "call-log-sync",
            EXTENSION + "caller-id",
            EXTENSION + "device",
            EXTENSION + "forwarding-number",
            EXTENSION + "grant",
            EXTENSION + "message-store",
            EXTENSION + "message-sync",
            EXTENSION + "phone-number",
            EXTENSION + "presence",
            Endpoint.CLIENT_INFO.path() + "/sip-provision");

    private final Rest rest;
    private final Secrets secrets;

    WidgetRest(Rest rest, Secrets secrets) {
        this.rest = rest;
        this.secrets = secrets;
    }

    Answer features(Request request) {
        var unused = rest.grant(request);
        JsonArrayBuilder records = Json.createArrayBuilder();
        for (String id : new String[] {"ReadExtensionInfo", "ReadCompanyInfo"}) {
            records.add(Json.createObjectBuilder().add("id", id).add("available", true));
        }
        return list(records);
    }

    Answer wsToken(Request request) {
        var unused = rest.grant(request);
        JsonObject body = Json.createObjectBuilder()
                .add("uri", "wss://ws.ringcentral.example/ws")
                .add("ws_access_token", secrets.issue("ws-"))
                .add("expires_in", WS_TOKEN_SECONDS)
                .build();
        return Answer.json(200, body);
    }

    Answer content(Request request) {
        var unused = rest.grant(request);
        return Answer.of(200, "text/html", "<!DOCTYPE html><script>localStorage.setItem('ran', origin)</script>Hello");
    }

    /** No such resource, said only to who may ask; unless it is one of the widget's lists. */
    Answer other(Request request) {
        var unused = rest.grant(request);
        if (LISTS.contains(request.path())) {
            return list(Json.createArrayBuilder());
        }
        throw Rest.notFound(request);
    }

    private static Answer list(JsonArrayBuilder records) {
        return Answer.json(
                200, Json.createObjectBuilder().add("records", records).build());
    }
}
