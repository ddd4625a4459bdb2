package io.github.inpagelogin.oauth;

import io.github.inpagelogin.oauth.OAuthFailure.Reason;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What RingCentral answers who may not have a resource. It names the permission that is missing, in a member of its own or
 * only in the message; of that nothing is taken over but a word of letters.
 */
final class MissingPermission {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,64}");
    private static final Pattern IN_MESSAGE = Pattern.compile("\\[([A-Za-z]{1,64})]");

    private MissingPermission() {}

    /** The failure that {@code body}, an error's, stands for, if it is about a permission. */
    static Optional<OAuthFailure> in(JsonObject body) {
        String missing = name(body).map(name -> "the permission " + name).orElse("a permission");
        return Failures.codes(body)
                .flatMap(code -> whoLacks(code).map(who -> failure(code, who + " lacks " + missing + ".")).stream())
                .findFirst();
    }

    private static Optional<String> whoLacks(String code) {
        return switch (code) {
            case "CMN-401" -> Optional.of("This site's app");
            case "CMN-408" -> Optional.of("The role of the person who is signed in");
            case "InsufficientPermissions" -> Optional.of("This site's app, or the person who is signed in,");
            default -> Optional.empty();
        };
    }

    private static OAuthFailure failure(String code, String meaning) {
        return new OAuthFailure(Reason.PERMISSION, code, meaning, null, null);
    }

    private static Optional<String> name(JsonObject body) {
        return Stream.concat(Failures.errors(body), Stream.of(body))
                .flatMap(error -> Stream.concat(
                        Json.string(error, "permissionName")
                                .filter(name -> NAME.matcher(name).matches())
                                .stream(),
                        Json.string(error, "message")
                                .map(IN_MESSAGE::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .stream()))
                .findFirst();
    }
}
