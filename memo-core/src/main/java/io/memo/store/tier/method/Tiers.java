package io.memo.store.tier.method;

import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The tiers outside the process, shared by all methods that use them. Closing writes what still waits, for at most two
 * seconds, then lets go of the tiers.
 *
 * @param persistent gives those on this machine, for methods whose results are persisted, nearest first; the same each time
 * @param shared those of several machines, for methods whose results are shared, nearest first
 * @param writer writes to them in the background
 * @param application the name of the application; those with one name share entries
 * @param codec turns results into bytes and back
 */
public record Tiers(
        Supplier<List<Tier>> persistent, List<Tier> shared, TierWriter writer, String application, MemoCodec codec) {

    public Tiers {
        shared = List.copyOf(shared);
    }

    /**
     * Returns the tiers as one method sees them.
     *
     * @param returnType what the method returns, with its type arguments; of an asynchronous result what it completes with
     * @param hasher hashes the method's results as they are hashed in memory
     * @param origin names the method
     * @param persist whether its results are persisted
     * @param share whether its results are shared
     * @param stale how long they are kept after their time
     * @throws NotStorableException if it can be told from the type that no result could be read back
     */
    public MethodTiers forMethod(
            Type returnType, StructuralHasher hasher, Origin origin, boolean persist, boolean share, Duration stale)
            throws NotStorableException {
        ResultCodec results = codec.forResults(returnType);
        List<Tier> tiers = Stream.concat(
                        persist ? persistent.get().stream() : Stream.empty(), share ? shared.stream() : Stream.empty())
                .toList();
        return new MethodTiers(this, tiers, results, hasher, origin, stale);
    }
}
