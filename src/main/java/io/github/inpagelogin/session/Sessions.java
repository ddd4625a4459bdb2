package io.github.inpagelogin.session;

import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.log.Notes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only class that touches {@link HttpSession}. A session exists for a person who has signed in and for nobody else;
 * what it holds is one attribute, set again after each change so that every session store notices. Thread-safe.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String ATTRIBUTE = SignedIn.class.getName();

    private final Settings.SessionLife life;
    private final Clock clock;
    private final SessionsAlive alive;

    public Sessions(Settings.SessionLife life, Clock clock) {
        this.life = life;
        this.clock = clock;
        this.alive = new SessionsAlive(life.idleTimeout(), clock);
    }

    /** Counts them; to be registered as a listener. */
    public SessionsAlive alive() {
        return alive;
    }

    /** Who is signed in, if anybody. A session that has reached its absolute end is ended here. */
    public Optional<SignedIn> find(HttpServletRequest request) {
        return open(request).flatMap(this::current);
    }

    /** When {@code signedIn} ends at the latest, whatever the person does. */
    public Instant endOf(SignedIn signedIn) {
        return signedIn.since().plus(life.lifetime());
    }

    /**
     * Signs {@code signedIn} in: the session is new and so is its id, whatever the browser sent. An old one is ended.
     *
     * @return who was signed in before
     */
    public Optional<SignedIn> begin(HttpServletRequest request, SignedIn signedIn) {
        Optional<SignedIn> replaced = end(request);
        HttpSession session = request.getSession(true);
        if (session.getId().equals(request.getRequestedSessionId())) {
            // A container may take up the id that the browser came with: that is how a session is fixated.
            request.changeSessionId();
        }
        session.setMaxInactiveInterval((int) life.idleTimeout().toSeconds());
        session.setAttribute(ATTRIBUTE, signedIn);
        met(session);
        return replaced;
    }

    /** Ends the session, if there is one, and tells who was signed in. */
    public Optional<SignedIn> end(HttpServletRequest request) {
        Optional<Slot> slot = open(request);
        Optional<SignedIn> signedIn = slot.flatMap(Slot::read);
        slot.ifPresent(Slot::end);
        return signedIn;
    }

    /** Keeps the answer to a silent authorization for the widget; nobody signed in, nothing is kept. */
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

    /** The session as work that outlives the request may use it; empty if nobody is signed in. */
    Optional<Slot> slot(HttpServletRequest request) {
        return open(request).filter(slot -> current(slot).isPresent());
    }

    private Optional<SignedIn> current(Slot slot) {
        Optional<SignedIn> signedIn = slot.read();
        if (signedIn.isPresent() && !clock.instant().isBefore(endOf(signedIn.get()))) {
            slot.end();
            return Optional.empty();
        }
        return signedIn;
    }

    /** The session of {@code request}, which another request may just be ending. */
    private Optional<Slot> open(HttpServletRequest request) {
        Optional<HttpSession> session = Optional.ofNullable(request.getSession(false));
        session.ifPresent(this::met);
        return session.map(Slot::new);
    }

    /** The request that is being answered is in {@code session}. */
    private void met(HttpSession session) {
        Notes.session(session.getId());
        alive.used(session.getId());
    }

    /** One session, which may end at any moment. Thread-safe. */
    static final class Slot {
        private final HttpSession session;

        private Slot(HttpSession session) {
            this.session = session;
        }

        /** What tells this session from another, for as long as it lives. */
        String key() {
            return session.getId();
        }

        /** Who is signed in now; empty if the session has ended since. */
        Optional<SignedIn> read() {
            try {
                return session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn
                        ? Optional.of(signedIn)
                        : Optional.empty();
            } catch (IllegalStateException ended) {
                return Optional.empty();
            }
        }

        /** Changes what the session holds, one change at a time; what it held before, empty if it has ended since. */
        Optional<SignedIn> getAndUpdate(UnaryOperator<SignedIn> change) {
            synchronized (Slot.class) {
                Optional<SignedIn> before = read();
                try {
                    before.ifPresent(signedIn -> session.setAttribute(ATTRIBUTE, change.apply(signedIn)));
                    return before;
                } catch (IllegalStateException ended) {
                    return Optional.empty();
                }
            }
        }

        void end() {
            try {
                session.invalidate();
            } catch (IllegalStateException ended) {
                LOG.debug("The session had ended already");
            }
        }
    }
}
