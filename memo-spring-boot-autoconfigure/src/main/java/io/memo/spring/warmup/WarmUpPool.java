package io.memo.spring.warmup;

import io.memo.WarmUp;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs warm-ups in their order, so many at the same time, each for a limited time. Closing ends all of them at once and waits for none. Safe
 * for use by several threads.
 *
 * <p>Each has a thread of its own: one that ignores its interrupt keeps no other from beginning, and nobody is interrupted for a task that
 * is over.
 */
final class WarmUpPool implements AutoCloseable {

    private final int most;
    private final Duration timeout;
    private final ThreadFactory threads;
    private final ScheduledExecutorService alarms;
    private final Ticker ticker;

    private final Object lock = new Object();
    private final Queue<Task> waiting = new ArrayDeque<>();
    private final Set<Task> running = new HashSet<>();
    private boolean closed;

    /**
     * @param most how many run at the same time
     * @param timeout how long one may take
     * @param alarms asked to run something when a time is over; shut down by {@link #close()}
     */
    WarmUpPool(int most, Duration timeout, ThreadFactory threads, ScheduledExecutorService alarms, Ticker ticker) {
        this.most = most;
        this.timeout = timeout;
        this.threads = threads;
        this.alarms = alarms;
        this.ticker = ticker;
    }

    /** Hears once of each warm-up that ended, by any thread. */
    @FunctionalInterface
    interface Listener {

        /** @param cause what it threw, null if nothing */
        void ended(String bean, WarmUpOutcome outcome, Duration took, @Nullable Throwable cause);
    }

    /** Adds a warm-up behind all others. */
    void run(String bean, WarmUp warmUp, Listener listener) {
        Task task = new Task(bean, warmUp, listener);
        synchronized (lock) {
            if (!closed) {
                waiting.add(task);
                beginNext();
                return;
            }
        }
        task.tell(WarmUpOutcome.CANCELLED, null);
    }

    /** Returns whether no more will run. */
    boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void beginNext() {
        while (running.size() < most) {
            Task next = waiting.poll();
            if (next == null) {
                return;
            }
            running.add(next);
            next.begin();
        }
    }

    private void end(Task task, WarmUpOutcome outcome, @Nullable Throwable cause) {
        synchronized (lock) {
            if (!running.remove(task)) {
                return;
            }
        }
        task.stop(outcome);
        task.tell(outcome, cause);
        synchronized (lock) {
            beginNext();
        }
    }

    @Override
    public void close() {
        List<Task> unfinished = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            unfinished.addAll(running);
            unfinished.addAll(waiting);
            running.clear();
            waiting.clear();
        }
        alarms.shutdownNow();
        unfinished.forEach(task -> {
            task.stop(WarmUpOutcome.CANCELLED);
            task.tell(WarmUpOutcome.CANCELLED, null);
        });
    }

    private final class Task implements Runnable {

        private final String bean;
        private final WarmUp warmUp;
        private final Listener listener;
        /** Written under the lock before the task is among those that run, so visible to whoever takes it out. */
        private @Nullable Thread thread;

        private @Nullable Future<?> alarm;
        private long begun;

        Task(String bean, WarmUp warmUp, Listener listener) {
            this.bean = bean;
            this.warmUp = warmUp;
            this.listener = listener;
        }

        void begin() {
            begun = ticker.nanos();
            Thread own = threads.newThread(this);
            own.setName("memo-warm-up-" + bean);
            thread = own;
            try {
                alarm = alarms.schedule(
                        () -> end(this, WarmUpOutcome.TIMEOUT, null),
                        TimeUnit.NANOSECONDS.convert(timeout),
                        TimeUnit.NANOSECONDS);
                own.start();
            } catch (OutOfMemoryError noThread) {
                end(this, WarmUpOutcome.FAILED, noThread);
            }
        }

        @Override
        public void run() {
            try {
                warmUp.warmUp();
                end(this, WarmUpOutcome.DONE, null);
            } catch (Throwable e) {
                end(this, WarmUpOutcome.FAILED, e);
            }
        }

        void stop(WarmUpOutcome outcome) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (thread != null && (outcome == WarmUpOutcome.TIMEOUT || outcome == WarmUpOutcome.CANCELLED)) {
                thread.interrupt();
            }
        }

        void tell(WarmUpOutcome outcome, @Nullable Throwable cause) {
            listener.ended(
                    bean, outcome, thread == null ? Duration.ZERO : Duration.ofNanos(ticker.nanos() - begun), cause);
        }
    }
}
