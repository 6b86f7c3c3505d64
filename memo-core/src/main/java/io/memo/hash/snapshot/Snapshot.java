package io.memo.hash.snapshot;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a value held at some moment: which objects, and which numbers. Strings and other values that cannot change are
 * known by which object they are, so nothing of them has to be read. Holds on to all of it. Immutable.
 */
public final class Snapshot {

    private final Rows[] rows;
    private final @Nullable Object[] references;
    private final long[] numbers;

    Snapshot(Rows[] rows, @Nullable Object[] references, long[] numbers) {
        this.rows = rows;
        this.references = references;
        this.numbers = numbers;
    }

    /**
     * Returns the snapshot of a value, or null if there is none: the value holds what nobody can look at, is larger than that, or is
     * changed meanwhile.
     *
     * @param looks says how an object is looked at, null if nobody can tell
     * @param most how many objects, references and numbers it may hold, each
     */
    public static @Nullable Snapshot of(Object value, Function<Object, @Nullable SnapshotRule> looks, int most) {
        try {
            return new Notes(looks, most).of(value);
        } catch (RuntimeException changedMeanwhile) {
            return null;
        }
    }

    /** Hands over each object that it holds and the value does not. */
    public void own(Consumer<Object> counted) {
        counted.accept(this);
        counted.accept(rows);
        counted.accept(references);
        counted.accept(numbers);
        for (Rows each : rows) {
            counted.accept(each);
            each.look().copies(references, each.from(), each.to(), counted);
        }
    }

    /**
     * Returns whether every part of the value holds what it held. Where that is false nothing is said: an equal object may have taken
     * the place of another. No code of the application is called.
     */
    public boolean holds() {
        try {
            for (Rows each : rows) {
                if (!each.look().same(references, each.from(), each.to(), numbers, each.first())) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException changedMeanwhile) {
            return false;
        }
    }
}
