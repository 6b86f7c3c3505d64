package io.memo.engine.explain;

import io.memo.Explanation;
import io.memo.call.MethodSpec;
import io.memo.engine.call.Arguments;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.call.Targets;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.tier.Places;
import io.memo.generation.CodeBeingReplacedException;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one method would find now. Nothing is counted, run or stored.
 *
 * @param targets what the method was called on
 * @param places where else results are
 */
public record Explanations(
        MethodSpec spec,
        String fingerprint,
        MemoizationSwitch memoization,
        Targets targets,
        Keys keys,
        GuardedStore store,
        Misses misses,
        Places places,
        Ticker ticker) {

    private static final String STORED = "A result is stored under the key of this call.";
    private static final String OLD =
            "A result is stored under the key of this call; it is old, so a call has it computed anew behind it.";
    private static final String OVER =
            "The time of the result under the key of this call is over: the method runs, and the result answers only if that throws.";

    /**
     * Returns what a call with these arguments by this thread would find, on any of the objects that the method was called on.
     *
     * @throws IllegalArgumentException if no call can have these arguments
     */
    public Explanation of(@Nullable Object[] given) {
        @Nullable Object[] arguments = Arguments.of(spec, given);
        if (!memoization.isOn()) {
            return answer(false, "The method is switched off: it runs at every call.");
        }
        List<Object> known = targets.all();
        if (known.isEmpty()) {
            return answer(false, "It was not called yet, or what it was called on is gone.");
        }
        Entry oldest = null;
        for (Object target : known) {
            if (!memoization.isWanted(target, arguments)) {
                return answer(false, "Its condition is false: the method runs at every such call.");
            }
            @Nullable Object[] keyed = memoization.withDimensions(arguments);
            if (keyed == null) {
                return answer(
                        false,
                        "A dimension that it varies by has no value in this thread: the method runs at every such call.");
            }
            Key key;
            try {
                key = keys.key(target, keyed);
            } catch (CodeBeingReplacedException e) {
                return answer(false, "Its code is being replaced: until that is done the method runs at every call.");
            }
            Entry entry = store.get(key);
            if (entry == null) {
                return ofMissing(key, target, keyed);
            }
            Duration age = Duration.between(entry.storedAt(), ticker.now());
            if (entry.isExpired(ticker)) {
                return new Explanation(spec.name(), false, fingerprint, OVER, age);
            }
            oldest = oldest == null || oldest.storedAt().isAfter(entry.storedAt()) ? entry : oldest;
        }
        return oldest == null ? answer(true, STORED) : ofStored(oldest);
    }

    private Explanation ofStored(Entry entry) {
        Duration age = Duration.between(entry.storedAt(), ticker.now());
        boolean old = entry.lifetime() != null && entry.lifetime().isOld(ticker.millis());
        return new Explanation(spec.name(), true, fingerprint, old ? OLD : STORED, age);
    }

    private Explanation ofMissing(Key key, Object target, @Nullable Object[] arguments) {
        if (places.isHandedOver(key, target, arguments)) {
            return answer(true, "The start before left a result under the key of this call.");
        }
        String reason = misses.reason(key, keys, target, arguments).text();
        return answer(
                false,
                places.far() != null
                        ? "No result is in memory under the key of this call: " + reason
                                + ". Outside the process nobody looked."
                        : "No result is stored under the key of this call: " + reason + ".");
    }

    private Explanation answer(boolean hit, String reason) {
        return new Explanation(spec.name(), hit, fingerprint, reason, null);
    }
}
