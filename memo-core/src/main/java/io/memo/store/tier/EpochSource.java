package io.memo.store.tier;

import io.memo.digest.Digest;
import java.io.IOException;

/** What a place knows of clears by all processes. Safe for use by several threads; answers at once. */
@FunctionalInterface
public interface EpochSource {

    /**
     * Returns the epoch of the method's calls with arguments of the {@link TierKey#group}: each clear of them begins another one,
     * which was never there before.
     *
     * @throws IOException if it is not known now; then nothing may be returned that another process could have cleared
     */
    Digest epoch(String method, int group) throws IOException;
}
