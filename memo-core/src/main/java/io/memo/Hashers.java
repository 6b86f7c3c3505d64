package io.memo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ready-made hashers. */
public final class Hashers {

    private Hashers() {}

    /**
     * Returns a hasher for which two objects are alike only if they are the same object. Such a digest is good in this
     * process alone. It holds on to no object, and it never takes a new object for one that is gone.
     */
    public static <T> TypedHasher<T> identity(Class<T> type) {
        return of(type, SameObject::new);
    }

    /** Returns a hasher for which all objects of the type are alike: it turns hashing off for the type. */
    public static <T> TypedHasher<T> constant(Class<T> type) {
        return of(type, value -> null);
    }

    /**
     * Returns a hasher that trusts {@link Object#hashCode()}: objects with the same hash code are taken to be alike,
     * also where that is an accident. Such a digest is good in this process alone.
     */
    public static <T> TypedHasher<T> byHashCode(Class<T> type) {
        return of(type, value -> new ThisProcessOnly(value.hashCode()));
    }

    /**
     * Returns what takes fields of a library's class out of every key, as {@link MemoIgnore} does in a class of one's own: a cache
     * that it fills when it is read, say. All else of its objects counts as it does without.
     *
     * @param type the class, its subclasses included
     * @param fields names of its fields, inherited ones too
     * @throws IllegalArgumentException if it has no field of such a name, or none is named
     */
    public static <T> FieldsIgnored<T> ignoring(Class<T> type, String... fields) {
        return new FieldsIgnored<>(type, Set.of(fields));
    }

    /**
     * Returns a hasher of the type that asks the function.
     *
     * @param type the type served, subtypes included
     * @param function what identifies a value, as in {@link Hasher#hash}
     */
    public static <T> TypedHasher<T> of(Class<T> type, Hasher<? super T> function) {
        return new ForType<>(type, function);
    }

    private record ForType<T>(Class<T> type, Hasher<? super T> function) implements TypedHasher<T> {

        @Override
        public @Nullable Object hash(T value) throws Exception {
            return function.hash(value);
        }

        @Override
        public Class<?> implementation() {
            return function instanceof TypedHasher<?> typed ? typed.implementation() : function.getClass();
        }
    }
}
