package io.github.inpagelogin.jetty;

import org.eclipse.jetty.session.NullSessionCacheFactory;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionManager;

/** Has Jetty keep no session in memory, and end those whose time is over. Named in {@code webapp-config/jetty/in-page-login-nodes.xml}. */
public final class EndingSessionCacheFactory extends NullSessionCacheFactory {
    @Override
    public SessionCache newSessionCache(SessionManager manager) {
        return new EndingSessionCache(manager);
    }
}
