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

    /** Returns what {@link #find} found in its place: a result whose time is over, and that may answer for a run that throws; null if none. */
    @Nullable
    Entry stale();

    /**
     * Looks for a result that was stored later than this entry; where there is none, takes the turn to compute it, without waiting. Asked in
     * place of {@link #find}. What is kept afterwards takes the place of what is as old as the entry.
     */
    Renewal renew(Entry old);

    /**
     * What there is of a result that is to be computed anew.
     *
     * @param later the result if it was computed meanwhile, else null
     * @param mine whether it is for the caller to compute it where there is none; else another process does, or failed to a while ago
     */
    record Renewal(@Nullable Entry later, boolean mine) {}

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
