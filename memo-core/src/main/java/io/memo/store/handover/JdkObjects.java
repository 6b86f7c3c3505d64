package io.memo.store.handover;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a value holds the JDK's own types only, so that it keeps no class of an application alive. The classes are listed
 * one by one, as those that hold nothing which walking over them does not show: no view of a larger collection, no
 * wrapper, nothing with a stack trace. An empty container that knows the type of its elements is not among them.
 */
final class JdkObjects {

    private static final Set<String> LEAVES = names(Map.of(
            "java.lang.",
            "String Boolean Byte Short Character Integer Long Float Double StringBuilder",
            "java.math.",
            "BigInteger BigDecimal MathContext",
            "java.net.",
            "URI",
            "java.sql.",
            "Date Time Timestamp",
            "java.time.",
            "Duration Instant LocalDate LocalTime LocalDateTime MonthDay OffsetDateTime OffsetTime Period Year YearMonth"
                    + " ZonedDateTime ZoneOffset ZoneRegion",
            "java.util.",
            "UUID Locale Currency BitSet Date OptionalInt OptionalLong OptionalDouble regex.Pattern",
            "java.util.concurrent.atomic.",
            "AtomicBoolean AtomicInteger AtomicLong AtomicIntegerArray AtomicLongArray"));

    private static final Set<String> COMPARATORS = names(Map.of(
            "java.util.", "Collections$ReverseComparator Comparators$NaturalOrderComparator",
            "java.lang.", "String$CaseInsensitiveComparator"));

    private static final Set<String> COLLECTIONS = names(Map.of(
            "java.util.",
            "ArrayList LinkedList ArrayDeque Vector Stack HashSet LinkedHashSet PriorityQueue"
                    + " Collections$EmptyList Collections$EmptySet Collections$SingletonList Collections$SingletonSet"
                    + " ImmutableCollections$List12 ImmutableCollections$ListN ImmutableCollections$Set12"
                    + " ImmutableCollections$SetN",
            "java.util.concurrent.",
            "CopyOnWriteArrayList CopyOnWriteArraySet ConcurrentLinkedQueue ConcurrentLinkedDeque"));

    private static final Set<String> FILLED_COLLECTIONS =
            names(Map.of("java.util.", "TreeSet RegularEnumSet JumboEnumSet"));

    private static final Set<String> MAPS = names(Map.of(
            "java.util.",
            "HashMap LinkedHashMap TreeMap Hashtable IdentityHashMap Collections$EmptyMap Collections$SingletonMap"
                    + " ImmutableCollections$Map1 ImmutableCollections$MapN",
            "java.util.concurrent.",
            "ConcurrentHashMap ConcurrentSkipListMap"));

    private static final Set<String> FILLED_MAPS = names(Map.of("java.util.", "EnumMap"));

    private static final Set<String> PAIRS =
            names(Map.of("java.util.", "AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry KeyValueHolder"));

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private JdkObjects() {}

    /** Returns whether all that the value holds is known to be the JDK's; if it cannot be told, not. */
    static boolean holdsNothingElse(@Nullable Object value) {
        try {
            JdkObjects walk = new JdkObjects();
            boolean plain = walk.meet(value);
            while (plain && !walk.open.isEmpty()) {
                plain = walk.enter(walk.open.pop());
            }
            return plain;
        } catch (RuntimeException e) {
            // Another thread changes it.
            return false;
        }
    }

    private boolean meet(@Nullable Object value) {
        if (value == null || LEAVES.contains(value.getClass().getName())) {
            return true;
        }
        if (value instanceof Enum<?> constant) {
            return isJdk(constant.getDeclaringClass());
        }
        if (seen.add(value)) {
            open.push(value);
        }
        return true;
    }

    private boolean enter(Object value) {
        Class<?> type = value.getClass();
        String name = type.getName();
        if (value instanceof Object[] array) {
            return isJdk(elementType(type)) && all(array);
        }
        if (type.isArray()) {
            return true;
        }
        if (value instanceof Collection<?> collection) {
            return (COLLECTIONS.contains(name) || FILLED_COLLECTIONS.contains(name) && !collection.isEmpty())
                    && isPlain(comparatorOf(value))
                    && all(collection.toArray());
        }
        if (value instanceof Map<?, ?> map) {
            return (MAPS.contains(name) || FILLED_MAPS.contains(name) && !map.isEmpty())
                    && isPlain(comparatorOf(value))
                    && all(map.keySet().toArray())
                    && all(map.values().toArray());
        }
        if (value instanceof Map.Entry<?, ?> pair) {
            return PAIRS.contains(name) && meet(pair.getKey()) && meet(pair.getValue());
        }
        if (value instanceof Optional<?> optional) {
            return meet(optional.orElse(null));
        }
        return type == AtomicReference.class && meet(((AtomicReference<?>) value).get());
    }

    private boolean all(@Nullable Object[] values) {
        for (Object value : values) {
            if (!meet(value)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Comparator<?> comparatorOf(Object sorted) {
        if (sorted instanceof SortedSet<?> set) {
            return set.comparator();
        }
        if (sorted instanceof SortedMap<?, ?> map) {
            return map.comparator();
        }
        return sorted instanceof PriorityQueue<?> queue ? queue.comparator() : null;
    }

    private static boolean isPlain(@Nullable Comparator<?> comparator) {
        return comparator == null || COMPARATORS.contains(comparator.getClass().getName());
    }

    private static Class<?> elementType(Class<?> array) {
        Class<?> type = array;
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return type;
    }

    private static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static Set<String> names(Map<String, String> byPackage) {
        Set<String> names = new HashSet<>();
        byPackage.forEach((beginning, rest) -> List.of(rest.split(" ")).forEach(name -> names.add(beginning + name)));
        return Set.copyOf(names);
    }
}
