package io.memo.hash.plan;

/** Hands the fields of objects of one class to a sink. Generated; stateless. */
public abstract class FieldWriter {

    /** What {@link #write} returns when all fields have been written. */
    public static final int DONE = -1;

    /** For generated classes. */
    protected FieldWriter() {}

    /**
     * Writes fields in order.
     *
     * @param object an object of the class
     * @param from the number of the field to begin with: the first one, or what an earlier call returned
     * @return the number of the field to go on with, since the value handed over last needs a frame first; or {@link
     *     #DONE}
     */
    public abstract int write(Object object, int from, FieldSink sink);
}
