package io.memo.store.tier;

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A few lines that outlive the process, such as what it knew of clears. Safe for use by several threads and processes. */
public interface Notes {

    /** Keeps nothing. */
    Notes NONE = new Notes() {
        @Override
        public Map<String, String> read() {
            return Map.of();
        }

        @Override
        public boolean change(UnaryOperator<Map<String, String>> change, boolean needed) {
            return true;
        }
    };

    /**
     * Returns what is noted; nothing if the notes are damaged.
     *
     * @throws IOException if that cannot be told
     */
    Map<String, String> read() throws IOException;

    /**
     * Changes what is noted, all or nothing.
     *
     * @param change gets what is noted and returns what is to be; asked once
     * @param needed whether it is to be noted also where nothing else is kept yet
     * @return whether it is noted; false if nothing is kept here yet
     * @throws IOException if it was not changed
     */
    boolean change(UnaryOperator<Map<String, String>> change, boolean needed) throws IOException;
}
