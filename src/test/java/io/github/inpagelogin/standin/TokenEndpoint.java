package io.github.inpagelogin.standin;

import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /restapi/oauth/token}: codes and refresh tokens into tokens. */
final class TokenEndpoint {
    private static final Set<String> BY_CODE = Set.of(
            "grant_type",
            "code",
            "redirect_uri",
            "code_verifier",
            "client_id",
            "access_token_ttl",
            "refresh_token_ttl",
            "endpoint_id",
            "scope");
    private static final Set<String> BY_REFRESH = Set.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "access_token_ttl",
            "refresh_token_ttl",
            "endpoint_id",
            "scope");
    /** Grants RingCentral knows, which these apps may not use. */
    private static final Set<String> NOT_ALLOWED = Set.of(
            "password",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:device_code",
            "guest",
            "personal_jwt",
            "otp",
            "partner_jwt");

    private final Clients clients;
    private final Codes codes;
    private final Grants grants;
    private final RateLimit limits;
    private final Knobs knobs;
    private final Clock clock;

    TokenEndpoint(Clients clients, Codes codes, Grants grants, Knobs knobs, Clock clock) {
        this.clients = clients;
        this.codes = codes;
        this.grants = grants;
        this.limits = knobs.limits();
        this.knobs = knobs;
        this.clock = clock;
    }

    Answer answer(Request request) {
        Parameters form = request.form();
        requireJsonAccepted(request);
        String grantType = form.only("grant_type").orElse("");
        form.refuseRepeated(Set.of());
        Client client = clients.authenticate(request, form);
        return switch (grantType) {
            case "authorization_code" -> redeem(client, form);
            case "refresh_token" -> refresh(client, form);
            case "" -> throw Refusal.badRequest("Parameter [grant_type] is missing");
            default -> throw new Refusal(403, error(grantType), "OAU-112", "Grant type is not allowed");
        };
    }

    private Answer redeem(Client client, Parameters form) {
        form.allowOnly(BY_CODE, Set.of());
        Map<String, String> limit = count(client, codes.owner(form.required("code")));
        Person person = codes.redeem(client, form);
        return tokens(grants.open(client, person, form)).with(limit);
    }

    private Answer refresh(Client client, Parameters form) {
        form.allowOnly(BY_REFRESH, Set.of());
        Optional<Grant> owner = grants.find(form.required("refresh_token"));
        Map<String, String> limit = count(client, owner.map(Grant::person));
        return tokens(grants.rotate(client, form)).with(limit);
    }

    private Map<String, String> count(Client client, Optional<Person> person) {
        return person.map(known -> limits.count(RateLimit.Group.AUTH, known, client))
                .orElse(Map.of());
    }

    private Answer tokens(Grant grant) {
        JsonObjectBuilder json = grant.tokens().json(grant, clock.instant());
        knobs.extraTokenFields().forEach(json::add);
        return Answer.json(200, json.build());
    }

    private static String error(String grantType) {
        return NOT_ALLOWED.contains(grantType) ? "unauthorized_client" : "unsupported_grant_type";
    }

    private static void requireJsonAccepted(Request request) {
        String accept = request.header("Accept").orElse("*/*");
        if (!accept.contains("application/json") && !accept.contains("application/*") && !accept.contains("*/*")) {
            throw new Refusal(406, "invalid_request", "CMN-101", "Accept must allow application/json");
        }
    }
}
