package io.github.inpagelogin.api;

import io.github.inpagelogin.oauth.Tokens;
import io.github.inpagelogin.session.FreshTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Calls that carry the access token of whoever is signed in (RFC 6750 section 2.1). Where RingCentral refuses a token that
 * has not expired, it is refreshed and the call repeated, once. Thread-safe.
 */
public final class BearerCalls {
    private final FreshTokens freshTokens;

    public BearerCalls(FreshTokens freshTokens) {
        this.freshTokens = freshTokens;
    }

    /** The tokens of whoever {@code request} is from; fails as {@link FreshTokens#of} does. */
    public CompletableFuture<Tokens> tokens(HttpServletRequest request) {
        return freshTokens.of(request);
    }

    /**
     * What {@code call} gives with {@code tokens}; or with newer ones, whatever it is, if the first answer is that these
     * are {@code refused}. Fails as {@link FreshTokens#refreshed} does, or as the call does.
     */
    public <A> CompletableFuture<A> send(
            HttpServletRequest request,
            Tokens tokens,
            Function<Tokens, CompletableFuture<A>> call,
            Predicate<A> refused) {
        return call.apply(tokens)
                .thenCompose(answer -> refused.test(answer)
                        ? freshTokens.refreshed(request, tokens).thenCompose(call)
                        : CompletableFuture.completedFuture(answer));
    }
}
