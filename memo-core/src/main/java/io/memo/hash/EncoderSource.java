package io.memo.hash;

/** Decides how the values of a class are written. Safe for use by several threads. */
abstract class EncoderSource {

    /** Returns what it was built with. */
    abstract Settings settings();

    /** Returns the encoder of a class, the same each time. */
    abstract Encoder of(Class<?> type);

    /** Returns whether objects of the class are written by their fields. */
    abstract boolean isByFields(Class<?> type);

    /**
     * Writes an object that code depends on and no digest of a value could be made of: as which object it is, and what it holds where
     * that can be read. Returns whether that pushed a frame.
     */
    abstract boolean encodeDependency(Object object, Walk walk);
}
