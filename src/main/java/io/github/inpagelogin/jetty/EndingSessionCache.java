package io.github.inpagelogin.jetty;

import java.util.Set;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.session.UnreadableSessionDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps no session in memory, and tells the application of those in the store whose time is over, so that their tokens are
 * revoked. Jetty's own would delete them without a word, because it tells only of what it has in memory. Safe for use by
 * several threads, as Jetty's is.
 */
final class EndingSessionCache extends NullSessionCache {
    private static final Logger LOG = LoggerFactory.getLogger(EndingSessionCache.class);

    EndingSessionCache(SessionManager manager) {
        super(manager);
    }

    /**
     * Ends the sessions whose time is over. Another node may do so at the same moment; to revoke tokens twice does no harm.
     *
     * @return none: nothing is left for Jetty to do
     */
    @Override
    public Set<String> checkExpiration(Set<String> candidates) {
        for (String id : super.checkExpiration(candidates)) {
            try {
                end(id);
            } catch (Exception e) {
                // Stores may throw anything. This one is looked at again the next time, and the others are no worse for
                // it.
                LOG.warn("A session whose time is over cannot be ended at present", e);
            }
        }
        return Set.of();
    }

    private void end(String id) throws Exception {
        try {
            ManagedSession session = getAndEnter(id, false);
            if (session != null) {
                session.invalidate();
            }
        } catch (UnreadableSessionDataException e) {
            getSessionDataStore().delete(id);
            LOG.warn("A session whose time is over cannot be read: it is deleted, and its tokens are not revoked");
            LOG.debug("It cannot be read", e);
        }
    }
}
