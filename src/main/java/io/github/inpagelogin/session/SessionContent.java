package io.github.inpagelogin.session;

import io.github.inpagelogin.oauth.CodeHandoff;
import io.github.inpagelogin.oauth.Person;
import io.github.inpagelogin.oauth.SessionLimits;
import io.github.inpagelogin.oauth.Tokens;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * {@link SignedIn} as bytes, in {@link Field fields} that versions to come may add to: what a version does not know it
 * passes over, and what one does not find it takes for null. Times are rounded down to milliseconds.
 */
final class SessionContent {
    private SessionContent() {}

    static byte[] write(SignedIn signedIn) {
        FieldWriter out = new FieldWriter();
        write(out, signedIn.tokens());
        out.text(Field.PERSON_NAME, signedIn.person().name())
                .text(Field.PERSON_EXTENSION_NUMBER, signedIn.person().extensionNumber())
                .text(Field.LOGIN, signedIn.login())
                .time(Field.SINCE, signedIn.since())
                .text(Field.ALIAS, signedIn.alias())
                .time(Field.ACTIVE_AT, signedIn.activeAt())
                .time(Field.REFRESHED_AT, signedIn.refreshedAt())
                .time(Field.REFRESH_FROM, signedIn.refreshFrom());
        WidgetGrant grant = signedIn.widgetGrant();
        if (grant != null) {
            out.time(Field.GRANT_AT, grant.at()).flag(Field.GRANT_ANSWERED, grant.answered());
            write(out, grant.handoff());
        }
        return out.bytes();
    }

    private static void write(FieldWriter out, Tokens tokens) {
        out.text(Field.ACCESS_TOKEN, tokens.accessToken())
                .time(Field.ACCESS_TOKEN_EXPIRES_AT, tokens.expiresAt())
                .text(Field.REFRESH_TOKEN, tokens.refreshToken())
                .time(Field.REFRESH_TOKEN_EXPIRES_AT, tokens.refreshTokenExpiresAt())
                .text(Field.SCOPE, tokens.scope())
                .text(Field.OWNER_ID, tokens.ownerId())
                .text(Field.ENDPOINT_ID, tokens.endpointId())
                .time(Field.LIMITS_END_AT, tokens.limits().endsAt())
                .duration(Field.LIMITS_IDLE_TIMEOUT, tokens.limits().idleTimeout());
    }

    private static void write(FieldWriter out, @Nullable CodeHandoff handoff) {
        if (handoff != null) {
            out.text(Field.CODE, handoff.code())
                    .text(Field.CODE_VERIFIER, handoff.codeVerifier())
                    .text(Field.CODE_REDIRECT_URI, handoff.redirectUri().toString())
                    .text(Field.CODE_STATE, handoff.state())
                    .time(Field.CODE_EXPIRES_AT, handoff.expiresAt());
        }
    }

    /**
     * What {@link #write} made {@code bytes} of, in this version or another one.
     *
     * @throws UnreadableSession if something is missing without which nobody is signed in
     */
    static SignedIn read(byte[] bytes) throws UnreadableSession {
        FieldReader in = new FieldReader(bytes);
        return new SignedIn(
                tokens(in),
                new Person(in.text(Field.PERSON_NAME), in.optionalText(Field.PERSON_EXTENSION_NUMBER)),
                in.text(Field.LOGIN),
                in.time(Field.SINCE),
                in.text(Field.ALIAS),
                in.optionalTime(Field.ACTIVE_AT),
                in.optionalTime(Field.REFRESHED_AT),
                in.optionalTime(Field.REFRESH_FROM),
                in.has(Field.GRANT_AT) ? grant(in) : null);
    }

    private static Tokens tokens(FieldReader in) throws UnreadableSession {
        return new Tokens(
                in.text(Field.ACCESS_TOKEN),
                in.time(Field.ACCESS_TOKEN_EXPIRES_AT),
                in.optionalText(Field.REFRESH_TOKEN),
                in.optionalTime(Field.REFRESH_TOKEN_EXPIRES_AT),
                in.text(Field.SCOPE),
                in.text(Field.OWNER_ID),
                in.text(Field.ENDPOINT_ID),
                new SessionLimits(
                        in.optionalTime(Field.LIMITS_END_AT), in.optionalDuration(Field.LIMITS_IDLE_TIMEOUT)));
    }

    private static WidgetGrant grant(FieldReader in) throws UnreadableSession {
        return new WidgetGrant(
                in.has(Field.CODE) ? handoff(in) : null, in.time(Field.GRANT_AT), in.has(Field.GRANT_ANSWERED));
    }

    private static CodeHandoff handoff(FieldReader in) throws UnreadableSession {
        return new CodeHandoff(
                in.text(Field.CODE),
                in.text(Field.CODE_VERIFIER),
                redirectUri(in.text(Field.CODE_REDIRECT_URI)),
                in.text(Field.CODE_STATE),
                in.time(Field.CODE_EXPIRES_AT));
    }

    private static URI redirectUri(String text) throws UnreadableSession {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSession("its " + Field.CODE_REDIRECT_URI + " is no URI");
        }
    }
}
