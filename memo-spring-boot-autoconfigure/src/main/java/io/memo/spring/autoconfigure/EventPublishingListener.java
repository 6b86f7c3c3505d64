package io.memo.spring.autoconfigure;

import io.memo.CachedObjectMutatedEvent;
import io.memo.verdict.MemoListener;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes mutations to the application's event listeners. */
final class EventPublishingListener implements MemoListener {

    private final ApplicationEventPublisher publisher;

    EventPublishingListener(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void mutated(CachedObjectMutatedEvent event) {
        publisher.publishEvent(event);
    }
}
