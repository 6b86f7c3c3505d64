package io.memo.hash.plan;

/**
 * Compares objects of one class by some of their fields, without a call to a method of theirs. The fields hold primitives
 * or immutable values of the JDK that are equal by their meaning; floating point is compared by its bits, NaN being one
 * value. Generated; stateless.
 */
public abstract class FieldComparer {

    /** For generated classes. */
    protected FieldComparer() {}

    /** Returns whether the fields of two objects of the class hold the same. */
    public abstract boolean same(Object one, Object other);

    /** Returns a hash of the fields of an object of the class. */
    public abstract int hash(Object object);
}
