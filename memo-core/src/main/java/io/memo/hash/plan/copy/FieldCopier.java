package io.memo.hash.plan.copy;

import org.jspecify.annotations.Nullable;

/** Copies the fields of objects of one class that are not final. */
public abstract class FieldCopier {

    /** Gives the copy of what a field holds. */
    @FunctionalInterface
    public interface Sink {

        /** Returns the copy of the value, which may still have to be filled; of the same object always the same one. */
        @Nullable
        Object copy(@Nullable Object value);
    }

    /** Makes one; for generated classes. */
    protected FieldCopier() {}

    /** Gives the fields of one object the values of another one's. */
    public abstract void shallow(Object from, Object to);

    /** Replaces what the object's fields hold by copies of it, where that may be more than a plain value. */
    public abstract void deep(Object object, Sink sink);
}
