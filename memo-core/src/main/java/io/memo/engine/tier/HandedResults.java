package io.memo.engine.tier;

import io.memo.Miss.Asked;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.engine.run.TierAccess;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.store.Entry;
import io.memo.store.handover.Handover;
import io.memo.store.handover.MethodHandover;
import io.memo.store.tier.method.RestoredResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The results of one method that outlive a restart within the process, as the flow of its calls sees them: before what is outside
 * the process. Safe for use by several threads.
 */
public final class HandedResults {

    private final MethodHandover handover;
    private final TierEntry.Rules rules;

    private HandedResults(MethodHandover handover, TierEntry.Rules rules) {
        this.handover = handover;
        this.rules = rules;
    }

    /**
     * Returns those of a method, or null if it has none: where its results may be changed nobody could tell which state to hand
     * over, and what is persisted is found in its file.
     *
     * @param handover null if nothing is handed over
     * @param hasher hashes its results
     * @param origin names the method
     */
    public static @Nullable HandedResults of(
            MethodSpec spec,
            boolean async,
            @Nullable Handover handover,
            StructuralHasher hasher,
            Origin origin,
            TierEntry.Rules rules) {
        if (handover == null || async || spec.allowOutputMutation() || spec.persist()) {
            return null;
        }
        MethodHandover method = handover.forMethod(spec.method().getGenericReturnType(), hasher, origin);
        return method == null ? null : new HandedResults(method, rules);
    }

    /**
     * Returns the place of a call's result, with the one behind it. To be asked before the method runs.
     *
     * @param key the key of the call in every process
     * @param behind the place outside the process, null if there is none
     */
    public TierAccess at(DurableKey key, @Nullable TierAccess behind) {
        return new Place(key, handover.clears(), behind);
    }

    /** Returns whether the last start left a result of the call. */
    public boolean has(DurableKey key) {
        return handover.has(key);
    }

    /** Lets go of the results of all calls with these arguments, those of earlier code too. */
    public void clear(Digest arguments) {
        handover.clear(arguments);
    }

    /** Lets go of the results of all calls with arguments of the group, those of earlier code too. */
    public void clearGroup(int group) {
        handover.clearGroup(group);
    }

    /** Lets go of all results of the method, those of earlier code too. */
    public void clear() {
        handover.clear();
    }

    private final class Place implements TierAccess {

        private final DurableKey key;
        private final long clears;
        private final @Nullable TierAccess behind;
        private @Nullable Entry stale;

        Place(DurableKey key, long clears, @Nullable TierAccess behind) {
            this.key = key;
            this.clears = clears;
            this.behind = behind;
        }

        @Override
        public @Nullable Entry find() {
            RestoredResult handed = knowsOfClears() ? handover.find(key) : null;
            Entry found = handed == null || rules.isTooOld(handed) ? null : rules.entryOrNull(handed);
            if (found != null && rules.times().isExpired(found)) {
                stale = found;
                found = null;
            }
            if (found == null && behind != null) {
                found = behind.find();
            }
            if (found != null) {
                handover.note(key, found, clears);
            }
            return found;
        }

        @Override
        public @Nullable Entry stale() {
            Entry theirs = behind == null ? null : behind.stale();
            return theirs == null ? stale : theirs;
        }

        @Override
        public Renewal renew(Entry old) {
            return behind == null ? new Renewal(null, true) : behind.renew(old);
        }

        @Override
        public boolean knowsOfClears() {
            return behind == null || behind.knowsOfClears();
        }

        @Override
        public List<Asked> asked() {
            return behind == null ? List.of() : behind.asked();
        }

        @Override
        public void keep(Entry entry, Consumer<Entry> adopt) {
            handover.note(key, entry, clears);
            if (behind != null) {
                behind.keep(entry, theirs -> {
                    adopt.accept(theirs);
                    handover.note(key, theirs, clears);
                });
            }
        }

        @Override
        public void close() {
            if (behind != null) {
                behind.close();
            }
        }

        @Override
        public void forget() {
            handover.forget(key);
            if (behind != null) {
                behind.forget();
            }
        }
    }
}
