package io.memo;

import org.jspecify.annotations.Nullable;

/**
 * Says what identifies a value of a type that memo cannot hash by itself, or should hash otherwise. As a Spring bean a
 * hasher holds for every memoized method; named in {@link Memoize#hashers()} it holds for that one. It serves the
 * subtypes of {@code T} too, unless a closer hasher exists.
 *
 * <p>Called by several threads at once, on every call of a method whose key holds such a value.
 *
 * @param <T> the type served; found from the declared generic type, so a lambda needs either a bean method that returns
 *     {@code Hasher<Type>} or {@link Hashers#of(Class, Hasher)}
 */
@FunctionalInterface
public interface Hasher<T> {

    /**
     * Returns what identifies the value. The answer is hashed in turn by memo's own rules, so that a list of the parts
     * that matter is enough.
     *
     * @param value the value, never null
     * @return anything that can be hashed; null means that all values of the type are alike
     * @throws Exception if the value cannot be identified; the call of the memoized method then fails with an
     *     {@link UnhashableTypeException} that names this hasher
     */
    @Nullable
    Object hash(T value) throws Exception;
}
