package io.memo.engine.tier;

import io.memo.engine.run.Keys;
import io.memo.engine.run.TierAccess;
import io.memo.key.DurableKey;
import io.memo.key.Key;
import io.memo.store.tier.TierKey;
import org.jspecify.annotations.Nullable;

/**
 * Where else than in memory the results of one method are. Safe for use by several threads.
 *
 * @param far outside the process, null if nowhere
 * @param handed what the last start left, null if there is none
 */
public record Places(
        Keys keys, @Nullable TierEntries far, @Nullable HandedResults handed) {

    /** Returns the place of a call's result, or null if it has none. */
    public @Nullable TierAccess of(Key key, Object target, @Nullable Object[] arguments) {
        DurableKey durable = durableKeyOrNull(key, target, arguments);
        if (durable == null) {
            return null;
        }
        TierAccess access = far == null ? null : far.at(durable);
        return handed == null ? access : handed.at(durable, access);
    }

    /** Returns whether the last start left a result of the call. */
    public boolean isHandedOver(Key key, Object target, @Nullable Object[] arguments) {
        DurableKey durable = durableKeyOrNull(key, target, arguments);
        return handed != null && durable != null && handed.has(durable);
    }

    /** Returns null also if nothing is kept outside memory: a durable key costs as much as two keys. */
    private @Nullable DurableKey durableKeyOrNull(Key key, Object target, @Nullable Object[] arguments) {
        if (far == null && handed == null) {
            return null;
        }
        DurableKey durable = keys.durableKeyOrNull(key, target, arguments);
        if (durable != null) {
            key.inGroup(TierKey.groupOf(durable.arguments()));
        } else if (far != null) {
            keys.tellNotDurable(target, arguments);
        }
        return durable;
    }
}
