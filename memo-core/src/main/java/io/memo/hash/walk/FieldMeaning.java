package io.memo.hash.walk;

import org.jspecify.annotations.Nullable;

/** What a field of a known library stands for, where that is something else than what it holds. */
@FunctionalInterface
public interface FieldMeaning {

    /**
     * Writes what the field stands for; returns whether that pushed a frame.
     *
     * @param holder the object whose field it is
     * @param value what the field holds, a primitive in its box
     */
    boolean write(Object holder, @Nullable Object value, EncodingPass pass);
}
