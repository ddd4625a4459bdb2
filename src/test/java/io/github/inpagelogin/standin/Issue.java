package io.github.inpagelogin.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an authorization gives: a code to redeem, or, in the implicit way, an access token at once. */
final class Issue implements Authorize.Issuer {
    private final Codes codes;
    private final Grants grants;

    Issue(Codes codes, Grants grants) {
        this.codes = codes;
        this.grants = grants;
    }

    @Override
    public Map<String, String> issue(AuthorizeRequest request, Person person) {
        Map<String, String> values = new LinkedHashMap<>();
        if (request.callback().implicit()) {
            Grant grant = grants.openImplicit(request.client(), person);
            values.put("access_token", grant.tokens().access());
            values.put("token_type", "bearer");
            values.put("expires_in", Long.toString(Lifetimes.DEFAULT.access().toSeconds()));
            values.put("scope", Grant.SCOPE);
            values.put("endpoint_id", grant.endpointId());
            values.put("owner_id", person.ownerId());
        } else {
            values.put("code", codes.issue(request, person));
            values.put("expires_in", Long.toString(Codes.LIFE.toSeconds()));
        }
        return values;
    }
}
