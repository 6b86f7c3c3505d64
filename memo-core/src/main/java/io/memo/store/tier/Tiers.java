package io.memo.store.tier;

import io.memo.TierFigures;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

/**
 * The tiers outside the process, shared by all methods that use them. Closing writes what still waits, for at most two
 * seconds, then lets go of the tiers.
 *
 * @param tiers the tiers, nearest first
 * @param writer writes to them in the background
 * @param application the name of the application; those with one name share entries
 * @param codec turns results into bytes and back
 * @param minCompute what was computed faster is not kept, for computing it again is as fast as a look-up; not negative
 */
public record Tiers(List<Tier> tiers, TierWriter writer, String application, MemoCodec codec, Duration minCompute)
        implements AutoCloseable {

    public Tiers {
        tiers = List.copyOf(tiers);
        if (minCompute.isNegative()) {
            throw new IllegalArgumentException("min-compute is %s; it must not be negative".formatted(minCompute));
        }
    }

    /**
     * Returns the tiers as one method sees them.
     *
     * @param returnType what the method returns, with its type arguments; of an asynchronous result what it completes with
     * @param hasher hashes the method's results as they are hashed in memory
     * @param origin names the method
     * @throws NotStorableException if it can be told from the type that no result could be read back
     */
    public MethodTiers forMethod(Type returnType, StructuralHasher hasher, Origin origin) throws NotStorableException {
        return new MethodTiers(this, codec.forResults(returnType), hasher, origin);
    }

    /** Returns what happened at each of the tiers so far. */
    public List<TierFigures> figures() {
        return tiers.stream().map(Tier::figures).toList();
    }

    @Override
    public void close() {
        writer.close();
        tiers.forEach(Tier::close);
    }
}
