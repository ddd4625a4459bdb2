package io.github.inpagelogin.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can set. Immutable; complete and valid once {@link #load} or {@link #of} has returned it. What
 * each setting is called, its default and its meaning: {@link Setting}.
 */
public record Settings(RingCentral ringCentral, App app, Widget widget, SessionLife session, Ops ops) {

    /**
     * {@code ringcentral.*}: the authorization server and our registration there. No secret: a public client.
     *
     * @param connectTimeout until there is a connection
     * @param responseTimeout without a byte of the answer, before it begins or within it
     * @param timeout for a whole call, connecting included
     */
    public record RingCentral(
            URI server,
            String clientId,
            @Nullable Secret clientSecret,
            Duration connectTimeout,
            Duration responseTimeout,
            Duration timeout) {

        /** The same server for a public client of this id. */
        public RingCentral as(String publicClientId) {
            return new RingCentral(server, publicClientId, null, connectTimeout, responseTimeout, timeout);
        }

        /** Whether we have no secret and prove ourselves by PKCE alone. */
        public boolean publicClient() {
            return clientSecret == null;
        }
    }

    /**
     * {@code app.*}: this site. No base URL: only served on a loopback address.
     *
     * @param secrets the first seals, all of them open; none: a random one for each start
     */
    public record App(
            @Nullable URI baseUrl,
            List<Secret> secrets,
            List<String> frameAncestors,
            @Nullable String notice) {
        public App {
            secrets = List.copyOf(secrets);
            frameAncestors = List.copyOf(frameAncestors);
        }
    }

    /**
     * Where browsers get the widget's files from.
     *
     * @param directory the folder they are in; only and always with {@link WidgetHosting#DIRECTORY}
     * @param cacheDirectory where copies are kept, which may have to be made; only with
     *     {@link WidgetHosting#PASS_THROUGH}, and without one the container says where
     */
    public record Hosting(
            WidgetHosting from,
            @Nullable Path directory,
            @Nullable Path cacheDirectory) {
        /** From the widget's own address. */
        public static final Hosting REMOTE = new Hosting(WidgetHosting.REMOTE, null, null);

        /** Whether this site serves the files. */
        public boolean isOurs() {
            return from != WidgetHosting.REMOTE;
        }
    }

    /**
     * {@code widget.*}: where the widget is and how it is embedded. No client id: ours, if it is that of a public client.
     * No redirect URI: our own page.
     *
     * @param url a directory: it ends in a slash
     * @param options decoded, in the order they were written
     * @param signOutEndsSession whether who signs the widget out by hand is signed out here too; null: as the mode has it
     */
    public record Widget(
            URI url,
            Hosting hosting,
            WidgetMode mode,
            @Nullable String clientId,
            @Nullable URI redirectUri,
            Map<String, String> options,
            @Nullable Boolean signOutEndsSession) {
        public Widget {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        /** Scheme, host and port of {@link #url}, as browsers write an origin. */
        public String origin() {
            return Addresses.originOf(url);
        }
    }

    /**
     * {@code session.*}: how long a person stays signed in without, and in spite of, activity; whole seconds. None: as
     * long as RingCentral's refresh token lives.
     *
     * @param awaitsRingCentral whether requests wait for RingCentral on their thread, for the sake of the container's store
     * @param shared whether sessions are in a store, and out of reach between requests; so they are, too, where requests wait
     */
    public record SessionLife(
            @Nullable Duration idleTimeout, @Nullable Duration lifetime, boolean awaitsRingCentral, boolean shared) {
        public SessionLife {
            shared |= awaitsRingCentral;
        }

        /** Sessions in the memory of one node. */
        public SessionLife(@Nullable Duration idleTimeout, @Nullable Duration lifetime) {
            this(idleTimeout, lifetime, false, false);
        }
    }

    /**
     * {@code ops.*}: what operators watch.
     *
     * @param addresses who may ask for health and metrics
     * @param debug whether our own code logs its details too
     */
    public record Ops(Networks addresses, LogStyle logStyle, boolean debug) {}

    /**
     * Reads the settings of a deployment: system properties, environment, {@code contextParameters}, the file named by
     * {@link Setting#APP_CONFIG_FILE}, defaults; the first that has a value other than blank wins.
     *
     * @throws InvalidSettings with every problem at once
     */
    public static Settings load(Map<String, String> contextParameters) {
        return SettingsReader.read(Sources.ofDeployment(contextParameters));
    }

    /**
     * The settings that these values and the defaults alone give: neither system properties nor environment are looked
     * at.
     *
     * @throws InvalidSettings with every problem at once
     */
    public static Settings of(Map<String, String> values) {
        return SettingsReader.read(new Sources(Map.of(), Map.of(), values));
    }

    /** What a deployment, or the default, says of one setting: text, valid or not; empty if neither says anything. */
    public static Optional<String> text(Setting setting, Map<String, String> contextParameters) {
        return Optional.ofNullable(Sources.ofDeployment(contextParameters)
                .merge(new Problems())
                .getConfigValue(setting.key())
                .getValue());
    }
}
