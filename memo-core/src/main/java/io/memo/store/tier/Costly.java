package io.memo.store.tier;

import java.util.Comparator;

/**
 * An entry that may be worth reading before anybody asks for it. The costliest comes first.
 *
 * @param key what its place finds it by; of the arguments it may hold no more than that takes
 * @param computedInNanos how long the method took, as the entry says; it may lie
 */
public record Costly(TierKey key, long computedInNanos) implements Comparable<Costly> {

    private static final Comparator<Costly> ORDER =
            Comparator.comparingLong(Costly::computedInNanos).reversed().thenComparing(each -> each.key.digest());

    @Override
    public int compareTo(Costly other) {
        return ORDER.compare(this, other);
    }
}
