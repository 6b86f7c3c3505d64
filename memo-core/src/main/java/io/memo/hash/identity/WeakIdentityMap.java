package io.memo.hash.identity;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of objects by their identity. Keeps none of them alive. Safe for use by several threads. */
public final class WeakIdentityMap<V> {

    private final Map<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** Returns what is known of this very object, or null. */
    public @Nullable V get(Object object) {
        return values.get(new Probe(object));
    }

    /**
     * Returns what is known of the object, made now if nothing is.
     *
     * @param maker called at most once for an object, also if several threads ask at once; must not use this map
     */
    public V getOrMake(Object object, Supplier<V> maker) {
        forgetGone();
        V known = get(object);
        return known != null ? known : values.computeIfAbsent(new Key(object, gone), key -> maker.get());
    }

    /** Notes what is known of the object from now on, in place of what was. */
    public void put(Object object, V value) {
        forgetGone();
        values.put(new Key(object, gone), value);
    }

    public void clear() {
        values.clear();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns how many objects are known, by estimate. */
    public int size() {
        return values.size();
    }

    private void forgetGone() {
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            values.remove(each);
        }
    }

    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object object, ReferenceQueue<Object> gone) {
            super(object, gone);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && other instanceof Key key && key.get() == mine;
        }
    }

    /** Finds a {@link Key} without making one. */
    private record Probe(Object object) {

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        // Asymmetric on purpose: the map asks the one that it looks for.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.get() == object;
        }
    }
}
