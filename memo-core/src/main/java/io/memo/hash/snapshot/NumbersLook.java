package io.memo.hash.snapshot;

import java.lang.reflect.Array;
import java.util.Date;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at what holds numbers alone: dates, and short arrays of primitives, of which a copy is noted. */
final class NumbersLook {

    /** How many elements of an array are copied. Reading more would take as long as digesting them. */
    private static final int MOST = 1024;

    static final SnapshotRule DATE = new SnapshotRule.Again() {
        @Override
        void note(Object object, Notes notes) {
            notes.number(((Date) object).getTime());
        }

        @Override
        boolean same(@Nullable Object[] references, int from, int to, long[] numbers, int first) {
            for (int i = 0; i < to - from; i++) {
                Date date = (Date) references[from + i];
                if (date == null || date.getTime() != numbers[first + i]) {
                    return false;
                }
            }
            return true;
        }
    };

    private static final SnapshotRule ARRAY = new SnapshotRule.Again() {
        @Override
        void note(Object object, Notes notes) {
            int length = Array.getLength(object);
            Object copy = Array.newInstance(object.getClass().getComponentType(), length);
            System.arraycopy(object, 0, copy, 0, length);
            notes.note(copy);
        }

        @Override
        void copies(@Nullable Object[] references, int from, int to, Consumer<Object> counted) {
            for (int i = from + 1; i < to; i += 2) {
                counted.accept(Objects.requireNonNull(references[i]));
            }
        }

        @Override
        boolean same(@Nullable Object[] references, int from, int to, long[] numbers, int first) {
            for (int i = from; i < to; i += 2) {
                if (!Objects.deepEquals(references[i], references[i + 1])) {
                    return false;
                }
            }
            return true;
        }
    };

    private NumbersLook() {}

    /** Returns how an array of primitives is looked at, or null if it is long. */
    static @Nullable SnapshotRule of(Object array) {
        return Array.getLength(array) <= MOST ? ARRAY : null;
    }
}
