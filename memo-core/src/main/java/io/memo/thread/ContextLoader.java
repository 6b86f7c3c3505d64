package io.memo.thread;

import org.jspecify.annotations.Nullable;

/** The context class loader that a thread has while it works for somebody else; closing gives it its own again. For one thread. */
public final class ContextLoader implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final @Nullable ClassLoader own = thread.getContextClassLoader();

    private ContextLoader(@Nullable ClassLoader lent) {
        thread.setContextClassLoader(lent);
    }

    /**
     * Gives the calling thread a loader.
     *
     * @param lent null for none
     */
    public static ContextLoader lend(@Nullable ClassLoader lent) {
        return new ContextLoader(lent);
    }

    @Override
    public void close() {
        thread.setContextClassLoader(own);
    }
}
