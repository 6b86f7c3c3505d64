package io.memo.store.shared;

import io.memo.store.Ticker;
import io.memo.store.shared.SharedServer.Line;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.Notes;
import io.memo.store.tier.entry.Seal;
import java.util.ArrayList;
import java.util.List;

/** The shared tier of a machine whose threads do what they are given when the test lets them. */
public final class SharedByHand implements AutoCloseable {

    public final SharedTier tier;
    private final Line line;
    private final List<ManualThread> threads = new ArrayList<>();

    public SharedByHand(Line line, SharedSettings settings, Seal seal, Ticker ticker) {
        this.line = line;
        tier = new SharedTier(line, settings, seal.realms(), Notes.NONE, ticker, name -> {
            ManualThread thread = new ManualThread();
            threads.add(thread);
            return thread;
        });
    }

    /** Returns a disk in the memory of the test. */
    public static ByteTier disk() {
        return new MemoryDisk();
    }

    /** Hears of what others cleared. */
    public void hear() {
        threads.forEach(ManualThread::run);
    }

    @Override
    public void close() {
        tier.close();
        line.close();
    }
}
