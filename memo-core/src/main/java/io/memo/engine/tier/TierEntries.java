package io.memo.engine.tier;

import io.memo.InvalidMemoizeException;
import io.memo.TierFigures;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.Costly;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.method.MethodTiers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of one method outside the process, as the flow of its calls sees them. Whatever goes wrong costs a miss. Safe
 * for use by several threads.
 */
public final class TierEntries {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final MethodTiers tiers;
    private final TierEntry.Rules rules;

    private TierEntries(MethodTiers tiers, TierEntry.Rules rules) {
        this.tiers = tiers;
        this.rules = rules;
    }

    /**
     * Returns those of a method whose results are to be kept outside the process.
     *
     * @param outside makes the tiers when the first method needs them, null if there are none
     * @param hasher hashes its results
     * @param origin names the method
     * @return null if they are to be shared and cannot be, which nobody asked for by name, or if the places cannot be made
     * @throws InvalidMemoizeException if they are to be persisted and cannot be kept so that they could be returned
     */
    public static @Nullable TierEntries of(
            MethodSpec spec,
            boolean async,
            @Nullable MethodTierFactory outside,
            StructuralHasher hasher,
            Origin origin,
            TierEntry.Rules rules) {
        if (!spec.persist() && (outside == null || spec.allowOutputMutation() || async)) {
            return null;
        }
        if (outside == null) {
            throw refuse(spec, "there is no place outside the process to keep results in.", "Remove persist.");
        }
        if (spec.allowOutputMutation()) {
            throw refuse(
                    spec,
                    "with allowOutputMutation = true nobody could tell which state of a result to keep.",
                    "Remove one of the two.");
        }
        if (async) {
            throw refuse(
                    spec,
                    "its result is not there when it returns, and reading a file would block the thread that calls it.",
                    "Remove persist, or memoize the method that computes the value.");
        }
        try {
            MethodTiers tiers = outside.forMethod(spec, hasher, origin);
            return tiers == null ? null : new TierEntries(tiers, rules);
        } catch (NotStorableException e) {
            if (!spec.persist()) {
                log.info("Results of {} are not shared: {}.", spec.name(), e.getMessage());
                return null;
            }
            throw refuse(
                    spec,
                    "its result cannot be kept: %s.".formatted(e.getMessage()),
                    "Return values, collections and Serializable classes of the application, or remove persist.");
        }
    }

    private static InvalidMemoizeException refuse(MethodSpec spec, String problem, String remedy) {
        return spec.refusal("persist = true, but " + problem, remedy);
    }

    /**
     * Returns the place of a call's result. To be asked before the method runs.
     *
     * @param key the key of the call in every process
     */
    public TierEntry at(DurableKey key) {
        return new TierEntry(tiers, key, tiers.clears(), rules);
    }

    /**
     * Removes the results of all calls with these arguments, those of other external variables and of earlier code too, and what
     * is still to be written of the method.
     */
    public void clear(Digest arguments) {
        tiers.clear(arguments);
    }

    /** Calls the listener when another process cleared the method or some of its arguments, perhaps more than once. */
    public void onClear(Consumer<Cleared> listener) {
        tiers.onClear(listener);
    }

    /** Removes all results of the method, those of earlier code too. */
    public void clear() {
        tiers.clear();
    }

    /** Returns what {@link MethodTiers#costliest} does. */
    List<Costly> costliest(int most) {
        return tiers.costliest(most);
    }

    /** Reads ahead as {@link MethodTiers#readAhead} does. */
    int readAhead(TierKey key) {
        return tiers.readAhead(key);
    }

    /** Returns what happened at each tier. */
    public List<TierFigures> figures() {
        return tiers.figures();
    }
}
