package io.memo.hash.snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes through a value once, each object once, and notes what those hold that can change. Not thread-safe; used once. */
final class Notes {

    /** Thrown where there can be no snapshot. */
    @SuppressWarnings("serial")
    private static final class Given extends RuntimeException {

        static final Given UP = new Given();

        private Given() {
            super(null, null, false, false);
        }
    }

    private final Function<Object, @Nullable SnapshotRule> looks;
    private final int most;
    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<SnapshotRule> ways = new ArrayDeque<>();
    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Rows> rows = new ArrayList<>();
    private @Nullable Object[] references = new Object[16];
    private long[] numbers = new long[16];
    private int referenceCount;
    private int numberCount;

    /**
     * @param looks says how an object is looked at, null if nobody can tell
     * @param most how many references and numbers are noted at most
     */
    Notes(Function<Object, @Nullable SnapshotRule> looks, int most) {
        this.looks = looks;
        this.most = most;
    }

    /** Returns the snapshot of a value, or null if there is none. */
    @Nullable
    Snapshot of(Object value) {
        try {
            visit(value);
            for (Object next = open.poll(); next != null; next = open.poll()) {
                look(next, ways.remove());
            }
        } catch (Given up) {
            return null;
        }
        return new Snapshot(
                rows.toArray(Rows[]::new),
                Arrays.copyOf(references, referenceCount),
                Arrays.copyOf(numbers, numberCount));
    }

    private void look(Object object, SnapshotRule look) {
        if (look instanceof SnapshotRule.Through through) {
            through.visit(object, this);
        } else if (look instanceof SnapshotRule.Again again) {
            int from = referenceCount;
            int first = numberCount;
            note(object);
            again.note(object, this);
            Rows last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (last != null && last.look() == look) {
                rows.set(rows.size() - 1, new Rows(again, last.from(), referenceCount, last.first()));
            } else {
                rows.add(new Rows(again, from, referenceCount, first));
            }
        }
    }

    /** Looks at an object later, unless it was met before. */
    void visit(@Nullable Object object) {
        SnapshotRule look = object == null ? SnapshotRule.LEAF : looks.apply(object);
        if (look == null || met.size() > most) {
            throw Given.UP;
        }
        if (object != null && look != SnapshotRule.LEAF && met.add(object)) {
            open.add(object);
            ways.add(look);
        }
    }

    /** Notes an object that is held, and looks at it later. */
    void held(@Nullable Object object) {
        note(object);
        visit(object);
    }

    /** Returns how many references were noted. */
    int references() {
        return referenceCount;
    }

    /** Notes an object without a look at it. */
    void note(@Nullable Object object) {
        if (referenceCount == references.length) {
            references = Arrays.copyOf(references, grown(referenceCount));
        }
        references[referenceCount++] = object;
    }

    /** Notes a number. */
    void number(long number) {
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, grown(numberCount));
        }
        numbers[numberCount++] = number;
    }

    private int grown(int size) {
        if (size > most) {
            throw Given.UP;
        }
        return 2 * size;
    }
}
