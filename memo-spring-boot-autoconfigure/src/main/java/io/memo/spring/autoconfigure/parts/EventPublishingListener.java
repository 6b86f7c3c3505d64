package io.memo.spring.autoconfigure.parts;

import io.memo.CachedObjectMutatedEvent;
import io.memo.StaleResultEvent;
import io.memo.engine.observe.MemoListener;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes mutations to the application's event listeners. */
public final class EventPublishingListener implements MemoListener {

    private final ApplicationEventPublisher publisher;

    public EventPublishingListener(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void mutated(CachedObjectMutatedEvent event) {
        publisher.publishEvent(event);
    }

    @Override
    public void stale(StaleResultEvent event) {
        publisher.publishEvent(event);
    }
}
