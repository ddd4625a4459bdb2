package io.github.inpagelogin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of this site as browsers know it. It is a setting; only on a loopback host, and only where the setting is
 * missing, is it taken from the request. Thread-safe.
 */
public final class SiteAddress {
    private final @Nullable URI configured;

    /** The address {@code app.base-url}; null if it is not set. */
    public SiteAddress(@Nullable URI configured) {
        this.configured = configured;
    }

    /** The address, with the context path and without a slash at the end; empty if it cannot be known. */
    public Optional<URI> of(HttpServletRequest request) {
        if (configured != null) {
            return Optional.of(configured);
        }
        String name = request.getServerName();
        String host = name.equals("::1") ? "[::1]" : name;
        if (!isLoopback(host)) {
            return Optional.empty();
        }
        return Optional.of(URI.create(request.getScheme() + "://" + host + ":" + request.getServerPort()
                + request.getServletContext().getContextPath()));
    }

    /** Whether {@code origin}, an {@code Origin} header, is this site's own. */
    public boolean isOwnOrigin(HttpServletRequest request, String origin) {
        return of(request).map(SiteAddress::origin).filter(origin::equals).isPresent();
    }

    /** Whether browsers reach this site by https. */
    public boolean isHttps() {
        return configured != null && "https".equals(configured.getScheme());
    }

    /**
     * Whether browsers may be told never to use http here again (RFC 6797): that goes for a host with all its ports, and a
     * loopback host is shared with everything else that a developer runs.
     */
    public boolean mayPromiseHttps() {
        return configured != null
                && isHttps()
                && !isLoopback(configured.getHost())
                && !configured.getHost().endsWith(".localhost");
    }

    /** The origin of an address that {@link #of} returned, as browsers write it. */
    public static String origin(URI address) {
        boolean defaultPort = address.getPort() == ("https".equals(address.getScheme()) ? 443 : 80);
        String port = address.getPort() == -1 || defaultPort ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
