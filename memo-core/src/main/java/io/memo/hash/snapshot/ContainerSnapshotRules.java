package io.memo.hash.snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Knows how containers of the JDK, and the few other of its types that change, are looked at. */
public final class ContainerSnapshotRules {

    private static final Set<Class<?>> COLLECTIONS = Set.of(
            LinkedList.class,
            Vector.class,
            ArrayDeque.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            CopyOnWriteArrayList.class,
            Arrays.asList().getClass());
    private static final Set<Class<?>> MAPS = Set.of(
            HashMap.class, LinkedHashMap.class, TreeMap.class, Hashtable.class, ConcurrentHashMap.class, EnumMap.class);
    private static final String IMMUTABLE = "java.util.ImmutableCollections$";

    private ContainerSnapshotRules() {}

    /** Returns how an object is looked at, or null if its very class is none of those that are known. */
    public static @Nullable SnapshotRule look(Object object) {
        Class<?> type = object.getClass();
        if (type == ArrayList.class) {
            return ElementsLook.LIST;
        } else if (type.isArray()) {
            return type.getComponentType().isPrimitive() ? NumbersLook.of(object) : ElementsLook.ARRAY;
        } else if (MAPS.contains(type)) {
            return isCompared(object) ? null : ElementsLook.MAP;
        } else if (COLLECTIONS.contains(type)) {
            return isCompared(object) ? null : ElementsLook.COLLECTION;
        } else if (type == Date.class) {
            return NumbersLook.DATE;
        }
        boolean unchangeable = type == Optional.class || type.getName().startsWith(IMMUTABLE);
        return unchangeable ? UNCHANGEABLE : null;
    }

    /** A comparator is part of the value, and may change. */
    private static boolean isCompared(Object object) {
        return (object instanceof SortedMap<?, ?> map && map.comparator() != null)
                || (object instanceof SortedSet<?> set && set.comparator() != null);
    }

    private static final SnapshotRule UNCHANGEABLE = new SnapshotRule.Through() {
        @Override
        void visit(Object object, Notes notes) {
            if (object instanceof Optional<?> optional) {
                notes.visit(optional.orElse(null));
            } else if (object instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    notes.visit(key);
                    notes.visit(value);
                });
            } else if (object instanceof Collection<?> collection) {
                collection.forEach(notes::visit);
            }
        }
    };
}
