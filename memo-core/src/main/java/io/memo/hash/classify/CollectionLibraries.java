package io.memo.hash.classify;

import java.util.List;

/** Libraries whose collections are read through their iterators, as those of the JDK are. */
public final class CollectionLibraries {

    private static final List<String> LIBRARIES = List.of(
            "com.google.common.collect.",
            "com.google.common.primitives.",
            "com.google.gson.internal.",
            "com.google.protobuf.",
            "io.vavr.collection.",
            "it.unimi.dsi.fastutil.",
            "kotlin.collections.",
            "org.apache.commons.collections4.",
            "org.eclipse.collections.impl.",
            "org.hibernate.collection.",
            "org.pcollections.",
            "org.springframework.data.jpa.",
            "org.springframework.util.",
            "scala.collection.");

    private CollectionLibraries() {}

    /** Returns whether the class is of one of these libraries. */
    public static boolean own(Class<?> type) {
        return LIBRARIES.stream().anyMatch(type.getName()::startsWith);
    }
}
