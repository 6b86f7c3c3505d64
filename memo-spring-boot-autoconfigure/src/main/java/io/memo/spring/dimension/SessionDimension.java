package io.memo.spring.dimension;

import io.memo.KeyDimension;
import io.memo.ThisProcessOnly;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** {@code session}: the HTTP session of the current request, which is never created for it. Means nothing in another process. */
final class SessionDimension implements KeyDimension {

    static final String NAME = "session";

    private volatile boolean used;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Object value() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        HttpSession session = attributes.getRequest().getSession(false);
        if (session == null) {
            return null;
        }
        if (!used) {
            used = true;
        }
        return valueOf(session.getId());
    }

    static Object valueOf(String id) {
        return new ThisProcessOnly(id);
    }

    /** Returns whether it ever had a value: an application may have a dimension of its own in its place. */
    boolean isUsed() {
        return used;
    }
}
