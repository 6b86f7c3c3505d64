package io.memo.size;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How much collections and maps take besides their own fields and their elements: tables, nodes, entries. Those of the JDK as they
 * are built there, others as the nearest of these. How large a table was made for more elements cannot be seen: growing lists are taken
 * to be half way to the next growth.
 */
final class ContainerSizes {

    private static final int INT = 4;

    private ContainerSizes() {}

    /** Returns the bytes that a container of the class takes for so many elements or entries. */
    static long bytes(Class<?> type, long count) {
        if (type.isArray()) {
            return 0;
        }
        if (type.getName().startsWith("java.util.ImmutableCollections$")) {
            return immutable(type.getSimpleName(), count);
        }
        if (type.getName().startsWith("java.util.Collections$")) {
            return wrapper(type, count);
        }
        return Map.class.isAssignableFrom(type) ? map(type, count) : collection(type, count);
    }

    private static long immutable(String name, long count) {
        return switch (name) {
            case "List12", "Set12", "Map1" -> 0;
            case "ListN" -> HeapLayout.references(count);
            case "SetN" -> HeapLayout.references(2 * count);
            case "MapN" -> HeapLayout.references(4 * count);
            default -> HeapLayout.object(2 * INT + 2 * HeapLayout.REFERENCE);
        };
    }

    /** What is wrapped is one more object. */
    private static long wrapper(Class<?> type, long count) {
        String name = type.getSimpleName();
        if (name.startsWith("Empty") || name.startsWith("Singleton") || name.startsWith("Copies")) {
            return 0;
        }
        if (Map.class.isAssignableFrom(type)) {
            Class<?> wrapped = SortedMap.class.isAssignableFrom(type) ? SortedMap.class : HashMap.class;
            return HeapLayout.shallow(HashMap.class) + map(wrapped, count);
        }
        if (List.class.isAssignableFrom(type)) {
            return HeapLayout.shallow(ArrayList.class) + collection(ArrayList.class, count);
        }
        Class<?> wrapped = SortedSet.class.isAssignableFrom(type) ? SortedSet.class : HashSet.class;
        return HeapLayout.shallow(HashSet.class) + collection(wrapped, count);
    }

    private static long collection(Class<?> type, long count) {
        if (LinkedHashSet.class.isAssignableFrom(type)) {
            return HeapLayout.shallow(LinkedHashMap.class) + map(LinkedHashMap.class, count);
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return HeapLayout.shallow(HashMap.class) + map(SortedMap.class, count);
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return 0;
        }
        if (Set.class.isAssignableFrom(type)) {
            return HeapLayout.shallow(HashMap.class) + map(HashMap.class, count);
        }
        if (LinkedList.class.isAssignableFrom(type)) {
            return count * HeapLayout.object(3 * HeapLayout.REFERENCE);
        }
        if (type == CopyOnWriteArrayList.class || type.getName().equals("java.util.Arrays$ArrayList")) {
            return HeapLayout.references(count);
        }
        boolean grows = type == ArrayList.class || Vector.class.isAssignableFrom(type) || type == ArrayDeque.class;
        if (!grows) {
            return Collection.class.isAssignableFrom(type) ? HeapLayout.references(count) : 0;
        }
        return count == 0 ? 0 : HeapLayout.references(count <= 10 ? 10 : count + count / 8);
    }

    private static long map(Class<?> type, long count) {
        if (count == 0 || AbstractMap.SimpleEntry.class.isAssignableFrom(type)) {
            return 0;
        }
        int reference = HeapLayout.REFERENCE;
        if (LinkedHashMap.class.isAssignableFrom(type)) {
            return table(count) + count * HeapLayout.object(INT + 5 * reference);
        }
        if (SortedMap.class.isAssignableFrom(type)) {
            return count * HeapLayout.object(1 + 5 * reference);
        }
        if (EnumMap.class.isAssignableFrom(type)) {
            return HeapLayout.references(count);
        }
        if (IdentityHashMap.class.isAssignableFrom(type)) {
            return HeapLayout.references(Math.max(64, 2 * powerOfTwo(count + count / 2)));
        }
        if (WeakHashMap.class.isAssignableFrom(type)) {
            return table(count) + count * HeapLayout.object(INT + 7 * reference);
        }
        if (ConcurrentMap.class.isAssignableFrom(type) && type != ConcurrentHashMap.class) {
            return count * 2L * HeapLayout.object(3 * reference);
        }
        if (Hashtable.class.isAssignableFrom(type)) {
            return HeapLayout.references(2 * count) + count * HeapLayout.object(INT + 3 * reference);
        }
        return table(count) + count * HeapLayout.object(INT + 3 * reference);
    }

    /** The table of hash maps, three quarters full at most. */
    private static long table(long count) {
        return HeapLayout.references(Math.max(16, powerOfTwo(count + count / 3)));
    }

    private static long powerOfTwo(long atLeast) {
        return atLeast <= 1 ? 1 : Long.highestOneBit(atLeast - 1) << 1;
    }
}
