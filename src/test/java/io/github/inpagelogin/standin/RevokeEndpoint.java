package io.github.inpagelogin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /restapi/oauth/revoke}: ends the whole authorization session, whichever of its tokens is sent. */
final class RevokeEndpoint {
    private static final Set<String> KNOWN = Set.of("token", "client_id");

    private final Clients clients;
    private final Grants grants;
    private final RateLimit limits;

    RevokeEndpoint(Clients clients, Grants grants, RateLimit limits) {
        this.clients = clients;
        this.grants = grants;
        this.limits = limits;
    }

    Answer answer(Request request) {
        Parameters form = request.form();
        form.refuseRepeated(Set.of());
        form.allowOnly(KNOWN, Set.of());
        Client client = clients.authenticate(request, form);
        Optional<Grant> grant = grants.find(form.required("token"));
        if (grant.isEmpty()) {
            // RFC 7009 section 2.2: a token that is already invalid is no error.
            return Answer.empty(200);
        }
        if (!grant.get().client().equals(client)) {
            throw new Refusal(400, "invalid_grant", "OAU-110", "The token was issued to another application");
        }
        Map<String, String> limit =
                limits.count(RateLimit.Group.AUTH, grant.get().person(), client);
        grants.end(grant.get());
        return Answer.empty(200).with(limit);
    }
}
