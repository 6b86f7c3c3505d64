package io.memo.benchmarks.results;

import io.memo.CheckMode;
import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.ReturnMode;
import org.springframework.cache.annotation.Cacheable;

/** A bean with one computation, cached in every way. */
public class Results {

    private static final int ENTRIES = 2048;

    @MemoIgnore
    private final Shape shape;

    /** Makes one whose computation returns that. */
    public Results(Shape shape) {
        this.shape = shape;
    }

    /** Makes the bean that the proxies need to be made of. */
    protected Results() {
        this(Shape.DTO);
    }

    /** Not cached. */
    public Object compute(long id, String name) {
        return shape.make(id, name);
    }

    /** Cached by Spring. */
    @Cacheable("plain")
    public Object cacheable(long id, String name) {
        return shape.make(id, name);
    }

    /** Cached by Spring, one computation for a key. */
    @Cacheable(cacheNames = "sync", sync = true)
    public Object cacheableSync(long id, String name) {
        return shape.make(id, name);
    }

    /** Memoized. */
    @Memoize(maxEntries = ENTRIES)
    public Object memoized(long id, String name) {
        return shape.make(id, name);
    }

    /** Memoized, looked at on every hit. */
    @Memoize(maxEntries = ENTRIES, mutationCheck = CheckMode.ALWAYS)
    public Object memoizedAlways(long id, String name) {
        return shape.make(id, name);
    }

    /** Memoized, frozen; where that cannot be it runs each time. */
    @Memoize(maxEntries = ENTRIES, returns = ReturnMode.FROZEN)
    public Object memoizedFrozen(long id, String name) {
        return shape.make(id, name);
    }

    /** Memoized, copied for each caller. */
    @Memoize(maxEntries = ENTRIES, returns = ReturnMode.COPY)
    public Object memoizedCopy(long id, String name) {
        return shape.make(id, name);
    }

    /** Memoized, never looked at. */
    @Memoize(maxEntries = ENTRIES, allowOutputMutation = true)
    public Object memoizedAllowed(long id, String name) {
        return shape.make(id, name);
    }
}
