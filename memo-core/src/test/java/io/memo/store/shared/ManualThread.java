package io.memo.store.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread that does what it is given when the test lets it, whenever it is due. */
final class ManualThread extends AbstractExecutorService implements ScheduledExecutorService {

    private List<Runnable> once = new ArrayList<>();
    private final List<Runnable> always = new ArrayList<>();

    /** Does all that waits, and each regular task once. */
    void run() {
        List<Runnable> now = once;
        once = new ArrayList<>();
        now.forEach(Runnable::run);
        List.copyOf(always).forEach(Runnable::run);
    }

    @Override
    public void execute(Runnable task) {
        once.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        once.add(task);
        return new Scheduled<Void>(() -> null);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        always.add(task);
        return new Scheduled<Void>(() -> null) {
            @Override
            public boolean cancel(boolean running) {
                return always.remove(task);
            }
        };
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public List<Runnable> shutdownNow() {
        once = new ArrayList<>();
        always.clear();
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

    private static class Scheduled<V> extends FutureTask<V> implements ScheduledFuture<V> {

        Scheduled(Callable<V> task) {
            super(task);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
