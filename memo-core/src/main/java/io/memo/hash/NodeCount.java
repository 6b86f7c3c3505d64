package io.memo.hash;

import java.util.function.LongConsumer;

/**
 * Counts the nodes of a walk. In a knot of cycles there are more paths than could ever be walked, so it is refused as soon as
 * that shows: when each object was walked many times over. Else the limit would be reached as well, but only after seconds.
 */
final class NodeCount {

    private static final long FEW = 100_000;
    private static final long PART_OF_LIMIT = 100;
    private static final long TIMES_OVER = 64;

    private final LongConsumer exceeded;
    private final long most;
    private final long mostAgain;
    private long nodes;
    private long units;
    /** How many of them were on a cycle and had been walked before. */
    private long again;

    /** @param exceeded ends the walk, and is told the limit that was exceeded */
    NodeCount(long most, LongConsumer exceeded) {
        this.exceeded = exceeded;
        this.most = most;
        this.mostAgain = Math.max(FEW, most / PART_OF_LIMIT);
    }

    /** Counts a node. */
    void next() {
        if (++nodes > most) {
            exceeded.accept(most);
        }
    }

    /** Counts an element or entry that has to be put in order, which is no node. */
    void unit() {
        units++;
    }

    /** Returns how many nodes and units were counted. */
    long all() {
        return nodes + units;
    }

    /** Counts a node, which was counted already, as one that was walked before. */
    void again() {
        if (++again > mostAgain && again > TIMES_OVER * (nodes - again)) {
            exceeded.accept(mostAgain);
        }
    }
}
