package io.memo.store.tier.method;

import io.memo.Hasher;
import io.memo.TierFigures;
import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.store.MovedTicker;
import io.memo.store.Ticker;
import io.memo.store.disk.DiskSettings;
import io.memo.store.disk.DiskTier;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.Turns.Turn;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.MethodTiers.Computed;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A process as the tiers see it: its method {@code Quotes.price}, its codec, its writer. */
public final class Machine implements AutoCloseable {

    public final MovedTicker ticker;
    public final List<Tier> tiers;
    public final TierWriter writer = new TierWriter(1 << 20, 1);
    public final MethodTiers method;
    private final StructuralHasher hasher;
    private final Origin origin;

    public Machine(MovedTicker ticker, Type returnType, MemoCodec codec, List<Tier> tiers, Hasher<?>... hashers) {
        this.ticker = ticker;
        this.tiers = List.copyOf(tiers);
        this.hasher = StructuralHasher.builder().hashers(List.of(hashers)).build();
        this.origin = new Origin("Quotes.price", ValuePart.RETURN_VALUE, "result");
        try {
            this.method = new Tiers(() -> tiers, List.of(), writer, "app", codec)
                    .forMethod(returnType, hasher, origin, true, false, Duration.ZERO);
        } catch (NotStorableException e) {
            throw new AssertionError(e);
        }
    }

    /** One with the disk alone. */
    public static Machine onDisk(Path directory, Type returnType) {
        MovedTicker ticker = new MovedTicker();
        return new Machine(ticker, returnType, Codecs.ofTests(), List.of(disk(directory, ticker)));
    }

    public static Tier disk(Path directory, MovedTicker ticker) {
        return disk(DiskSettings.of(directory, "app"), ticker);
    }

    public static Tier disk(DiskSettings settings, MovedTicker ticker) {
        try {
            return tier(DiskTier.open(settings, ticker), Seal.checksum(), settings.maxEntryBytes(), ticker);
        } catch (TierRefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** A place on this machine that takes all results. */
    public static Tier tier(ByteTier place, Seal seal, int maxEntryBytes, Ticker ticker) {
        return new Tier(
                place,
                new EntryFormat(seal, maxEntryBytes),
                ticker,
                Breaker.ofMachine(ticker),
                Breaker.ofMachine(ticker),
                Duration.ZERO);
    }

    /** Returns what the breaker remembers, but for the time. */
    public static String lastAttempts(Breaker breaker) {
        try {
            Field state = Breaker.class.getDeclaredField("state");
            state.setAccessible(true);
            return breaker.isOpen() ? "open" : String.valueOf(state.get(breaker));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public static Digest key(Object call) {
        return new FramedSink().putString(call.toString()).digest();
    }

    /** A call that is told by its only argument. */
    static DurableKey durable(Object call) {
        return new DurableKey(key(call), key(call));
    }

    /** Keeps a result as the engine would, and waits until it is written. */
    public void keep(Object call, @Nullable Object result) {
        keep(call, result, null);
    }

    public void keep(Object call, @Nullable Object result, @Nullable Duration ttl) {
        HashedValue hashed = hasher.inProcess().hash(result, origin);
        Instant now = ticker.now();
        Computed computed = new Computed(
                result,
                hashed.immutable() ? null : hashed.digest(),
                now,
                ttl == null ? null : now.plus(ttl),
                5_000_000,
                hashed.bytes(),
                null);
        offer(call, computed);
        settle();
    }

    /** Keeps a result as the engine would, in the background. */
    public void offer(Object call, Computed computed) {
        method.keep(durable(call), computed, method.clears(), Turn.NONE, theirs -> {});
    }

    /** Waits until all that was offered before is written. */
    public void settle() {
        settle(writer);
    }

    public static void settle(TierWriter writer) {
        CountDownLatch done = new CountDownLatch(1);
        try {
            // There may be no room at first.
            Awaitility.await()
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .atMost(1, TimeUnit.MINUTES)
                    .until(() -> writer.offer(0, done::countDown));
            if (!done.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("The writer does not come to an end");
            }
            Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).until(writer::isTidy);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public @Nullable RestoredResult find(Object call) {
        return method.find(durable(call)).result();
    }

    public @Nullable Object value(Object call) {
        RestoredResult found = find(call);
        return found == null ? "nothing" : found.value();
    }

    public long got(TierFigures.Got outcome) {
        return method.figures().get(0).gets().getOrDefault(outcome, 0L);
    }

    public long put(TierFigures.Put outcome) {
        return method.figures().get(0).puts().getOrDefault(outcome, 0L);
    }

    @Override
    public void close() {
        writer.close();
        tiers.forEach(Tier::close);
    }
}
