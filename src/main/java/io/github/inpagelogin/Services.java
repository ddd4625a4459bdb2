package io.github.inpagelogin;

import io.github.inpagelogin.api.BearerCalls;
import io.github.inpagelogin.api.RingCentralApi;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.config.SiteKeys;
import io.github.inpagelogin.config.WidgetChoice;
import io.github.inpagelogin.config.WidgetMode;
import io.github.inpagelogin.http.Breaker;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.http.JettyHttpSender;
import io.github.inpagelogin.http.JettyHttpStreams;
import io.github.inpagelogin.http.Reconnecting;
import io.github.inpagelogin.login.LoginRedirect;
import io.github.inpagelogin.login.Logins;
import io.github.inpagelogin.oauth.Governor;
import io.github.inpagelogin.oauth.NimbusOAuthClient;
import io.github.inpagelogin.oauth.NimbusStateSeal;
import io.github.inpagelogin.oauth.OAuthClient;
import io.github.inpagelogin.ops.ProviderCalls;
import io.github.inpagelogin.ops.ReportedOAuthClient;
import io.github.inpagelogin.session.FreshTokens;
import io.github.inpagelogin.session.Revocations;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.web.Events;
import io.github.inpagelogin.web.SiteAddress;
import io.github.inpagelogin.widget.DirectorySource;
import io.github.inpagelogin.widget.Embedding;
import io.github.inpagelogin.widget.PassThroughSource;
import io.github.inpagelogin.widget.WidgetLogins;
import io.github.inpagelogin.widget.WidgetSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every object that outlives a request, built once from the settings. Nothing else constructs a service. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** A token or profile answer has a few kilobytes; whatever is larger is not one. */
    private static final int LARGEST_ANSWER = 256 * 1024;

    final Settings settings;
    final Clock clock;
    final SecureRandom random;
    final SiteAddress address;
    final WidgetChoice choice;
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Events events;
    final Revocations revocations;
    final Sessions sessions;
    final OAuthClient client;
    final FreshTokens freshTokens;
    final BearerCalls bearerCalls;
    final RingCentralApi api;
    final Logins logins;
    final LoginRedirect redirect;
    final Embedding embedding;

    /** The silent logins for the widget, in {@code code} mode. */
    final Optional<WidgetLogins> widgetLogins;

    /** The widget's files, where this site serves them. */
    final Optional<WidgetSource> widgetSource;

    /** What the proxy streams through, in {@code proxy} mode. */
    final Optional<HttpStreams> streams;

    /** For meters: how often RingCentral was not asked because it wanted to be left alone. */
    final Governor governor;

    private final Breaker breaker;
    private final Breaker restBreaker;
    private final Breaker streamsBreaker;
    private final ProviderCalls providerCalls = new ProviderCalls(meters);
    private final SiteKeys keys;
    private final Path temporary;
    private final Deque<Runnable> atTheEnd = new ArrayDeque<>();

    /**
     * The services of one deployment.
     *
     * @param temporary a folder of this application's that need not outlive it
     */
    Services(Settings settings, Clock clock, SecureRandom random, Path temporary) {
        this.settings = settings;
        this.clock = clock;
        this.events = new Events(meters, clock);
        this.random = random;
        this.temporary = temporary;
        try {
            Settings.RingCentral ringCentral = settings.ringCentral();
            breaker = Breaker.forTokens(clock);
            restBreaker = Breaker.forResources(clock);
            streamsBreaker = Breaker.forResources(clock);
            governor = new Governor(clock);
            JettyHttpSender sender = sender(ringCentral.responseTimeout(), LARGEST_ANSWER);
            NimbusOAuthClient.Senders senders = new NimbusOAuthClient.Senders(
                    new Reconnecting(watched(breaker, sender), sender::later),
                    providerCalls.sender(sender),
                    new Reconnecting(providerCalls.sender(sender), sender::later));
            keys = SiteKeys.from(settings.app().secrets(), random);
            address = new SiteAddress(settings.app().baseUrl());
            choice = WidgetChoice.of(settings);
            client = new ReportedOAuthClient(new NimbusOAuthClient(ringCentral, senders, governor, clock), events);
            revocations = new Revocations(client);
            atTheEnd.push(revocations::close);
            sessions = new Sessions(settings.session(), revocations, keys, random, clock);
            freshTokens = new FreshTokens(sessions, client, revocations, clock);
            bearerCalls = new BearerCalls(freshTokens);
            HttpSender large =
                    watched(restBreaker, sender(ringCentral.responseTimeout(), RingCentralApi.LARGEST_ANSWER));
            api = new RingCentralApi(ringCentral, large, bearerCalls, clock);
            logins = new Logins(client, revocations, seal("login", ringCentral.clientId()), random, clock);
            redirect = new LoginRedirect(logins, address, random);
            embedding = new Embedding(settings, choice);
            widgetLogins = choice.mode() == WidgetMode.CODE
                    ? Optional.of(new WidgetLogins(
                            new NimbusOAuthClient(ringCentral.as(choice.clientId()), senders, governor, clock),
                            seal("widget", choice.clientId()),
                            random,
                            clock))
                    : Optional.empty();
            widgetSource = settings.widget().hosting().isOurs() ? Optional.of(widgetSource()) : Optional.empty();
            streams = choice.mode() == WidgetMode.PROXY ? Optional.of(streams()) : Optional.empty();
            Gauges.register(meters, this);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Under another key, a login that was begun with another server or client cannot be taken for one of these. */
    private NimbusStateSeal seal(String purpose, String clientId) {
        return new NimbusStateSeal(
                keys.deriveAll(purpose + " state " + settings.ringCentral().server() + " " + clientId));
    }

    /** What breaks calls to RingCentral off, by what the calls are for; of the widget's only in {@code proxy} mode. */
    Map<String, Breaker> breakers() {
        Map<String, Breaker> breakers = new LinkedHashMap<>();
        breakers.put("ringcentral", breaker);
        breakers.put("rest", restBreaker);
        streams.ifPresent(open -> breakers.put("proxy", streamsBreaker));
        return breakers;
    }

    /** Asks RingCentral while it answers; each call that is sent is timed. */
    private HttpSender watched(Breaker by, HttpSender sender) {
        return by.watching(providerCalls.sender(sender));
    }

    private JettyHttpSender sender(Duration responseTimeout, int largestAnswer) {
        JettyHttpSender sender =
                new JettyHttpSender(settings.ringCentral().connectTimeout(), responseTimeout, largestAnswer);
        atTheEnd.push(sender::close);
        return sender;
    }

    private HttpStreams streams() {
        JettyHttpStreams started = new JettyHttpStreams(settings.ringCentral().connectTimeout());
        atTheEnd.push(started::close);
        return streamsBreaker.watchingStreams(providerCalls.streams(started));
    }

    private WidgetSource widgetSource() {
        Settings.Hosting hosting = settings.widget().hosting();
        if (hosting.directory() != null) {
            return new DirectorySource(hosting.directory());
        }
        Path folder = hosting.cacheDirectory() == null ? temporary.resolve("widget-files") : hosting.cacheDirectory();
        ExecutorService disk = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "widget-files");
            thread.setDaemon(true);
            return thread;
        });
        atTheEnd.push(disk::shutdown);
        return new PassThroughSource(
                settings.widget().url(),
                sender(PassThroughSource.TIMEOUT, PassThroughSource.LARGEST_FILE),
                clock,
                folder,
                disk);
    }

    /** Stops what was started, in the opposite order, all of it whatever happens. */
    @Override
    public void close() {
        while (!atTheEnd.isEmpty()) {
            try {
                atTheEnd.pop().run();
            } catch (RuntimeException e) {
                LOG.error("A service cannot be stopped", e);
            }
        }
    }
}
