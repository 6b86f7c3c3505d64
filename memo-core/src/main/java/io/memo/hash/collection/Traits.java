package io.memo.hash.collection;

import io.memo.hash.classify.CollectionLibraries;
import io.memo.hash.classify.Jdk;
import io.memo.hash.frame.Trait;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Wrapped;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What decides the look-ups of collections and maps of the JDK besides their elements, and the capacity of queues. */
final class Traits {

    private Traits() {}

    /** Returns what the container is besides its elements, or null if they say all. */
    static @Nullable Trait of(Object container) {
        if (container instanceof SortedMap<?, ?> sorted) {
            return comparator(sorted.comparator());
        }
        if (container instanceof SortedSet<?> sorted) {
            return comparator(sorted.comparator());
        }
        if (container instanceof LinkedHashMap<?, ?> linked) {
            return AccessOrder.of(linked);
        }
        if (container instanceof EnumMap<?, ?> map) {
            return EnumTypes.ofMap(map);
        }
        if (container instanceof EnumSet<?> set) {
            return EnumTypes.ofSet(set);
        }
        if (container instanceof Set<?> set && isEntries(container.getClass())) {
            return entries(set);
        }
        if (container instanceof Set<?> set && Wrapped.isWrapper(container.getClass())) {
            return EnumTypes.ofWrapped(set);
        }
        return ofQueue(container);
    }

    /** Returns the same of a container of any kind, or the container itself if only all of it tells. */
    static @Nullable Object ofAny(Object container) {
        return ofAny(container, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** @param seen containers that were met already: one may be a view of another that it is made of */
    static @Nullable Object ofAny(Object container, Set<Object> seen) {
        if (!seen.add(container)) {
            return null;
        }
        Class<?> type = container.getClass();
        if (Wrapped.isWrapper(type)) {
            Object inside = Wrapped.in(container);
            return inside == null ? container : ofAny(inside, seen);
        }
        if (Jdk.owns(type)) {
            Trait trait = of(container);
            return trait == null ? null : trait.part();
        }
        if (!CollectionLibraries.own(type)) {
            return container;
        }
        LookUps lookUps = LookUps.of(type);
        Trait trait = lookUps == null ? null : lookUps.trait(container, seen);
        return trait == null ? null : trait.part();
    }

    static Trait comparator(@Nullable Comparator<?> comparator) {
        return new Trait(".comparator()", comparator);
    }

    private static @Nullable Trait ofQueue(Object queue) {
        if (queue instanceof PriorityQueue<?> priority) {
            return comparator(priority.comparator());
        }
        if (queue instanceof PriorityBlockingQueue<?> priority) {
            return comparator(priority.comparator());
        }
        return queue instanceof BlockingQueue<?> bounded
                ? new Trait(".remainingCapacity()", bounded.remainingCapacity())
                : null;
    }

    private static boolean isEntries(Class<?> type) {
        return Collection.class.isAssignableFrom(type)
                && type.getName().endsWith("EntrySet")
                && type.getName().startsWith("java.util.")
                && !type.getName().startsWith("java.util.HashMap")
                && !type.getName().startsWith("java.util.LinkedHashMap");
    }

    /** The comparator of entries holds that of keys; for keys of natural order it holds nothing. */
    private static @Nullable Trait entries(Set<?> entries) {
        Spliterator<?> spliterator = ConcurrentReads.read(entries::spliterator);
        if (!spliterator.hasCharacteristics(Spliterator.SORTED)) {
            return null;
        }
        Comparator<?> comparator = spliterator.getComparator();
        boolean natural = comparator == null || Jdk.isBareLambda(comparator.getClass());
        return comparator(natural ? null : comparator);
    }
}
