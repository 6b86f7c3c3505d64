package io.memo.engine.explain;

import java.io.IOException;
import java.util.List;

/**
 * Keeps for each memoized method what it was when the application started last: lines of names and digests, no value. Safe
 * for use by several threads.
 */
public interface StartRecords {

    /**
     * Returns what was written last for the method of that name; empty if there is nothing, or nothing that can be read as
     * lines.
     *
     * @throws IOException if that cannot be told
     */
    List<String> read(String method) throws IOException;

    /**
     * Writes the lines in the place of those before.
     *
     * @throws IOException if they cannot be written; those before are still there
     */
    void write(String method, List<String> lines) throws IOException;

    /** Returns where they are, for messages. */
    @Override
    String toString();
}
