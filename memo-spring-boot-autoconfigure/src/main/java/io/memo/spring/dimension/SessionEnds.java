package io.memo.spring.dimension;

import io.memo.Memoizer;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets go of what was computed for a session when that ends, or gets another id, as at a login: nobody will ask for it again. Made before the
 * application is, with the web server, so it asks for everything late.
 */
final class SessionEnds implements HttpSessionListener, HttpSessionIdListener {

    private final ObjectProvider<SessionDimension> dimension;
    private final ObjectProvider<Memoizer> memoizer;

    SessionEnds(ObjectProvider<SessionDimension> dimension, ObjectProvider<Memoizer> memoizer) {
        this.dimension = dimension;
        this.memoizer = memoizer;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        ended(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        ended(oldSessionId);
    }

    private void ended(String id) {
        SessionDimension session = dimension.getIfAvailable();
        if (session != null && session.isUsed()) {
            memoizer.ifAvailable(memo -> memo.clearDimension(SessionDimension.NAME, SessionDimension.valueOf(id)));
        }
    }
}
