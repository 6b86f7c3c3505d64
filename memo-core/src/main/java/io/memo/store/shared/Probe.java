package io.memo.store.shared;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out in the background whether the shared store answers, while callers are kept off it. Says once that it does not,
 * and once that it does again.
 */
final class Probe {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** What is over sooner, such as making the first connection, is not worth a line. */
    private static final Duration TOLD = Duration.ofSeconds(1);

    private final SharedStore store;
    private final Epochs epochs;
    private final Runnable answers;
    private final ScheduledExecutorService background;
    private Duration pause = FIRST_PAUSE;
    private boolean told;

    /** @param answers called when the store answers and knows of all clears */
    Probe(SharedStore store, Epochs epochs, Runnable answers, ScheduledExecutorService background) {
        this.store = store;
        this.epochs = epochs;
        this.answers = answers;
        this.background = background;
    }

    /** Begins to look; not again before the store has answered. */
    void start() {
        schedule(Duration.ZERO);
    }

    private void schedule(Duration delay) {
        try {
            background.schedule(this::look, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed.
            return;
        }
    }

    private void look() {
        try {
            store.ping();
            epochs.refresh();
            pause = FIRST_PAUSE;
            if (told) {
                told = false;
                log.info("The shared tier ({}) answers again.", store.name());
            }
            answers.run();
        } catch (Throwable e) {
            // Whatever it is: nobody else would ever look again.
            if (!told && pause.compareTo(TOLD) >= 0) {
                told = true;
                log.warn(
                        "The shared tier ({}) does not answer ({}). Calls run as if it were not there until it does.",
                        store.name(),
                        e instanceof IOException ? e.toString() : e.getClass().getName());
            }
            schedule(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
