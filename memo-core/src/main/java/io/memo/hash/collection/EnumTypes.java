package io.memo.hash.collection;

import io.memo.hash.frame.Trait;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The enums that empty sets and maps of enums are for; of others the elements tell. */
final class EnumTypes {

    private EnumTypes() {}

    // Only its complement shows what an empty set is for.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static @Nullable Trait ofSet(EnumSet<?> set) {
        if (!set.isEmpty()) {
            return null;
        }
        Iterator<?> all = EnumSet.complementOf((EnumSet) set).iterator();
        return new Trait(".elementType", all.hasNext() ? ((Enum<?>) all.next()).getDeclaringClass() : null);
    }

    static @Nullable Trait ofMap(EnumMap<?, ?> map) {
        return map.isEmpty() ? new Trait(".keyType", keyType(map)) : null;
    }

    /** Returns the same of a wrapper that does not show what it wraps. */
    static @Nullable Trait ofWrapped(Set<?> wrapper) {
        Class<?> type = wrapper.isEmpty() ? keyType(wrapper) : null;
        return type == null ? null : new Trait(".elementType", type);
    }

    private static @Nullable Class<?> keyType(Object empty) {
        try (Classes stream = new Classes()) {
            stream.writeObject(empty);
            return stream.first;
        } catch (IOException e) {
            return null;
        }
    }

    /** Finds the first enum in the serialised form. */
    private static final class Classes extends ObjectOutputStream {

        private @Nullable Class<?> first;

        Classes() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (first == null && type.isEnum()) {
                first = type;
            }
        }
    }

    /** Returns whether a collection holds the values of a map of enums, which have the order of the keys. */
    static boolean isValues(Class<?> type) {
        return Collection.class.isAssignableFrom(type) && type.getName().equals("java.util.EnumMap$Values");
    }
}
