package io.memo.spring.warmup;

import io.memo.WarmUp;
import io.memo.engine.MemoEngine;

/** Reads from disk what cost most to compute in the last run, before anybody asks for it. */
public final class PersistedResultsWarmUp implements WarmUp {

    /** They wait in memory for their callers, and most of them perhaps for nobody. */
    private static final int PART_OF_HEAP = 32;

    private final MemoEngine engine;
    private final int most;

    /** @param most how many results are read at most */
    public PersistedResultsWarmUp(MemoEngine engine, int most) {
        this.engine = engine;
        this.most = most;
    }

    /** Returns whether there is nothing to read, whatever the disk holds. */
    boolean isIdle() {
        return most == 0 || engine.costliestResults().methods().isEmpty();
    }

    @Override
    public void warmUp() {
        engine.costliestResults().readAhead(most, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }
}
