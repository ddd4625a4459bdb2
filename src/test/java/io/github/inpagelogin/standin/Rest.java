package io.github.inpagelogin.standin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** The few REST paths that the app and the widget call, for the person whose access token is sent. */
final class Rest {
    private final Grants grants;
    private final RateLimit limits;
    private final CallLog callLog;
    private final String origin;

    Rest(Grants grants, RateLimit limits, CallLog callLog, String origin) {
        this.grants = grants;
        this.limits = limits;
        this.callLog = callLog;
        this.origin = origin;
    }

    Answer account(Request request) {
        return answer(request, RateLimit.Group.LIGHT, this::account);
    }

    Answer extension(Request request) {
        return answer(request, RateLimit.Group.LIGHT, this::extension);
    }

    Answer clientInfo(Request request) {
        return answer(request, RateLimit.Group.LIGHT, this::clientInfo);
    }

    Answer authzProfile(Request request) {
        return answer(request, RateLimit.Group.MEDIUM, this::authzProfile);
    }

    Answer callLog(Request request) {
        Parameters query = Parameters.parse(request.query());
        return answer(request, RateLimit.Group.HEAVY, grant -> callLog.page(grant.person(), query));
    }

    /** The session that a request may act for. */
    Grant grant(Request request) {
        return grants.use(accessToken(request));
    }

    static Refusal notFound(Request request) {
        return new Refusal(404, "not_found", "CMN-102", "Resource not found: " + request.path());
    }

    private Answer answer(Request request, RateLimit.Group group, Function<Grant, JsonObject> body) {
        Grant grant = grant(request);
        Map<String, String> limit = limits.count(group, grant.person(), grant.client());
        return Answer.json(200, body.apply(grant)).with(limit);
    }

    private static String accessToken(Request request) {
        String authorization = request.header("Authorization")
                .orElseThrow(() -> Refusal.accessToken("AGW-401", "Authorization header is not specified"));
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                || authorization.substring(7).isBlank()) {
            throw Refusal.accessToken("OAU-149", "Unparsable access token");
        }
        return authorization.substring(7).strip();
    }

    private JsonObject account(Grant grant) {
        Person person = grant.person();
        return Json.createObjectBuilder()
                .add("uri", accountUri(person))
                .add("id", Long.parseLong(person.accountId()))
                .add("mainNumber", person.mainNumber())
                .add("status", "Confirmed")
                .add("operator", Json.createObjectBuilder().add("extensionNumber", "101"))
                .add("serviceInfo", Json.createObjectBuilder().add("brand", brand()))
                .build();
    }

    private JsonObject extension(Grant grant) {
        Person person = grant.person();
        return Json.createObjectBuilder()
                .add("uri", extensionUri(person))
                .add("id", Long.parseLong(person.ownerId()))
                .add("extensionNumber", person.extensionNumber())
                .add("name", person.name())
                .add("type", "User")
                .add("status", "Enabled")
                .add(
                        "account",
                        Json.createObjectBuilder()
                                .add("uri", accountUri(person))
                                .add("id", person.accountId()))
                .add(
                        "contact",
                        Json.createObjectBuilder()
                                .add("firstName", person.firstName())
                                .add("lastName", person.lastName())
                                .add("company", person.company())
                                .add("email", person.email())
                                .add("businessPhone", person.mainNumber()))
                .add(
                        "permissions",
                        Json.createObjectBuilder()
                                .add("admin", Json.createObjectBuilder().add("enabled", false))
                                .add(
                                        "internationalCalling",
                                        Json.createObjectBuilder().add("enabled", true)))
                .build();
    }

    private JsonObject authzProfile(Grant grant) {
        JsonArrayBuilder permissions = Json.createArrayBuilder();
        for (String id : Grant.SCOPE.split(" ", -1)) {
            permissions.add(Json.createObjectBuilder()
                    .add("permission", Json.createObjectBuilder().add("id", id))
                    .add("scopes", Json.createArrayBuilder().add("Self")));
        }
        return Json.createObjectBuilder()
                .add("uri", extensionUri(grant.person()) + "/authz-profile")
                .add("permissions", permissions)
                .build();
    }

    private JsonObject clientInfo(Grant grant) {
        return Json.createObjectBuilder()
                .add("uri", origin + Endpoint.CLIENT_INFO.path())
                .add(
                        "client",
                        Json.createObjectBuilder()
                                .add("id", grant.client().id())
                                .add("name", grant.client().name()))
                .add("owner_id", grant.person().ownerId())
                .add("scope", Grant.SCOPE)
                .add("endpoint_id", grant.endpointId())
                .build();
    }

    private static JsonObject brand() {
        return Json.createObjectBuilder()
                .add("id", "1210")
                .add("name", "RingCentral (stand-in)")
                .build();
    }

    private String accountUri(Person person) {
        return origin + "/restapi/v1.0/account/" + person.accountId();
    }

    private String extensionUri(Person person) {
        return accountUri(person) + "/extension/" + person.ownerId();
    }
}
