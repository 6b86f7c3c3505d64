package io.memo;

/**
 * A hasher that knows its type, for where the declared generic type does not tell: see {@link Hashers}.
 *
 * @param <T> the type served
 */
public interface TypedHasher<T> extends Hasher<T> {

    /** Returns the type that this hasher serves, subtypes included. */
    Class<T> type();

    /** Returns the class whose code gives the answers: that code is part of the keys of the values served. */
    default Class<?> implementation() {
        return getClass();
    }
}
