package io.github.inpagelogin.login;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request to the redirect URI. None may come twice (RFC 6749 section 3.1); a callback where one does
 * is as if it had no {@code state}.
 */
record Callback(Map<String, String[]> parameters) {
    Optional<String> state() {
        boolean doubled = parameters.values().stream().anyMatch(values -> values.length > 1);
        return doubled ? Optional.empty() : one("state");
    }

    Optional<String> error() {
        return one("error");
    }

    Optional<String> issuer() {
        return one("iss");
    }

    /** The code, if it consists of what codes consist of (RFC 6749 appendix A.11) and is not blank. */
    Optional<String> code() {
        return one("code").filter(code -> code.matches("[\\x20-\\x7e]{1,4096}") && !code.isBlank());
    }

    private Optional<String> one(String name) {
        String[] values = parameters.getOrDefault(name, new String[0]);
        return values.length == 1 && !values[0].isEmpty() ? Optional.of(values[0]) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Callback";
    }
}
