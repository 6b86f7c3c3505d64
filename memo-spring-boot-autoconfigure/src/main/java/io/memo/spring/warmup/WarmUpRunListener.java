package io.memo.spring.warmup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Runs warm-ups when all runners of the application have ended, and before anybody is told that it is ready. A runner could not do it:
 * those without an order come in any order, and what one of them still has to load would be missing in what is stored.
 */
final class WarmUpRunListener implements SpringApplicationRunListener, Ordered {

    @Override
    public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
        // In the context itself: a parent has a start of its own.
        for (String name : context.getBeanFactory().getBeanNamesForType(WarmUps.class, true, false)) {
            if (!context.getBean(name, WarmUps.class).beforeReadiness()) {
                // What closes has said that it takes no more requests; nobody may say otherwise now.
                throw new SpringApplication.AbandonedRunException(context);
            }
        }
    }

    /** Before the listener that publishes the events of a start, which has the order 0. */
    @Override
    public int getOrder() {
        return -1;
    }
}
