package io.github.inpagelogin.oauth;

import static io.github.inpagelogin.oauth.OAuthFailure.Reason.ACCOUNT;
import static io.github.inpagelogin.oauth.OAuthFailure.Reason.DENIED;
import static io.github.inpagelogin.oauth.OAuthFailure.Reason.OUR_FAULT;
import static io.github.inpagelogin.oauth.OAuthFailure.Reason.SIGN_IN_AGAIN;
import static io.github.inpagelogin.oauth.OAuthFailure.Reason.TRY_LATER;

import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every error that RingCentral is known to answer, and what it means here: RingCentral's own codes, the errors of RFC
 * 6749 sections 4.1.2.1 and 5.2, and those of OpenID Connect Core section 3.1.2.6.
 */
enum ProviderError {
    OAU_101("OAU-101", OUR_FAULT, "The brand is not one that this app may serve."),
    OAU_106("OAU-106", SIGN_IN_AGAIN, "The authorization code is not valid."),
    OAU_108("OAU-108", SIGN_IN_AGAIN, "The authorization code has expired."),
    OAU_109("OAU-109", OUR_FAULT, "The redirect URI is not the one that the code was issued for."),
    OAU_110("OAU-110", OUR_FAULT, "The authorization code belongs to another app."),
    OAU_111("OAU-111", OUR_FAULT, "A parameter was sent twice."),
    OAU_112("OAU-112", OUR_FAULT, "The app's registration does not allow this grant type."),
    OAU_113("OAU-113", OUR_FAULT, "No redirect URI is registered for the app."),
    OAU_123("OAU-123", SIGN_IN_AGAIN, "The access token has expired."),
    OAU_128("OAU-128", SIGN_IN_AGAIN, "The access token has expired."),
    OAU_129("OAU-129", SIGN_IN_AGAIN, "The access token is damaged."),
    OAU_136("OAU-136", ACCOUNT, "The extension does not exist any more."),
    OAU_140("OAU-140", ACCOUNT, "The extension or account is not in a state that may sign in."),
    OAU_141("OAU-141", ACCOUNT, "The extension or account is not in a state that may sign in."),
    OAU_142("OAU-142", ACCOUNT, "The extension or account is not in a state that may sign in."),
    OAU_146("OAU-146", OUR_FAULT, "The client id or client secret is not right."),
    OAU_147("OAU-147", ACCOUNT, "The account is locked."),
    OAU_148("OAU-148", ACCOUNT, "The account is locked."),
    OAU_149("OAU-149", SIGN_IN_AGAIN, "The token cannot be read."),
    OAU_150("OAU-150", ACCOUNT, "RingCentral does not accept this sign-in."),
    OAU_151("OAU-151", SIGN_IN_AGAIN, "RingCentral does not accept the token."),
    OAU_153("OAU-153", OUR_FAULT, "The client is not known."),
    OAU_165("OAU-165", OUR_FAULT, "A sandbox app cannot be used on this server."),
    OAU_167("OAU-167", ACCOUNT, "The account does not allow access to this site."),
    OAU_168("OAU-168", ACCOUNT, "The account demands a second factor."),
    OAU_213("OAU-213", SIGN_IN_AGAIN, "The RingCentral session is over."),
    OAU_232("OAU-232", ACCOUNT, "RingCentral does not accept this sign-in."),
    OAU_236("OAU-236", ACCOUNT, "RingCentral does not accept this sign-in."),
    CMN_301("CMN-301", TRY_LATER, "Too many requests."),
    CMN_302("CMN-302", TRY_LATER, "Too many requests."),
    CMN_303("CMN-303", TRY_LATER, "Too many requests."),
    CMN_304("CMN-304", TRY_LATER, "Too many requests."),
    CMN_310("CMN-310", TRY_LATER, "Too many requests from this address."),
    ACCESS_DENIED("access_denied", DENIED, "Access was not granted."),
    INVALID_REQUEST("invalid_request", OUR_FAULT, "RingCentral does not accept the request as this site sent it."),
    INVALID_CLIENT("invalid_client", OUR_FAULT, "The client id or client secret is not right."),
    INVALID_GRANT("invalid_grant", SIGN_IN_AGAIN, "The code or token is not valid any more."),
    INVALID_SCOPE("invalid_scope", OUR_FAULT, "The permissions asked for are not those of the app."),
    UNAUTHORIZED_CLIENT("unauthorized_client", OUR_FAULT, "The app may not use this way to sign in."),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", OUR_FAULT, "RingCentral does not know the grant type."),
    UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", OUR_FAULT, "RingCentral does not know the response type."),
    SERVER_ERROR("server_error", TRY_LATER, "RingCentral has a problem of its own."),
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", TRY_LATER, "RingCentral is busy or in maintenance."),
    LOGIN_REQUIRED("login_required", SIGN_IN_AGAIN, "RingCentral asks to sign in."),
    INTERACTION_REQUIRED("interaction_required", SIGN_IN_AGAIN, "RingCentral asks to sign in."),
    CONSENT_REQUIRED("consent_required", SIGN_IN_AGAIN, "RingCentral asks for your consent.");

    private static final Map<String, ProviderError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(e -> e.code, Function.identity()));

    private final String code;
    private final Reason reason;
    private final String meaning;

    ProviderError(String code, Reason reason, String meaning) {
        this.code = code;
        this.reason = reason;
        this.meaning = meaning;
    }

    static Optional<ProviderError> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    String code() {
        return code;
    }

    Reason reason() {
        return reason;
    }

    String meaning() {
        return meaning;
    }
}
