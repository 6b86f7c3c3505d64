package io.memo.hash;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collections of well-known libraries, which are read through their iterators as those of the JDK are. By their fields
 * they would differ by how large their tables happen to be. Order counts unless the class is known for having none.
 */
final class LibraryCollections {

    private static final List<String> LIBRARIES = List.of(
            "com.google.common.collect.",
            "com.google.common.primitives.",
            "io.vavr.collection.",
            "it.unimi.dsi.fastutil.",
            "kotlin.collections.",
            "org.apache.commons.collections4.",
            "org.eclipse.collections.impl.",
            "org.hibernate.collection.",
            "org.pcollections.",
            "org.springframework.data.jpa.repository.query.",
            "org.springframework.util.",
            "scala.collection.");

    private LibraryCollections() {}

    /** Returns the encoder of a class outside the JDK, or null if it is no such collection. */
    static @Nullable Encoder of(Class<?> type) {
        if (!owns(type)) {
            return null;
        }
        boolean ordered = !isUnordered(type.getName());
        if (Map.class.isAssignableFrom(type)) {
            return CollectionEncoders.encoder(
                    (node, value) -> new MapFrame(
                            node,
                            ordered ? Format.ORDERED_MAP : Format.MAP,
                            null,
                            ordered,
                            Reading.of(Reading.read(((Map<?, ?>) value)::entrySet))),
                    false);
        }
        if (!Collection.class.isAssignableFrom(type)) {
            return null;
        }
        boolean isSet = Set.class.isAssignableFrom(type);
        if (!ordered) {
            return CollectionEncoders.encoder(
                    (node, value) -> new UnorderedFrame(
                            node, isSet ? Format.SET : Format.BAG, Reading.of((Collection<?>) value)),
                    false);
        }
        int tag = List.class.isAssignableFrom(type) ? Format.LIST : isSet ? Format.ORDERED_SET : Format.SEQUENCE;
        return CollectionEncoders.encoder(
                (node, value) -> new SequenceFrame(
                        node, out -> out.putByte(tag), null, Reading.of((Collection<?>) value), !isSet),
                false);
    }

    /** Returns whether the class is of one of these libraries. */
    static boolean owns(Class<?> type) {
        return LIBRARIES.stream().anyMatch(type.getName()::startsWith);
    }

    private static boolean isUnordered(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return simple.equals("PersistentSet")
                || simple.equals("PersistentMap")
                || (simple.contains("Hash") && !simple.contains("Linked"));
    }
}
