package io.memo.store.tier.guard;

import io.memo.TierFigures.Got;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import io.memo.store.tier.Turns.Turn;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a place, made safe: where it is kept off, whoever wants may compute. Failures count against the write breaker: taking a turn
 * writes, and a read-only store must still serve reads. Safe for use by several threads; throws nothing but the JVM's own errors.
 */
public final class GuardedTurns {

    private final Turns turns;
    private final Breaker reads;
    private final Breaker writes;
    private final Consumer<Throwable> log;

    /** @param log hears of failures of the place */
    GuardedTurns(Turns turns, Breaker reads, Breaker writes, Consumer<Throwable> log) {
        this.turns = turns;
        this.reads = reads;
        this.writes = writes;
        this.log = log;
    }

    /** Waits as {@link Turns#await} does; where the place fails, whoever wants may compute. */
    public Turn await(TierKey key, BooleanSupplier arrived) {
        if (isKeptOff()) {
            return Turn.NONE;
        }
        try {
            // How writing does is told by the result, which follows.
            return turns.await(key, () -> reads.isOpen() || arrived.getAsBoolean());
        } catch (Exception | LinkageError e) {
            failed(e);
            return Turn.NONE;
        } catch (Error e) {
            writes.failed();
            throw e;
        }
    }

    /** Takes a turn as {@link Turns#tryTake} does. A failure gives none: who takes it so has time to ask again. */
    public @Nullable Turn tryTake(TierKey key) {
        if (isKeptOff()) {
            return Turn.NONE;
        }
        try {
            return turns.tryTake(key);
        } catch (Exception | LinkageError e) {
            failed(e);
            return null;
        } catch (Error e) {
            writes.failed();
            throw e;
        }
    }

    private boolean isKeptOff() {
        return reads.isOpen() || writes.isOpen();
    }

    private void failed(Throwable failure) {
        if (TierFailures.outcome(failure) == Got.FAILED) {
            writes.failed();
            log.accept(failure);
        }
    }
}
