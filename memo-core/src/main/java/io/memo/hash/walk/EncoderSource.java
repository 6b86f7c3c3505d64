package io.memo.hash.walk;

/** Decides how the values of a class are written. Safe for use by several threads. */
public abstract class EncoderSource {

    /** Returns what it was built with. */
    public abstract Settings settings();

    /** Returns the encoder of a class, the same each time. */
    public abstract Encoder of(Class<?> type);

    /** Returns whether objects of the class are written by their fields. */
    public abstract boolean isByFields(Class<?> type);

    /**
     * Writes an object that code depends on and no digest of a value could be made of: as which object it is, and what it holds where
     * that can be read. Returns whether that pushed a frame.
     */
    public abstract boolean encodeDependency(Object object, EncodingPass pass);
}
