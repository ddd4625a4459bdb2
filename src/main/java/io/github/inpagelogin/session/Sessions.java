package io.github.inpagelogin.session;

import io.github.inpagelogin.config.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
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

    public Sessions(Settings.SessionLife life, Clock clock) {
        this.life = life;
        this.clock = clock;
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
        return replaced;
    }

    /** Ends the session, if there is one, and tells who was signed in. */
    public Optional<SignedIn> end(HttpServletRequest request) {
        Optional<Slot> slot = open(request);
        Optional<SignedIn> signedIn = slot.flatMap(Slot::read);
        slot.ifPresent(Slot::end);
        return signedIn;
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
    private static Optional<Slot> open(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).map(Slot::new);
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

        /** Keeps {@code newer}; false if the session has ended since. */
        boolean write(SignedIn newer) {
            try {
                session.setAttribute(ATTRIBUTE, newer);
                return true;
            } catch (IllegalStateException ended) {
                return false;
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
