package io.memo.engine;

import io.memo.CachedObjectMutatedEvent;
import io.memo.ComputationOutcome;
import io.memo.MemoizedMethod;
import io.memo.verdict.MemoListener;
import io.memo.verdict.MemoListener.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The listeners of an engine, each kept from breaking the call, and the others. */
final class Listeners {

    private final List<MemoListener> listeners;

    Listeners(List<MemoListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void methodAdded(MemoizedMethod method, Consumer<Throwable> failed) {
        listeners.forEach(listener -> guarded(() -> listener.methodAdded(method), failed));
    }

    /** Returns those who want to know of the end. */
    List<Running> computationStarted(MemoizedMethod method, Consumer<Throwable> failed) {
        List<Running> running = new ArrayList<>(listeners.size());
        listeners.forEach(listener -> guarded(() -> running.add(listener.computationStarted(method)), failed));
        return running;
    }

    void returned(List<Running> running, Consumer<Throwable> failed) {
        running.forEach(each -> guarded(each::returned, failed));
    }

    void failed(List<Running> running, Throwable failure, Consumer<Throwable> failed) {
        running.forEach(each -> guarded(() -> each.failed(failure), failed));
    }

    void ended(List<Running> running, ComputationOutcome outcome, Duration took, Consumer<Throwable> failed) {
        running.forEach(each -> guarded(() -> each.ended(outcome, took), failed));
    }

    void mutated(CachedObjectMutatedEvent event, Consumer<Throwable> failed) {
        listeners.forEach(listener -> guarded(() -> listener.mutated(event), failed));
    }

    private static void guarded(Runnable notice, Consumer<Throwable> failed) {
        try {
            notice.run();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            failed.accept(e);
        }
    }
}
