package io.memo.store.trust;

import io.memo.digest.Digest;
import org.jspecify.annotations.Nullable;

/** Knows whether a class is still what it was. Called by several threads. */
@FunctionalInterface
public interface ClassFingerprints {

    /**
     * Returns a digest that changes with whatever may change the meaning of objects of the class that were written
     * elsewhere; null if that cannot be told, so that such objects are not kept.
     *
     * @param type a class outside the JDK, no array
     */
    @Nullable
    Digest of(Class<?> type);
}
