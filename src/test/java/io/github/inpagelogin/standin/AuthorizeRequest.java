package io.github.inpagelogin.standin;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed authorization request.
 *
 * @param query the request as it came; the login and consent forms carry it, so nothing is kept between the steps
 */
record AuthorizeRequest(
        Callback callback, @Nullable Challenge challenge, Set<String> prompts, String loginHint, String query) {

    private static final Set<String> KNOWN = Set.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "state",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "prompt",
            "display",
            "login_hint",
            "brand_id",
            "ui_locales",
            "localeId",
            "ui_options",
            "response_hint",
            "scope",
            "discovery");
    /** RingCentral's JavaScript SDK, and so the widget, sends what it was not given as an empty parameter. */
    private static final Set<String> MAY_BE_EMPTY = Set.of(
            "state", "brand_id", "display", "prompt", "ui_options", "ui_locales", "localeId", "login_hint", "scope");

    private static final Set<String> MAY_REPEAT = Set.of("ui_options", "response_hint");
    private static final Set<String> PROMPTS = Set.of("none", "login", "sso", "consent");
    private static final Set<String> DISPLAYS = Set.of("page", "popup", "touch", "mobile");

    static AuthorizeRequest read(Callback callback, Parameters parameters, String query) {
        parameters.refuseRepeated(MAY_REPEAT);
        String responseType = parameters.only("response_type").orElse("");
        if (!responseType.equals("code") && !responseType.equals("token")) {
            throw new Refusal(400, "unsupported_response_type", "OAU-101", "response_type must be code or token");
        }
        parameters.allowOnly(KNOWN, MAY_BE_EMPTY);
        if (!DISPLAYS.contains(parameters.only("display").orElse("page"))) {
            throw Refusal.badRequest("display must be page, popup, touch or mobile");
        }
        return new AuthorizeRequest(
                callback,
                challenge(callback, parameters),
                prompts(parameters),
                parameters.only("login_hint").orElse(""),
                query);
    }

    private static @Nullable Challenge challenge(Callback callback, Parameters parameters) {
        Optional<String> value = parameters.only("code_challenge");
        Optional<String> method = parameters.only("code_challenge_method");
        if (value.isEmpty()) {
            if (method.isPresent()) {
                throw Refusal.badRequest("code_challenge_method without code_challenge");
            }
            if (callback.client().isPublic() && !callback.implicit()) {
                throw Refusal.badRequest("code_challenge is required of a client without a secret");
            }
            return null;
        }
        if (callback.implicit()) {
            throw Refusal.badRequest("code_challenge belongs to response_type=code");
        }
        return new Challenge(value.get(), method.orElse("plain"));
    }

    private static Set<String> prompts(Parameters parameters) {
        Set<String> prompts = new HashSet<>(
                Arrays.asList(parameters.only("prompt").orElse("login sso").split(" ", -1)));
        if (!PROMPTS.containsAll(prompts)) {
            throw Refusal.badRequest("prompt must be made of login, sso, consent, or be none");
        }
        if (prompts.contains("none") && prompts.size() > 1) {
            throw Refusal.badRequest("prompt none stands alone");
        }
        return Set.copyOf(prompts);
    }

    Client client() {
        return callback.client();
    }

    String redirectUri() {
        return callback.redirectUri();
    }

    boolean isSilent() {
        return prompts.contains("none");
    }

    /** {@code login} without {@code sso} asks for the login form; both together are the default and ask for nothing. */
    boolean wantsLogin() {
        return prompts.contains("login") && !prompts.contains("sso");
    }

    boolean wantsConsent() {
        return prompts.contains("consent");
    }
}
