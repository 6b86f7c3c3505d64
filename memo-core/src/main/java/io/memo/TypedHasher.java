package io.memo;

/**
 * A hasher that knows its type, for where the declared generic type does not tell: see {@link Hashers}.
 *
 * @param <T> the type served
 */
public interface TypedHasher<T> extends Hasher<T> {

    /** Returns the type that this hasher serves, subtypes included. */
    Class<T> type();
}
