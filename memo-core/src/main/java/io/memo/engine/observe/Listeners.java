package io.memo.engine.observe;

import io.memo.CachedObjectMutatedEvent;
import io.memo.ComputationOutcome;
import io.memo.MemoizedMethod;
import io.memo.StaleResultEvent;
import io.memo.engine.observe.MemoListener.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The listeners of an engine, each kept from breaking the call, and the others. */
public final class Listeners {

    private final List<MemoListener> listeners;

    public Listeners(List<MemoListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Tells of a method that is memoized from now on. What a listener throws goes to {@code failed}; so it does below. */
    public void methodAdded(MemoizedMethod method, Consumer<Throwable> failed) {
        listeners.forEach(listener -> guarded(() -> listener.methodAdded(method), failed));
    }

    /** Returns those who want to know of the end. */
    public List<Running> computationStarted(MemoizedMethod method, Consumer<Throwable> failed) {
        List<Running> running = new ArrayList<>(listeners.size());
        listeners.forEach(listener -> guarded(() -> running.add(listener.computationStarted(method)), failed));
        return running;
    }

    /** Tells that computations have ended with a result. */
    public void returned(List<Running> running, Consumer<Throwable> failed) {
        running.forEach(each -> guarded(each::returned, failed));
    }

    /** Tells that computations have ended with an exception. */
    public void failed(List<Running> running, Throwable failure, Consumer<Throwable> failed) {
        running.forEach(each -> guarded(() -> each.failed(failure), failed));
    }

    /** Tells how computations have ended, and how long the method took. */
    public void ended(List<Running> running, ComputationOutcome outcome, Duration took, Consumer<Throwable> failed) {
        running.forEach(each -> guarded(() -> each.ended(outcome, took), failed));
    }

    /** Tells that a stored object was changed. */
    public void mutated(CachedObjectMutatedEvent event, Consumer<Throwable> failed) {
        listeners.forEach(listener -> guarded(() -> listener.mutated(event), failed));
    }

    /** Tells that a call was answered with a result whose time is over. */
    public void stale(StaleResultEvent event, Consumer<Throwable> failed) {
        listeners.forEach(listener -> guarded(() -> listener.stale(event), failed));
    }

    private static void guarded(Runnable notice, Consumer<Throwable> failed) {
        try {
            notice.run();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            failed.accept(e);
        }
    }
}
