package io.memo.spring.autoconfigure;

import io.memo.CachedObjectMutatedEvent;
import io.memo.ComputationOutcome;
import io.memo.MemoizedMethod;
import io.memo.verdict.MemoListener;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/** Passes what the engine tells on to all listener beans, and mutations to the application's event listeners. */
final class ListenerBeans implements MemoListener {

    private final List<MemoListener> listeners;
    private final ApplicationEventPublisher publisher;

    ListenerBeans(ObjectProvider<MemoListener> listeners, ApplicationEventPublisher publisher) {
        this.listeners = listeners.orderedStream().toList();
        this.publisher = publisher;
    }

    @Override
    public void methodAdded(MemoizedMethod method) {
        listeners.forEach(listener -> listener.methodAdded(method));
    }

    @Override
    public Running computationStarted(MemoizedMethod method) {
        List<Running> running = listeners.stream()
                .map(listener -> listener.computationStarted(method))
                .toList();
        return (ComputationOutcome outcome, Duration took) -> running.forEach(each -> each.ended(outcome, took));
    }

    @Override
    public void mutated(CachedObjectMutatedEvent event) {
        listeners.forEach(listener -> listener.mutated(event));
        publisher.publishEvent(event);
    }
}
