package io.memo.store.tier.guard;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs what it is given before it returns, in the thread that gives it. */
public final class AtOnce extends AbstractExecutorService {

    /** Returns a writer that has written when it returns. */
    public static TierWriter writer() {
        return new TierWriter(1 << 20, 1, new AtOnce());
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return true;
    }
}
