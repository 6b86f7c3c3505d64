package io.memo.hash.plan;

/** Copies the fields of objects of one class that are not final. */
public abstract class FieldCopier {

    /** Makes one; for generated classes. */
    protected FieldCopier() {}

    /** Gives the fields of one object the values of another one's. */
    public abstract void shallow(Object from, Object to);

    /** Replaces what the object's fields hold by copies of it, where that may be more than a plain value. */
    public abstract void deep(Object object, CopySink sink);
}
