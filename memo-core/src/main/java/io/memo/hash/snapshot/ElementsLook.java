package io.memo.hash.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the elements of arrays, collections and maps, in the order in which they come. Where that order moves and is no part of the
 * value, as in a map in access order, the container does not hold what it held. A row is the container and its elements, and the one
 * number of how many references those are.
 */
abstract class ElementsLook extends SnapshotRule.Again {

    static final SnapshotRule LIST = new ElementsLook() {
        @Override
        void elements(Object object, Notes notes) {
            for (Object element : (ArrayList<?>) object) {
                notes.held(element);
            }
        }

        @Override
        boolean same(Object object, @Nullable Object[] references, int from, int to) {
            ArrayList<?> list = (ArrayList<?>) object;
            if (list.size() != to - from) {
                return false;
            }
            for (int i = from; i < to; i++) {
                if (list.get(i - from) != references[i]) {
                    return false;
                }
            }
            return true;
        }
    };

    static final SnapshotRule ARRAY = new ElementsLook() {
        @Override
        void elements(Object object, Notes notes) {
            for (Object element : (@Nullable Object[]) object) {
                notes.held(element);
            }
        }

        @Override
        boolean same(Object object, @Nullable Object[] references, int from, int to) {
            @Nullable Object[] array = (@Nullable Object[]) object;
            for (int i = from; i < to; i++) {
                if (array[i - from] != references[i]) {
                    return false;
                }
            }
            return true;
        }
    };

    static final SnapshotRule COLLECTION = new ElementsLook() {
        @Override
        void elements(Object object, Notes notes) {
            for (Object element : (Collection<?>) object) {
                notes.held(element);
            }
        }

        @Override
        boolean same(Object object, @Nullable Object[] references, int from, int to) {
            int next = from;
            for (Object element : (Collection<?>) object) {
                if (next == to || element != references[next++]) {
                    return false;
                }
            }
            return next == to;
        }
    };

    static final SnapshotRule MAP = new ElementsLook() {
        @Override
        void elements(Object object, Notes notes) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) object).entrySet()) {
                notes.held(entry.getKey());
                notes.held(entry.getValue());
            }
        }

        @Override
        boolean same(Object object, @Nullable Object[] references, int from, int to) {
            int next = from;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) object).entrySet()) {
                if (next == to || entry.getKey() != references[next++] || entry.getValue() != references[next++]) {
                    return false;
                }
            }
            return next == to;
        }
    };

    /** Notes the elements. */
    abstract void elements(Object object, Notes notes);

    /** Returns whether the elements are those between the two. */
    abstract boolean same(Object object, @Nullable Object[] references, int from, int to);

    @Override
    final void note(Object object, Notes notes) {
        int before = notes.references();
        elements(object, notes);
        notes.number(notes.references() - before);
    }

    @Override
    final boolean same(@Nullable Object[] references, int from, int to, long[] numbers, int first) {
        int number = first;
        for (int next = from; next < to; ) {
            int end = next + 1 + (int) numbers[number++];
            Object object = references[next];
            if (object == null || !same(object, references, next + 1, end)) {
                return false;
            }
            next = end;
        }
        return true;
    }
}
