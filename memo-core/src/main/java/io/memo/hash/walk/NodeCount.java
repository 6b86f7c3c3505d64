package io.memo.hash.walk;

import java.util.function.LongConsumer;

/**
 * Counts the nodes of a pass. In a knot of cycles there are more paths than could ever be followed. That shows when each node on a
 * cycle was met several times over.
 */
final class NodeCount {

    private static final long FEW = 4_000;
    private static final long TIMES_OVER = 4;

    private final LongConsumer exceeded;
    private final Runnable knotted;
    private final long most;
    private long nodes;
    private long units;
    /** How many different ones were found to be on a cycle. */
    private long onCycles;
    /** How many times one of these was met again. */
    private long again;

    /**
     * @param exceeded ends the pass by what it throws, and is told the limit that was exceeded
     * @param knotted ends the pass in the same way, as there are too many paths
     */
    NodeCount(long most, LongConsumer exceeded, Runnable knotted) {
        this.exceeded = exceeded;
        this.knotted = knotted;
        this.most = most;
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

    /** Counts a node that was found to be on a cycle, once. */
    void onCycle() {
        onCycles++;
    }

    /** Counts a node that was found to be on a cycle before. */
    void again() {
        if (++again > FEW && again > TIMES_OVER * onCycles) {
            knotted.run();
        }
    }
}
