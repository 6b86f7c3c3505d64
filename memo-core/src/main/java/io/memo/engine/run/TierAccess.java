package io.memo.engine.run;

import io.memo.Miss.Asked;
import io.memo.store.Entry;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of one call's result beyond memory; for the thread of the call alone, which closes it. Whatever goes wrong costs a
 * miss.
 */
public interface TierAccess extends AutoCloseable {

    /**
     * Returns the result that an earlier call left, or that another process computes meanwhile, as an entry with the time that
     * it was stored first; null if the method has to run. While it runs, other processes may wait for it, until this is
     * closed or the result is kept.
     */
    @Nullable
    Entry find();

    /** Returns false while other processes may have cleared the result without a word to this one. */
    boolean knowsOfClears();

    /** Returns what the places outside the process answered when they were asked; empty if none was. */
    List<Asked> asked();

    /**
     * Keeps what was stored in memory; not if the method was cleared since the call began.
     *
     * @param adopt gets the result of another process, if that was kept first and differs
     */
    void keep(Entry entry, Consumer<Entry> adopt);

    /** Removes what is there, so that another can take its place. */
    void forget();

    /** Lets other processes compute what was not kept. */
    @Override
    void close();
}
