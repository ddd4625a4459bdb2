package io.github.inpagelogin.standin;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a test or a curious person can make the stand-in do. Everything may be turned while it serves. */
public final class Knobs {
    private final Map<Endpoint, Faults> faults = new EnumMap<>(Endpoint.class);
    private final Map<String, JsonValue> extraTokenFields = new ConcurrentHashMap<>();
    private final Plan<String> authorizeErrors = new Plan<>();
    private final Grants grants;
    private final Consents consents;
    private final RateLimit limits;
    private volatile @Nullable String iss;
    private volatile @Nullable JsonArray calls;
    private volatile @Nullable String missingPermission;
    private volatile boolean refuseFraming = true;
    private volatile boolean pageInsteadOfError;
    private volatile String loginCookieSameSite = "Lax";

    Knobs(Grants grants, Consents consents, RateLimit limits) {
        this.grants = grants;
        this.consents = consents;
        this.limits = limits;
        for (Endpoint endpoint : Endpoint.values()) {
            faults.put(endpoint, Faults.none());
        }
    }

    /** What goes wrong at one endpoint. */
    public Faults on(Endpoint endpoint) {
        return Objects.requireNonNull(faults.get(endpoint));
    }

    /** Every good authorization request is sent back with this error, until {@link #reset}. */
    public void authorizeError(String error) {
        authorizeErrors.always(error);
    }

    /** The next good authorization request is sent back with this error. */
    public void nextAuthorizeError(String error) {
        authorizeErrors.next(error, 1);
    }

    /** Login, consent and error pages refuse to be shown in a frame, as RingCentral's of today do. On at start. */
    public void refuseFraming(boolean refuse) {
        refuseFraming = refuse;
    }

    /** Where a silent request ({@code prompt=none}) would be sent back with an error, the page is shown all the same. */
    public void pageInsteadOfError(boolean show) {
        pageInsteadOfError = show;
    }

    /** The callback names this issuer (RFC 9207). */
    public void iss(String issuer) {
        iss = issuer;
    }

    /** Every token answer carries this field too, or instead of its own of that name. */
    public void extraTokenField(String name, JsonValue value) {
        extraTokenFields.put(name, value);
    }

    /** Every access token issued so far is one that has expired (OAU-123); refresh tokens stay good. */
    public void expireAccessTokens() {
        grants.expireAccessTokens();
    }

    /** Ends every authorization session, as a changed password or an administrator does. */
    public void endSessions() {
        grants.endAll();
    }

    /** Everybody is asked again before an app may have access. */
    public void withdrawConsents() {
        consents.withdrawAll();
    }

    /** Everybody's call log has these records, whatever they are, instead of the sample calls. */
    public void calls(JsonArray records) {
        calls = records;
    }

    /** No app's registration has this permission, such as {@code ReadCallLog}. */
    public void withoutPermission(String name) {
        missingPermission = name;
    }

    /** Limits per person, app and minute; on at start. */
    public void rateLimit(boolean enabled) {
        limits.set(enabled);
    }

    /** {@code SameSite} of login cookies from now on; {@code Lax} at start. With {@code None} they are {@code Secure}. */
    public void loginCookieSameSite(String value) {
        loginCookieSameSite = value;
    }

    /** Everything as at start; what hangs is answered. People, consents and sessions stay. */
    public void reset() {
        extraTokenFields.clear();
        authorizeErrors.clear();
        iss = null;
        calls = null;
        missingPermission = null;
        refuseFraming = true;
        pageInsteadOfError = false;
        loginCookieSameSite = "Lax";
        limits.set(true);
        faults.values().forEach(Faults::reset);
    }

    Optional<String> authorizeError() {
        return authorizeErrors.take();
    }

    Optional<JsonArray> calls() {
        return Optional.ofNullable(calls);
    }

    void requirePermission(String name) {
        if (name.equals(missingPermission)) {
            throw Refusal.permission(name);
        }
    }

    Optional<String> iss() {
        return Optional.ofNullable(iss);
    }

    boolean refusesFraming() {
        return refuseFraming;
    }

    boolean showsPageInsteadOfError() {
        return pageInsteadOfError;
    }

    String loginCookieSameSite() {
        return loginCookieSameSite;
    }

    Map<String, JsonValue> extraTokenFields() {
        return extraTokenFields;
    }

    RateLimit limits() {
        return limits;
    }
}
