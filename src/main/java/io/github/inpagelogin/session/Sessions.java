package io.github.inpagelogin.session;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.config.SiteKeys;
import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only class that touches {@link HttpSession}. A session exists for a person who has signed in and for nobody else;
 * what it holds is one attribute, sealed bytes ({@link SessionSeal}), set again after each change so that every session
 * store notices. Whatever else is found there is nobody's. The tokens of a session that ends by itself are revoked.
 * Thread-safe.
 */
public final class Sessions implements HttpSessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String ATTRIBUTE = "in-page-login";

    private final Lifetimes lifetimes;
    private final RefreshAhead ahead;
    private final SessionSeal seal;
    private final Aliases aliases;
    private final Revocations revocations;
    private final Clock clock;
    /** Of those that ended, and that cannot be read. */
    private static final int MOST_REMEMBERED = 1_000;

    private final RecentIds ended = new RecentIds(MOST_REMEMBERED);
    private final RecentIds unreadable = new RecentIds(MOST_REMEMBERED);
    private final SessionsAlive alive;
    private final boolean shared;

    public Sessions(
            Settings.SessionLife life, Revocations revocations, SiteKeys keys, SecureRandom random, Clock clock) {
        this.lifetimes = new Lifetimes(life);
        this.ahead = new RefreshAhead(random);
        this.seal = new SessionSeal(keys, random);
        this.aliases = new Aliases(keys);
        this.revocations = revocations;
        this.clock = clock;
        this.alive = new SessionsAlive(clock);
        this.shared = life.shared();
    }

    /** Whether sessions are out of reach between requests, so that only a request can change them. */
    boolean areShared() {
        return shared;
    }

    /** How many sessions are alive: those that this node has met and not seen the end of. */
    public int alive() {
        return alive.count();
    }

    /** Who is signed in, if anybody; for what pages ask by themselves. A session whose time is over is ended here. */
    public Optional<SignedIn> find(HttpServletRequest request) {
        return slot(request).flatMap(Slot::read);
    }

    /** The same for what a person does: the session is in use, and its idle time begins again. */
    public Optional<SignedIn> visit(HttpServletRequest request) {
        Instant now = clock.instant();
        Optional<Slot> slot = slot(request);
        Optional<SignedIn> signedIn = slot.flatMap(Slot::read);
        signedIn.filter(visitor -> lifetimes.isActivityNews(visitor, now))
                .flatMap(visitor -> slot)
                .ifPresent(visited -> visited.getAndUpdate(visitor -> visitor.withActivity(now)));
        return signedIn;
    }

    /** When {@code signedIn} ends whatever the person does; a refresh may put it off. */
    public Instant endOf(SignedIn signedIn) {
        return lifetimes.endOf(signedIn);
    }

    /**
     * Signs {@code signedIn} in: the session is new and so is its id, whatever the browser sent. An old one is ended, and
     * its tokens are revoked; so are the new ones, if they cannot be kept.
     */
    public void begin(HttpServletRequest request, SignedIn signedIn) {
        try {
            replace(request, signedIn);
        } catch (RuntimeException e) {
            revoke(signedIn);
            throw e;
        }
    }

    private void replace(HttpServletRequest request, SignedIn signedIn) {
        end(request).ifPresent(this::revoke);
        HttpSession session = request.getSession(true);
        if (session.getId().equals(request.getRequestedSessionId())) {
            // A container may take up the id that the browser came with: that is how a session is fixated.
            request.changeSessionId();
        }
        Slot slot = new Slot(session);
        slot.write(signedIn.begun(
                aliases.of(signedIn.tokens().ownerId()), ahead.timeFor(signedIn.tokens(), clock.instant())));
        Notes.session(slot.key());
        slot.count(signedIn);
    }

    /** Ends the session, if there is one, and tells who was signed in: their tokens are the caller's to revoke. */
    public Optional<SignedIn> end(HttpServletRequest request) {
        return open(request).flatMap(Slot::end);
    }

    /**
     * Keeps how a silent authorization for the widget stands; nobody signed in, nothing is kept. A code that is good is not
     * given up for none.
     */
    public void keep(HttpServletRequest request, WidgetGrant grant) {
        slot(request).ifPresent(slot -> slot.getAndUpdate(signedIn -> signedIn.with(grant)));
    }

    /**
     * The last silent authorization for the widget, if there was one. Its code is given out this once: what is kept from
     * now on is the same grant without it.
     */
    public Optional<WidgetGrant> take(HttpServletRequest request) {
        return slot(request)
                .flatMap(slot -> slot.getAndUpdate(SignedIn::withoutHandoff))
                .flatMap(before -> Optional.ofNullable(before.widgetGrant()));
    }

    /**
     * The container ends a session, or we do. Only where it was the container, somebody is still signed in. Passivation and
     * migration end nothing, and a container that keeps its sessions when it stops does not come here. A session that nobody
     * came back with may be one of two of one callback that came twice: its tokens may be in use in the other.
     */
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Slot slot = new Slot(event.getSession());
        ended.add(slot.key());
        alive.ended(slot.key());
        Optional<SignedIn> last = slot.read().filter(signedIn -> signedIn.activeAt() != null);
        last.ifPresent(signedIn -> Notes.current().during(() -> {
            Notes.session(slot.key());
            revoke(signedIn);
        }));
    }

    /** The session as work that outlives the request may use it; empty if nobody is signed in. */
    Optional<Slot> slot(HttpServletRequest request) {
        Optional<Slot> slot = open(request);
        Optional<SignedIn> signedIn = slot.flatMap(Slot::read);
        if (signedIn.isPresent() && lifetimes.isOver(signedIn.get(), clock.instant())) {
            slot.flatMap(Slot::end).ifPresent(this::revoke);
            return Optional.empty();
        }
        signedIn.ifPresent(present -> slot.get().count(present));
        return signedIn.flatMap(present -> slot);
    }

    private void revoke(SignedIn signedIn) {
        if (clock.instant().isBefore(signedIn.tokens().endAt())) {
            revocations.add(signedIn.tokens());
        }
    }

    /** The session of {@code request}, which another request may just be ending. */
    private Optional<Slot> open(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        // One for a request, so that what is sealed is opened once.
        Slot slot = request.getAttribute(ATTRIBUTE) instanceof Slot known && known.session == session
                ? known
                : new Slot(session);
        request.setAttribute(ATTRIBUTE, slot);
        Notes.session(slot.key());
        return Optional.of(slot);
    }

    /** What was found in a session, and what it was sealed into. */
    private static final class Opened {
        private final byte[] sealed;
        private final SignedIn signedIn;

        private Opened(byte[] sealed, SignedIn signedIn) {
            this.sealed = sealed;
            this.signedIn = signedIn;
        }
    }

    /** One session, which may end at any moment, or be out of reach once its request has ended. Thread-safe. */
    final class Slot {
        private final HttpSession session;
        private final String key;
        private volatile @Nullable Opened opened;

        private Slot(HttpSession session) {
            this.session = session;
            this.key = session.getId();
        }

        /** What tells this session from another, for as long as it lives. */
        String key() {
            return key;
        }

        /** Whether it is known to have ended; what cannot be read may just be out of reach, in a store. */
        boolean hasEnded() {
            return ended.contains(key);
        }

        /** It has had a request, and is alive unless somebody has just ended it. */
        private void count(SignedIn signedIn) {
            Instant now = clock.instant();
            alive.met(key, now.plusSeconds(lifetimes.containerTimeout(signedIn, now)));
            if (hasEnded()) {
                alive.ended(key);
            }
        }

        /** Who is signed in now; empty if the session has ended since, or is out of reach. */
        Optional<SignedIn> read() {
            try {
                Object held = session.getAttribute(ATTRIBUTE);
                return held == null ? Optional.empty() : Optional.of(open(held));
            } catch (UnreadableSession e) {
                tell(e);
                return Optional.empty();
            } catch (IllegalStateException gone) {
                return Optional.empty();
            }
        }

        private SignedIn open(Object held) throws UnreadableSession {
            Opened last = opened;
            if (last != null && last.sealed == held) {
                return last.signedIn;
            }
            if (!(held instanceof byte[] sealed)) {
                throw new UnreadableSession("it is of another version");
            }
            SignedIn signedIn = seal.open(sealed);
            opened = new Opened(sealed, signedIn);
            return signedIn;
        }

        /** Once for each session: it is asked for again until the person has signed in. */
        private void tell(UnreadableSession e) {
            if (unreadable.add(key)) {
                LOG.warn("A session cannot be read, its person signs in again: {}", e.getMessage());
            }
        }

        /** Changes what the session holds, one change at a time; what it held before, empty if that cannot be read. */
        Optional<SignedIn> getAndUpdate(UnaryOperator<SignedIn> change) {
            synchronized (Sessions.this) {
                Optional<SignedIn> before = read();
                Optional<SignedIn> after = before.map(change);
                try {
                    if (!after.equals(before)) {
                        after.ifPresent(this::write);
                    }
                    return before;
                } catch (IllegalStateException gone) {
                    return Optional.empty();
                }
            }
        }

        /**
         * Keeps {@code newer}, which RingCentral gave for {@code spent}; see {@link SignedIn#refreshed}.
         *
         * @return what the session holds now; empty if it has ended, or is out of reach
         */
        Optional<Tokens> keep(Tokens spent, Tokens newer) {
            Instant now = clock.instant();
            Instant next = ahead.timeFor(newer, now);
            getAndUpdate(signedIn -> signedIn.refreshed(spent, newer, now, next));
            return read().map(SignedIn::tokens);
        }

        /** Whether a refresh is due; nobody else is told so until {@code turn} is over. */
        boolean takeTurnToRefresh(Duration turn) {
            Instant now = clock.instant();
            return getAndUpdate(signedIn ->
                            signedIn.isRefreshDue(now) ? signedIn.withRefreshFrom(now.plus(turn)) : signedIn)
                    .filter(before -> before.isRefreshDue(now))
                    .isPresent();
        }

        /** Ends the session and tells who was signed in; nothing is left in it for {@link #sessionDestroyed} to find. */
        Optional<SignedIn> end() {
            Optional<SignedIn> last = empty();
            try {
                session.invalidate();
            } catch (IllegalStateException gone) {
                LOG.debug("The session had ended already");
            }
            return last;
        }

        private Optional<SignedIn> empty() {
            synchronized (Sessions.this) {
                Optional<SignedIn> last = read();
                try {
                    session.removeAttribute(ATTRIBUTE);
                    ended.add(key);
                } catch (IllegalStateException gone) {
                    LOG.debug("The session has just been ended by somebody else");
                }
                return last;
            }
        }

        private void write(SignedIn signedIn) {
            session.setMaxInactiveInterval(lifetimes.containerTimeout(signedIn, clock.instant()));
            session.setAttribute(ATTRIBUTE, seal.seal(signedIn));
        }
    }
}
