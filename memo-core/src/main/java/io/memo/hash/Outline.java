package io.memo.hash;

import io.memo.hash.snapshot.Snapshot;
import io.memo.hash.snapshot.UninitialisedPlaces;
import io.memo.size.HeapEstimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a value together with short digests of the first {@value #MOST} places inside it. Holds no part of the
 * value but the names of fields and, as far as {@link KeysInPaths} lets them be seen, keys; of a value that is kept, also
 * the places that were not initialised and, where it is given one, a {@link Snapshot}. Immutable.
 */
public final class Outline {

    /** How many places it holds at most. */
    public static final int MOST = 512;

    private final String name;
    private final HashedValue hashed;
    private final long heapOfValue;
    private final int[] parents;
    private final long[] hashes;
    private final @Nullable Object[] steps;
    private final boolean truncated;
    private final UninitialisedPlaces kept;
    private final @Nullable Snapshot snapshot;

    /**
     * Makes an outline of places in the order in which they were met, the root first. The arrays have one length and are not copied.
     *
     * @param name begins the paths
     * @param heapOfValue the estimated heap size of the value in bytes; 0 if no size was asked for
     * @param parents the index of the place around each place; -1 for the root
     * @param hashes a short hash of what each place holds
     * @param steps the step from the parent to each place, as {@link Steps} has them; null for the root
     * @param truncated whether places were left out for their number
     * @param snapshot what the parts of the value hold, or null
     */
    public Outline(
            String name,
            HashedValue hashed,
            long heapOfValue,
            int[] parents,
            long[] hashes,
            @Nullable Object[] steps,
            boolean truncated,
            UninitialisedPlaces kept,
            @Nullable Snapshot snapshot) {
        this.kept = kept;
        this.heapOfValue = heapOfValue;
        this.snapshot = snapshot;
        this.name = name;
        this.hashed = hashed;
        this.parents = parents;
        this.hashes = hashes;
        this.steps = steps;
        this.truncated = truncated;
    }

    /** Returns the places that were not initialised when the outline was taken; {@link UninitialisedPlaces#NOT} if there are none. */
    public UninitialisedPlaces kept() {
        return kept;
    }

    /** Returns this outline with a snapshot of the same value, which it keeps. */
    public Outline with(Snapshot taken) {
        return new Outline(name, hashed, heapOfValue, parents, hashes, steps, truncated, kept, taken);
    }

    /** Returns whether the value is surely as it was, which a snapshot tells; where that is false nothing is said. */
    public boolean holds() {
        return snapshot != null && snapshot.holds();
    }

    /** Returns what {@link StructuralHasher#hash} gives for the value. */
    public HashedValue hashed() {
        return hashed;
    }

    /** Returns the estimated heap size of the value in bytes; 0 if no size was asked for. */
    public long heapOfValue() {
        return heapOfValue;
    }

    /** Counts the outline itself. */
    public void count(HeapEstimate heap) {
        heap.holder(this);
        heap.leaf(hashed);
        heap.leaf(hashed.digest());
        heap.leaf(parents);
        heap.leaf(hashes);
        heap.leaf(steps);
        if (snapshot != null) {
            snapshot.own(heap::leaf);
        }
        for (Object step : steps) {
            // Those of fields are the plan's.
            if (step != null && !(step instanceof String text && text.startsWith("."))) {
                heap.leaf(step);
            }
        }
    }

    /** Returns whether the value has more places than it holds, so that a difference may go unnamed. */
    public boolean isTruncated() {
        return truncated;
    }

    /**
     * Returns where another value differs from this one, such as {@code result.lines[2].price}: sorted, each
     * as deep as both outlines reach. A container stands for itself where its size changed, where its elements
     * have no names, or where they lie beyond what an outline holds. Empty if and only if the digests are equal.
     */
    public List<String> differences(Outline later) {
        if (hashed.digest().equals(later.hashed.digest())) {
            return List.of();
        }
        TreeSet<String> found = new TreeSet<>();
        new Comparison(this, later, found).node(0, 0, name);
        return List.copyOf(found);
    }

    private List<Map<@Nullable Object, Integer>> children() {
        List<Map<@Nullable Object, Integer>> children = new ArrayList<>(Collections.nCopies(parents.length, Map.of()));
        for (int i = 1; i < parents.length; i++) {
            Map<@Nullable Object, Integer> siblings = children.get(parents[i]);
            if (siblings.isEmpty()) {
                siblings = new HashMap<>();
                children.set(parents[i], siblings);
            }
            siblings.put(steps[i], i);
        }
        return children;
    }

    private static final class Comparison {

        private final Outline before;
        private final Outline after;
        private final List<Map<@Nullable Object, Integer>> childrenBefore;
        private final List<Map<@Nullable Object, Integer>> childrenAfter;
        private final TreeSet<String> found;

        Comparison(Outline before, Outline after, TreeSet<String> found) {
            this.before = before;
            this.after = after;
            this.childrenBefore = before.children();
            this.childrenAfter = after.children();
            this.found = found;
        }

        // As deep as an outline: some hundred levels at most.
        void node(int one, int other, String path) {
            Map<@Nullable Object, Integer> first = childrenBefore.get(one);
            Map<@Nullable Object, Integer> second = childrenAfter.get(other);
            boolean deeper = false;
            if (first.keySet().equals(second.keySet())) {
                for (Map.Entry<@Nullable Object, Integer> child : first.entrySet()) {
                    int left = child.getValue();
                    Integer right = second.get(child.getKey());
                    if (right != null && before.hashes[left] != after.hashes[right]) {
                        deeper = true;
                        StringBuilder longer = new StringBuilder(path);
                        Steps.append(longer, child.getKey());
                        node(left, right, longer.toString());
                    }
                }
            }
            if (!deeper) {
                found.add(path);
            }
        }
    }
}
