package io.memo.spring.warmup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;

/**
 * Tells the warm-ups of a context that the application is ready, and that the context begins to close. A child's events come here too: that it
 * closes is none of it, and that it is ready changes nothing, for its parent was before.
 */
public final class WarmUpEvents implements SmartApplicationListener {

    private final ApplicationContext own;
    private final WarmUps warmUps;

    /** @param own the context of the warm-ups */
    public WarmUpEvents(ApplicationContext own, WarmUps warmUps) {
        this.own = own;
        this.warmUps = warmUps;
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return ApplicationReadyEvent.class.isAssignableFrom(type) || ContextClosedEvent.class.isAssignableFrom(type);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationReadyEvent) {
            warmUps.behindReadiness();
        } else if (event instanceof ApplicationContextEvent closed && closed.getApplicationContext() == own) {
            warmUps.close();
        }
    }

    /** Before all that waits for something when a context closes. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
