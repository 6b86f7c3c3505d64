package io.memo.engine.refresh;

import io.memo.FailedPart;
import io.memo.MethodFigures.StaleReason;
import io.memo.StaleResultEvent;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.SourceFailures;
import io.memo.engine.check.HitCheck;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.Listeners;
import io.memo.engine.observe.MethodCounters;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Lifetime;
import io.memo.store.OncePerMinute;
import io.memo.store.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an entry whose time is over answer for a run that throws. Safe for use by several threads. */
public final class StaleAnswers {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    private final String method;
    private final HitCheck hitCheck;
    private final MethodCounters counters;
    private final Listeners listeners;
    private final Failures failures;
    private final Ticker ticker;
    private final OncePerMinute lines;

    /** @param method the name of the method */
    public StaleAnswers(
            String method,
            HitCheck hitCheck,
            MethodCounters counters,
            Listeners listeners,
            Failures failures,
            Ticker ticker) {
        this.method = method;
        this.hitCheck = hitCheck;
        this.counters = counters;
        this.listeners = listeners;
        this.failures = failures;
        this.ticker = ticker;
        this.lines = new OncePerMinute(ticker);
    }

    /**
     * Returns the entry if it answers for the run, and counts and tells that; null if what the run threw is to reach the caller.
     *
     * @param stale found when the call began, null if there was none
     * @throws io.memo.CachedObjectMutatedException if its object was changed, and the policy says so
     */
    public @Nullable Entry instead(Key key, @Nullable Entry stale, Throwable thrown, Invocation call) {
        Lifetime lifetime = stale == null ? null : stale.lifetime();
        if (stale == null
                || lifetime == null
                || !SourceFailures.isOne(thrown)
                || ticker.millis() >= lifetime.keptUntil()
                || !hitCheck.passes(key, stale, call)) {
            return null;
        }
        counters.stale(StaleReason.ERROR);
        tell(thrown);
        Duration age = Duration.between(stale.storedAt(), ticker.now());
        listeners.stale(
                new StaleResultEvent(method, age, thrown), failure -> failures.note(FailedPart.LISTENER, failure));
        return stale;
    }

    /** Without the message of the exception, which may hold values. */
    private void tell(Throwable thrown) {
        if (lines.mayLog()) {
            log.warn(
                    "{} threw {}, and an old result of it answers instead (staleIfError). Further ones are counted in memo.stale and logged once a"
                            + " minute.",
                    method,
                    thrown.getClass().getName());
        }
    }
}
