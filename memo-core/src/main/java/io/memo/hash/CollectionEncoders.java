package io.memo.hash;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.Vector;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Collections and maps of the JDK, views and wrappers included, read through their own iterators. Whether the order
 * counts is said by the type where it is public, and by the {@link Spliterator#ORDERED} characteristic where it is a
 * view or a wrapper: {@code Collections.unmodifiableMap(linkedHashMap)} keeps an order that a method may depend on, and
 * passes the characteristic on.
 */
final class CollectionEncoders {

    private CollectionEncoders() {}

    /** Returns the encoder of a type of the JDK, or null if it is no collection. */
    static @Nullable Encoder of(Class<?> type) {
        Contents contents = contents(type);
        if (contents == null) {
            return null;
        }
        Encoder encoder = encoder(contents, isUnmodifiable(type));
        return type.getName().startsWith("java.util.Collections$") ? unwrapped(encoder) : encoder;
    }

    /** Refuses a wrapper around what would be refused by itself: the class of its spliterator tells. */
    private static Encoder unwrapped(Encoder encoder) {
        return (value, walk) -> {
            Collection<?> elements = value instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) value;
            Class<?> spliterator = Reading.read(elements::spliterator).getClass();
            String reason = Kinds.refusedMap(spliterator.getName());
            return reason == null ? encoder.encode(value, walk) : walk.refuse(value, reason);
        };
    }

    static Encoder encoder(Contents contents, boolean unmodifiable) {
        return (value, walk) -> {
            if (!unmodifiable) {
                walk.mutable();
            }
            return !walk.isSettled(value) && walk.push(contents.frame(value, value));
        };
    }

    /** Returns how elements of a type of the JDK are walked, or null if it is no collection. */
    static @Nullable Contents contents(Class<?> type) {
        boolean snapshot = isSynchronized(type);
        if (Map.class.isAssignableFrom(type)) {
            return map(type, snapshot);
        }
        if (!Collection.class.isAssignableFrom(type)) {
            return null;
        }
        if (List.class.isAssignableFrom(type)) {
            return sequence(Format.LIST, snapshot, true, list -> null);
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return sequence(Format.SORTED_SET, snapshot, false, set -> comparator(((SortedSet<?>) set).comparator()));
        }
        if (LinkedHashSet.class.isAssignableFrom(type)) {
            return sequence(Format.ORDERED_SET, snapshot, false, set -> null);
        }
        if (Queue.class.isAssignableFrom(type)) {
            return sequence(Format.SEQUENCE, snapshot, true, CollectionEncoders::queueTrait);
        }
        boolean isSet = Set.class.isAssignableFrom(type);
        // They have a spliterator of their own, which does not tell.
        boolean isChecked = type.getName().startsWith("java.util.Collections$Checked");
        Contents unordered = (node, value) ->
                new UnorderedFrame(node, isSet ? Format.SET : Format.BAG, elements((Collection<?>) value, snapshot));
        if (HashSet.class.isAssignableFrom(type) || isUnmodifiable(type)) {
            return unordered;
        }
        Contents ordered = sequence(isSet ? Format.ORDERED_SET : Format.SEQUENCE, snapshot, !isSet, set -> null);
        return (node, value) ->
                (isChecked || isOrdered((Collection<?>) value) ? ordered : unordered).frame(node, value);
    }

    private static Contents map(Class<?> type, boolean snapshot) {
        if (SortedMap.class.isAssignableFrom(type)) {
            return (node, value) -> new MapFrame(
                    node,
                    Format.SORTED_MAP,
                    comparator(((SortedMap<?, ?>) value).comparator()),
                    true,
                    elements(((Map<?, ?>) value).entrySet(), snapshot));
        }
        boolean linked = LinkedHashMap.class.isAssignableFrom(type);
        boolean never = !linked && (HashMap.class.isAssignableFrom(type) || isUnmodifiable(type));
        return (node, value) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            boolean ordered = linked || (!never && isOrdered(Reading.read(map::keySet)));
            return new MapFrame(
                    node,
                    ordered ? Format.ORDERED_MAP : Format.MAP,
                    null,
                    ordered,
                    elements(Reading.read(map::entrySet), snapshot));
        };
    }

    /** Says what else a collection is, or null. */
    @FunctionalInterface
    private interface Traits {
        @Nullable
        Trait of(Object collection);
    }

    private static Contents sequence(int tag, boolean snapshot, boolean indexed, Traits traits) {
        return (node, value) -> new SequenceFrame(
                node, out -> out.putByte(tag), traits.of(value), elements((Collection<?>) value, snapshot), indexed);
    }

    private static Trait comparator(@Nullable Comparator<?> comparator) {
        return new Trait(".comparator()", comparator);
    }

    private static @Nullable Trait queueTrait(Object queue) {
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

    private static boolean isOrdered(Collection<?> collection) {
        return Reading.read(collection::spliterator).hasCharacteristics(Spliterator.ORDERED);
    }

    static Reading.Elements elements(Collection<?> collection, boolean snapshot) {
        return snapshot ? Reading.ofArray(Reading.read(collection::toArray)) : Reading.of(collection);
    }

    /** Returns whether reading it as a whole takes a lock that iterating does not. */
    private static boolean isSynchronized(Class<?> type) {
        return type.getName().startsWith("java.util.Collections$Synchronized")
                || Vector.class.isAssignableFrom(type)
                || Hashtable.class.isAssignableFrom(type);
    }

    private static boolean isUnmodifiable(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.equals("java.util.Collections$CopiesList");
    }
}
