package io.memo.hash.snapshot;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an object of some class is looked at. Stateless. */
public abstract sealed class SnapshotRule permits SnapshotRule.Through, SnapshotRule.Again {

    /** Of a value that cannot change and holds none that can. */
    public static final SnapshotRule LEAF = new Through() {
        @Override
        void visit(Object object, Notes notes) {}
    };

    private SnapshotRule() {}

    /**
     * Returns how an object is looked at that says what another one says.
     *
     * @param inside gives the other one, null if that cannot be told
     */
    public static SnapshotRule through(Function<Object, @Nullable Object> inside) {
        return new Through() {
            @Override
            void visit(Object object, Notes notes) {
                notes.visit(Objects.requireNonNull(inside.apply(object)));
            }
        };
    }

    /** Of an object that cannot change, but may hold some that can. */
    abstract static non-sealed class Through extends SnapshotRule {

        /** Hands on what the object holds. */
        abstract void visit(Object object, Notes notes);
    }

    /** Of an object that can change. */
    abstract static non-sealed class Again extends SnapshotRule {

        /** Notes what the object holds; in each row the object comes first. */
        abstract void note(Object object, Notes notes);

        /** Hands over the copies that were noted with some rows; the default is that there are none. */
        void copies(@Nullable Object[] references, int from, int to, Consumer<Object> counted) {}

        /**
         * Returns whether the objects of some rows hold what the rows say.
         *
         * @param references the rows lie there one after the other
         * @param from where the first row begins
         * @param to where the last one ends
         * @param numbers where the numbers lie that were noted with them
         * @param first where the first of them is
         */
        abstract boolean same(@Nullable Object[] references, int from, int to, long[] numbers, int first);
    }
}
