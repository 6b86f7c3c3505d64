package io.memo.spring.weaving;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whose beans objects are, by identity. Holds no object, and calls no method of one. Safe for use by several threads. */
final class BeanOwners {

    private final Map<Ref, WovenContext> owners = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    void note(Object bean, WovenContext owner) {
        for (Reference<?> ref = gone.poll(); ref != null; ref = gone.poll()) {
            owners.remove(ref);
        }
        owners.put(new Ref(bean, gone), owner);
    }

    /** Returns the context whose bean it is, open or not, or null if it is none. */
    @Nullable
    WovenContext of(Object object) {
        return owners.get(new Ref(object, null));
    }

    /** Returns how many objects are noted, those aside that are known to be gone. */
    int size() {
        return owners.size();
    }

    private static final class Ref extends WeakReference<Object> {

        private final int hash;

        Ref(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Ref ref && get() != null && ref.get() == get());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
