package io.github.inpagelogin.demo;

import io.github.inpagelogin.config.Setting;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.standin.StandIn;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes {@code mvn jetty:run} a whole: where no client id is configured, a {@link StandIn} RingCentral starts beside the
 * app, and the app is told to use it. Runs before the app's own listener.
 */
public final class Demo implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable StandIn standIn;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        boolean https = "https".equals(System.getProperty("demo.connector"));
        String property = https ? "jetty.https.port" : "jetty.http.port";
        int port = Integer.getInteger(property, https ? 8443 : 8080);
        requireFree(port, property);
        ServletContext context = event.getServletContext();
        Map<String, String> parameters = Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
        URI site = URI.create((https ? "https" : "http") + "://localhost:" + port + context.getContextPath());
        if (Settings.text(Setting.RINGCENTRAL_CLIENT_ID, parameters).isPresent()) {
            LOG.info("A client id is configured, so this is the real RingCentral. Open {}/", site);
        } else {
            startStandIn(site, Settings.text(Setting.WIDGET_MODE, parameters).orElse(""));
        }
    }

    private void startStandIn(URI site, String mode) {
        int port = Integer.getInteger("stand-in.port", 9100);
        requireFree(port, "stand-in.port");
        StandIn started = start(port);
        // RingCentral allows five logins a minute; whoever tries the demo may try as often as they like.
        started.knobs().rateLimit(false);
        started.knobs().loginCookieSameSite(System.getProperty("stand-in.same-site", "Lax"));
        for (String path : List.of("/oauth/callback", "/oauth/widget-callback", "/redirect.html")) {
            started.allowRedirectUri(URI.create(site + path));
        }
        standIn = started;
        URI server = seenFromHere(started.origin());
        settings.put("ringcentral.server", server.toString());
        settings.put("ringcentral.client-id", StandIn.CLIENT_ID);
        // The mode sso is for the widgets of old, which alone know it.
        URI widget = mode.equals("sso") ? started.widgetUrl() : started.newWidgetUrl();
        settings.put("widget.url", seenFromHere(widget).toString());
        if (site.getScheme().equals("https") && !List.of("sso", "code").contains(mode)) {
            // All that the mode proxy needs, so that auto chooses it.
            settings.put("widget.hosting", "pass-through");
        }
        settings.put("app.base-url", site.toString());
        settings.put(
                "app.notice",
                "This site uses the stand-in RingCentral on " + server + ": no real account, no internet.");
        settings.keySet().stream()
                .filter(key -> System.getProperty(key) != null)
                .forEach(key -> LOG.warn("{} is set, but without ringcentral.client-id the stand-in's is used", key));
        // System properties come before every other source, so a half-configured environment cannot mix in.
        settings.forEach(System::setProperty);
    }

    /** The same server under the name that was chosen: {@code localhost}, or {@code 127.0.0.1}, which is another site. */
    private static URI seenFromHere(URI address) {
        return URI.create(address.toString()
                .replace("//localhost:", "//" + System.getProperty("stand-in.host", "localhost") + ':'));
    }

    /** Says where the demo is. Initialised last of all, when nothing can go wrong any more. */
    public static final class Banner extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init() {
            String server = System.getProperty("ringcentral.server", "");
            String site = System.getProperty("app.base-url", "");
            if (server.startsWith("http://")) {
                LOG.info("""

                        ======================================================================
                          The stand-in RingCentral is running: no real account, no internet.
                          Open {}/
                          Stand-in: {}/
                          With a client id (RINGCENTRAL_CLIENT_ID) the real RingCentral is used.
                        ======================================================================""", site, server);
            }
        }
    }

    private static StandIn start(int port) {
        try {
            return StandIn.start(port, Clock.systemUTC());
        } catch (IOException e) {
            throw new IllegalStateException("The stand-in RingCentral cannot start on port " + port, e);
        }
    }

    private static void requireFree(int port, String property) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            LOG.debug("Port {} is free", probe.getLocalPort());
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port " + port
                            + " is in use. Stop the program that uses it, or choose another port: mvn jetty:run -D"
                            + property + "=" + (port + 1),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " cannot be tried", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        settings.keySet().forEach(System::clearProperty);
        if (standIn != null) {
            standIn.close();
        }
    }
}
