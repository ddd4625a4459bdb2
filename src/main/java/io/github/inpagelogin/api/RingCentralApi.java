package io.github.inpagelogin.api;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.oauth.Failures;
import io.github.inpagelogin.oauth.Json;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.Tokens;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * RingCentral's REST API for the code of this site: reads a resource for whoever is signed in. Nothing blocks, and a
 * throttled call is not repeated: every request within the penalty would begin it again. Thread-safe.
 */
public final class RingCentralApi {
    /** The largest answer that is read, in bytes: some thousand calls, or as many contacts. */
    public static final int LARGEST_ANSWER = 1024 * 1024;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final URI server;
    private final Duration timeout;
    private final HttpSender sender;
    private final BearerCalls calls;
    private final Failures failures;

    public RingCentralApi(Settings.RingCentral settings, HttpSender sender, BearerCalls calls, Clock clock) {
        this.server = settings.server();
        this.timeout = settings.timeout();
        this.sender = sender;
        this.calls = calls;
        this.failures = new Failures(clock);
    }

    /**
     * What {@code GET path} answers to whoever {@code request} is from. Fails with an {@link OAuthFailure}: {@code
     * SIGN_IN_AGAIN} only if the session here is over.
     *
     * @param path of a resource, such as {@code /restapi/v1.0/account/~/extension/~/presence}, with its query if there is
     *     one, encoded; whatever else fails with an {@link IllegalArgumentException}
     */
    public CompletableFuture<JsonObject> get(HttpServletRequest request, String path) {
        if (!isResource(path)) {
            // Without the path: what is wrong with it may have come from a browser.
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("This is not the path of a resource of RingCentral's REST API"));
        }
        URI uri = URI.create(server + path);
        return calls.tokens(request)
                .thenCompose(tokens -> calls.send(request, tokens, newest -> send(uri, newest), this::isRefused))
                .thenApply(this::read);
    }

    /**
     * A page of the list at {@code path}, as RingCentral's lists have it. Fails as {@link #get} does.
     *
     * @param path without {@code page} and {@code perPage}
     * @param number which page, from 1 on
     * @param perPage how many records a page has at most
     */
    public CompletableFuture<ResourcePage> page(HttpServletRequest request, String path, int number, int perPage) {
        char mark = path.indexOf('?') < 0 ? '?' : '&';
        return get(request, path + mark + "page=" + number + "&perPage=" + perPage)
                .thenApply(answer -> ResourcePage.of(answer, number, perPage));
    }

    private static boolean isResource(String path) {
        int mark = path.indexOf('?');
        String plain = mark < 0 ? path : path.substring(0, mark);
        return RestPath.isPlain(plain)
                && RestPath.isResource(plain)
                && RestPath.isPlainQuery(mark < 0 ? null : path.substring(mark + 1));
    }

    private CompletableFuture<HttpAnswer> send(URI uri, Tokens tokens) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + tokens.accessToken(), "Accept", "application/json");
        return sender.send(new HttpCall("GET", uri, headers, new byte[0], timeout))
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(failures.ofThrown(thrown)));
    }

    /** A 401 may also be about an account that is locked, or a permission: that no new token mends. */
    private boolean isRefused(HttpAnswer answer) {
        return answer.status() == UNAUTHORIZED
                && failures.ofResource(answer).reason() == OAuthFailure.Reason.SIGN_IN_AGAIN;
    }

    private JsonObject read(HttpAnswer answer) {
        if (answer.status() != OK) {
            OAuthFailure failure = failures.ofResource(answer);
            // The token is seconds old: it is not the session that is wrong.
            throw failure.reason() == OAuthFailure.Reason.SIGN_IN_AGAIN
                    ? OAuthFailure.unreadable("new_token_refused", null)
                    : failure;
        }
        return Json.object(answer).orElseThrow(() -> OAuthFailure.unreadable("not_json", null));
    }
}
