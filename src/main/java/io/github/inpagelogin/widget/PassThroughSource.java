package io.github.inpagelogin.widget;

import io.github.inpagelogin.http.HttpAnswer;
import io.github.inpagelogin.http.HttpCall;
import io.github.inpagelogin.http.HttpFailure;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.session.SingleFlight;
import io.github.inpagelogin.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The widget's files, fetched from the widget's own address when somebody asks for them, and kept in a {@link FileCache}.
 * A copy is good for an hour; then the upstream is asked whether it has changed (RFC 9110 section 13). While the upstream
 * is in trouble ({@link Incident}) the copy does, however old. Nothing of a visitor's request goes there but the name.
 */
public final class PassThroughSource implements WidgetSource {
    /** The largest file that is fetched. */
    public static final int LARGEST_FILE = 20 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PassThroughSource.class);

    private static final Duration FRESH = Duration.ofHours(1);
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What is kept at most: strangers choose the names, and an upstream may have more files than a widget. */
    private static final FileCache.Limits KEPT = new FileCache.Limits(1_000, 256L * 1024 * 1024);

    /** How many files are fetched at once, each in memory until it is stored. */
    private static final int MOST_FETCHES = 64;

    /** Not that there is no file, but that now is not the time. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** By which the upstream recognizes its file again, and which header it is to be asked by. */
    private static final Map<String, String> VALIDATORS =
            Map.of("etag", "If-None-Match", "last-modified", "If-Modified-Since");

    private final URI upstream;
    private final HttpSender http;
    private final Clock clock;
    private final Executor disk;
    private final FileCache cache;
    private final SingleFlight<Optional<WidgetFile>> flights = new SingleFlight<>();
    private final Semaphore fetches = new Semaphore(MOST_FETCHES);
    private final RecentlyMissing missing = new RecentlyMissing();
    private final Incident incident = new Incident(
            "widget.url does not give the widget's files ({}): copies are served where there are any",
            "widget.url gives the widget's files again");
    private final Incident full = new Incident(
            "Copies of the widget's files cannot be written ({}): see to widget.cache-directory",
            "Copies of the widget's files can be written again");

    /**
     * Fetches from {@code upstream}, which ends in a slash.
     *
     * @param folder for the copies; made if it is not there
     * @param disk where copies are written: one thread, so that those that answer a request never wait for it
     * @throws UncheckedIOException if the folder cannot be used
     */
    public PassThroughSource(URI upstream, HttpSender http, Clock clock, Path folder, Executor disk) {
        this.upstream = upstream;
        this.http = http;
        this.clock = clock;
        this.disk = disk;
        try {
            this.cache = new FileCache(folder, upstream, KEPT);
        } catch (IOException e) {
            throw new UncheckedIOException("widget.cache-directory cannot be used", e);
        }
    }

    @Override
    public CompletableFuture<Optional<WidgetFile>> file(String name) {
        Instant now = clock.instant();
        Optional<CachedFile> kept = cache.find(name);
        if (kept.filter(copy -> isGood(copy, now)).isPresent()) {
            return CompletableFuture.completedFuture(kept.map(CachedFile::file));
        }
        if (missing.contains(name, now)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return flights.join(name, () -> fetch(name, kept.orElse(null)));
    }

    private boolean isGood(CachedFile copy, Instant now) {
        return now.isBefore(copy.checkedAt().plus(FRESH)) || incident.isFresh(now);
    }

    /** The future within the future is not ignored: it is what the last step gives. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private CompletableFuture<Optional<WidgetFile>> fetch(String name, @Nullable CachedFile kept) {
        if (!fetches.tryAcquire()) {
            return kept == null
                    ? CompletableFuture.failedFuture(new WidgetUnavailable(Problem.WIDGET_BUSY))
                    : CompletableFuture.completedFuture(Optional.of(kept.file()));
        }
        HttpCall call = new HttpCall("GET", upstream.resolve(name), headers(kept), new byte[0], TIMEOUT);
        // Sent by a future, so that whatever is thrown ends the fetch too.
        return CompletableFuture.completedFuture(call)
                .thenCompose(http::send)
                .handleAsync((answer, failure) -> settle(name, answer, failure, kept), disk)
                .whenComplete((file, failure) -> fetches.release())
                .thenCompose(settled -> settled);
    }

    private CompletableFuture<Optional<WidgetFile>> settle(
            String name, @Nullable HttpAnswer answer, @Nullable Throwable failure, @Nullable CachedFile asked) {
        CachedFile kept = asked == null || asked.isThere() ? asked : null;
        if (answer == null || failure != null) {
            return CompletableFuture.completedFuture(withoutAnswer(name, failure, kept));
        }
        // What has not changed was taken away meanwhile: the whole of it, please.
        return answer.status() == 304 && kept == null && asked != null
                ? fetch(name, null)
                : CompletableFuture.completedFuture(of(name, answer, kept));
    }

    private static Map<String, String> headers(@Nullable CachedFile kept) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "*/*", "Accept-Encoding", "identity"));
        if (kept != null) {
            VALIDATORS.forEach((told, asked) -> {
                if (kept.headers().containsKey(told)) {
                    headers.put(asked, kept.headers().getOrDefault(told, ""));
                }
            });
        }
        return headers;
    }

    private Optional<WidgetFile> of(String name, HttpAnswer answer, @Nullable CachedFile kept) {
        int status = answer.status();
        if (status == 304 && kept != null) {
            incident.ended();
            return Optional.of(cache.confirm(name, kept, clock.instant()).file());
        }
        if (status == 200 && isPlain(answer)) {
            incident.ended();
            return Optional.of(stored(name, answer, kept));
        }
        boolean gone = status == 404 || status == 410;
        boolean none = gone || (kept == null && status >= 300 && status < 500 && !LATER.contains(status));
        return none ? missing(name) : unavailable("it answered " + status, kept, Problem.NO_WIDGET);
    }

    private static boolean isPlain(HttpAnswer answer) {
        return answer.header("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isEmpty();
    }

    private WidgetFile stored(String name, HttpAnswer answer, @Nullable CachedFile kept) {
        Map<String, String> headers = new HashMap<>();
        for (String header : List.of("etag", "last-modified", CachedFile.POLICY)) {
            answer.header(header).ifPresent(value -> headers.put(header, value));
        }
        try {
            WidgetFile file =
                    cache.store(name, answer.body(), headers, clock.instant()).file();
            full.ended();
            return file;
        } catch (IOException e) {
            full.failed(clock.instant(), e.toString());
            if (kept == null) {
                throw new WidgetUnavailable(Problem.WIDGET_NOT_KEPT);
            }
            return kept.file();
        }
    }

    private Optional<WidgetFile> missing(String name) {
        missing.add(name, clock.instant());
        try {
            cache.remove(name);
        } catch (IOException e) {
            LOG.warn("The copy of the widget's {} cannot be removed", name, e);
        }
        return Optional.empty();
    }

    private Optional<WidgetFile> withoutAnswer(String name, @Nullable Throwable failure, @Nullable CachedFile kept) {
        HttpFailure.Kind kind = kind(failure);
        if (kind == HttpFailure.Kind.TOO_LARGE) {
            LOG.warn("The widget's {} is not served: it has more than {} bytes", name, LARGEST_FILE);
            return missing(name);
        }
        boolean silent = kind == HttpFailure.Kind.NOT_CONNECTED || kind == HttpFailure.Kind.TIMED_OUT;
        return unavailable(kind.name(), kept, silent ? Problem.WIDGET_NO_ANSWER : Problem.NO_WIDGET);
    }

    private static HttpFailure.Kind kind(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpFailure known) {
                return known.kind();
            }
        }
        return HttpFailure.Kind.BROKEN;
    }

    private Optional<WidgetFile> unavailable(String why, @Nullable CachedFile kept, Problem problem) {
        incident.failed(clock.instant(), why);
        if (kept == null) {
            throw new WidgetUnavailable(problem);
        }
        return Optional.of(kept.file());
    }
}
