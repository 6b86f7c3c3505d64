package io.memo.engine.refresh;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.times.ResultTimes;
import io.memo.store.Entry;
import io.memo.store.Lifetime;
import io.memo.store.OncePerMinute;
import io.memo.store.Ticker;
import io.memo.thread.ContextLoader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has old entries of one method computed anew behind the callers that get them. Safe for use by several threads.
 *
 * <p>An entry that is not replaced is due again after a pause, a tenth of its time: a source that fails is not asked at every call.
 */
public final class Refreshes {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    private static final long SHORTEST_PAUSE = 100;
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toMillis(1);
    private static final long SHORTEST_LOOK = 10;

    private final String method;
    private final List<String> dimensions;
    private final ResultTimes times;
    private final RefreshPool pool;
    private final CallerContext context;
    private final MethodCounters counters;
    private final Ticker ticker;
    private final AtomicBoolean toldOfAnotherKey = new AtomicBoolean();
    private final OncePerMinute failures;

    /**
     * @param method the name of the method
     * @param dimensions the names of what else its results depend on
     */
    public Refreshes(
            String method,
            List<String> dimensions,
            ResultTimes times,
            RefreshPool pool,
            CallerContext context,
            MethodCounters counters,
            Ticker ticker) {
        this.method = method;
        this.dimensions = dimensions;
        this.times = times;
        this.pool = pool;
        this.context = context;
        this.counters = counters;
        this.ticker = ticker;
        this.failures = new OncePerMinute(ticker);
    }

    /** Notes that a call is answered with the entry; returns whether it is for this call to have it computed anew. */
    public boolean claims(Entry entry, Lifetime lifetime, long now) {
        if (!lifetime.isOld(now)) {
            return false;
        }
        if (times.refreshesByAge()) {
            counters.stale(StaleReason.REFRESHING);
        }
        return lifetime.isDue(now) && times.isDrawn(entry, lifetime, now) && lifetime.claim(now);
    }

    /** Has an entry computed anew that was claimed, within what the calling thread has now. */
    public void begin(Entry entry, Lifetime lifetime, Attempt.Work work) {
        Attempt attempt = new Attempt(this, entry, lifetime);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (!pool.takes(attempt, context.with(() -> run(attempt, work, loader)))) {
            count(pool.isClosed() ? RefreshOutcome.CANCELLED : RefreshOutcome.REJECTED);
            lifetime.dueFrom(ticker.millis() + pause(entry, lifetime));
        }
    }

    private static void run(Attempt attempt, Attempt.Work work, @Nullable ClassLoader loader) {
        try (ContextLoader callers = ContextLoader.lend(loader)) {
            work.run(attempt);
        }
    }

    /** @param outcome null if another attempt is under way */
    void ended(Attempt attempt, @Nullable RefreshOutcome outcome, @Nullable Throwable thrown) {
        if (!pool.leave(attempt)) {
            return;
        }
        if (outcome == null) {
            attempt.lifetime().dueFrom(ticker.millis() + look(attempt.old()));
            return;
        }
        count(outcome);
        if (outcome != RefreshOutcome.REFRESHED && outcome != RefreshOutcome.ADOPTED) {
            attempt.lifetime().dueFrom(ticker.millis() + pause(attempt.old(), attempt.lifetime()));
        }
        if (thrown != null) {
            tell(thrown);
        }
    }

    void count(RefreshOutcome outcome) {
        counters.refreshed(outcome);
    }

    /** Once, where it may be for a thread local that does not come along: then no refresh ever ends otherwise. */
    void tellOfAnotherKey() {
        if (!dimensions.isEmpty() && !toldOfAnotherKey.getAndSet(true)) {
            log.warn(
                    "A result of {} was not computed anew behind its caller: the thread that was to do it makes another key. Unless an argument was"
                            + " changed after the call, a dimension (of {}) reads a thread local that does not come along: register an"
                            + " io.micrometer.context.ThreadLocalAccessor for it. Callers get the old result until its time is over, and then they"
                            + " wait. Further ones are counted in memo.refreshes as discarded, and not logged.",
                    method,
                    dimensions);
        }
    }

    /** Without the message of the failure, which may hold values. */
    private void tell(Throwable thrown) {
        if (failures.mayLog()) {
            log.warn(
                    "{} threw {} when a result of it was computed anew behind its callers. They get the old one until its time is over."
                            + " Further failures are counted in memo.refreshes and logged once a minute.",
                    method,
                    thrown.getClass().getName());
        }
    }

    private static long pause(Entry entry, Lifetime lifetime) {
        long whole = Math.min(lifetime.expiresAt(), lifetime.oldFrom())
                - entry.storedAt().toEpochMilli();
        long pause = Math.max(whole / 10, TimeUnit.NANOSECONDS.toMillis(entry.computedInNanos()));
        return Math.max(SHORTEST_PAUSE, Math.min(pause, LONGEST_PAUSE));
    }

    /** Another's run takes about as long as the last one. */
    private static long look(Entry entry) {
        long half = TimeUnit.NANOSECONDS.toMillis(entry.computedInNanos()) / 2;
        return Math.max(SHORTEST_LOOK, Math.min(half, LONGEST_PAUSE));
    }
}
