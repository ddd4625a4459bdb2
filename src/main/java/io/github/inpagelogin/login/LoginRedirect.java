package io.github.inpagelogin.login;

import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.web.Reply;
import io.github.inpagelogin.web.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** Sends a browser to RingCentral, bound to the login it begins, and knows it when it comes back. Thread-safe. */
public final class LoginRedirect {
    /** The path of the redirect URI below this site's address. */
    public static final String CALLBACK = "/oauth/callback";

    private final Logins logins;
    private final SiteAddress address;
    private final BrowserBinding binding;

    public LoginRedirect(Logins logins, SiteAddress address, SecureRandom random) {
        this.logins = logins;
        this.address = address;
        this.binding = new BrowserBinding(address.isHttps(), random);
    }

    /** Our redirect URI; empty if this site does not know its address. */
    Optional<URI> redirectUri(HttpServletRequest request) {
        return address.of(request).map(site -> URI.create(site + CALLBACK));
    }

    /** What already stands against a login in the browser of {@code request}. */
    Optional<OAuthFailure> obstacle(HttpServletRequest request) {
        return logins.obstacle(browser(request));
    }

    /** The reply that begins {@code wish}; empty if this site does not know its address. */
    Optional<Reply> begin(Logins.Wish wish, HttpServletRequest request, HttpServletResponse response) {
        return redirectUri(request)
                .map(uri -> new Reply.Elsewhere(logins.begin(wish, binding.bind(request, response), uri)));
    }

    /** The fingerprint of the browser, if a login was begun in it. */
    Optional<String> browser(HttpServletRequest request) {
        return binding.fingerprint(request);
    }
}
