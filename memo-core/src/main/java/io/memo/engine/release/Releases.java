package io.memo.engine.release;

import io.memo.FailedPart;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.engine.observe.Failures;
import io.memo.store.Holders;
import io.memo.thread.ContextLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored objects of one method that are to be released, each once, however many entries it is in. Objects are told apart by which they are;
 * their own code is not asked. One that a run returns after its release is another to memo, as of a pool that hands it out again. Safe for use
 * by several threads.
 */
public final class Releases {

    private final CallConditions conditions;
    private final ReleasePool pool;
    private final Failures failures;
    private final @Nullable ClassLoader loader;
    private final ConcurrentMap<Same, Holders> held = new ConcurrentHashMap<>();

    private Releases(CallConditions conditions, ReleasePool pool, Failures failures, @Nullable ClassLoader loader) {
        this.conditions = conditions;
        this.pool = pool;
        this.failures = failures;
        this.loader = loader;
    }

    /** Returns those of a method, or null if its results are not released. */
    public static @Nullable Releases of(
            MethodSpec spec, @Nullable CallConditions conditions, ReleasePool pool, Failures failures) {
        return conditions == null || !conditions.releases()
                ? null
                : new Releases(conditions, pool, failures, spec.targetClass().getClassLoader());
    }

    /**
     * Holds for the caller what a run returned, stored or not.
     *
     * @return null if it is being released, so that it is not to be stored; else one of these holders lets go some time
     */
    public @Nullable Holders hold(Object returned) {
        Same same = new Same(returned);
        Holders fresh = new Holders(returned, this::nobodyHolds);
        while (true) {
            Holders known = held.putIfAbsent(same, fresh);
            if (known == null) {
                return fresh;
            }
            if (known.add()) {
                return known;
            }
            if (known.wasStored()) {
                return null;
            }
            held.remove(same, known);
        }
    }

    /** Returns whether nothing is to be stored any more. */
    public boolean isClosed() {
        return pool.isClosed();
    }

    /** Returns how many objects are held or not released yet. */
    int size() {
        return held.size();
    }

    /** By the thread that let go, which may be the caller's or a cache's, and under locks. */
    private void nobodyHolds(Holders holders) {
        if (holders.wasStored()) {
            pool.execute(() -> release(holders));
        } else if (holders.end()) {
            forget(holders);
        }
    }

    private void release(Holders holders) {
        if (!holders.end()) {
            return;
        }
        try (ContextLoader targets = ContextLoader.lend(loader)) {
            conditions.release(holders.object());
        } catch (Throwable thrown) {
            failures.note(FailedPart.RELEASE, thrown);
        } finally {
            forget(holders);
        }
    }

    private void forget(Holders holders) {
        held.remove(new Same(holders.object()), holders);
        pool.changed();
    }

    /** Which object it is. */
    private record Same(Object object) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
