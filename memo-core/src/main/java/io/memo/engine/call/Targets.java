package io.memo.engine.call;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that a method was called on, by identity, held weakly. Calls no method of theirs. */
public final class Targets {

    private final Set<Ref> refs = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private volatile WeakReference<@Nullable Object> last = new WeakReference<>(null);

    /** Costs next to nothing for the object that was noted last, which is the only one of a singleton. */
    public void note(Object target) {
        if (last.get() == target) {
            return;
        }
        for (Reference<?> ref = gone.poll(); ref != null; ref = gone.poll()) {
            refs.remove(ref);
        }
        refs.add(new Ref(target, gone));
        // Last, for who finds it here relies on its being there.
        last = new WeakReference<>(target);
    }

    /** Returns those that are still there. */
    public List<Object> all() {
        return refs.stream().map(Reference::get).filter(Objects::nonNull).toList();
    }

    private static final class Ref extends WeakReference<Object> {

        private final int hash;

        Ref(Object target, ReferenceQueue<Object> queue) {
            super(target, queue);
            this.hash = System.identityHashCode(target);
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
