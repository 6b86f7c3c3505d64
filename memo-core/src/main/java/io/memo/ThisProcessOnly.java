package io.memo;

import org.jspecify.annotations.Nullable;

/**
 * An answer of a {@link Hasher} that means nothing outside this process, such as an identity hash code. Keys made of it
 * are good in memory and are never written to a store outside the process.
 *
 * @param value what identifies the object within this process, hashed in turn
 */
public record ThisProcessOnly(@Nullable Object value) {}
