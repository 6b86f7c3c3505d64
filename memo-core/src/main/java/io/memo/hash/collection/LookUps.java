package io.memo.hash.collection;

import io.memo.hash.classify.CollectionLibraries;
import io.memo.hash.frame.Parts;
import io.memo.hash.frame.Trait;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Reflect;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What decides look-ups in a collection or map of a library besides its elements: what it compares with, what it answers where it
 * has nothing, how much it holds; and the same of the container that it wraps or is a view of. Told by the types and names of its
 * fields, for there is no other rule: what stores the elements is left out.
 *
 * @param named whether the class itself makes a difference
 * @param settings fields that count as they are
 * @param inner fields of other containers
 * @param comparator a public method that says what a sorted one compares with, or null
 */
record LookUps(
        boolean named,
        List<Field> settings,
        List<Field> inner,
        @Nullable Method comparator) {

    private static final List<String> CLASSES = List.of(
            "CaseInsensitive", "Custom", "Default", "Expiring", "LRU", "Lazy", "Predicated", "Strategy", "Transformed");
    private static final List<String> IDENTITY = List.of("IdentityMap", "IdentitySet", "Reference2", "ReferenceOpen");
    private static final List<String> TYPES = List.of(
            "Class",
            "Closure",
            "Comparator",
            "Equator",
            "Equivalence",
            "Factory",
            "Function0",
            "Function1",
            "GeneralRange",
            "Locale",
            "Policy",
            "Range",
            "Strategy",
            "Transformer");
    private static final Set<String> SETTINGS =
            Set.of("defRetValue", "maxSize", "maximumSize", "maxElements", "defaultValue");
    private static final Set<String> INNER = Set.of("collection", "delegate", "fMap", "map", "this$0");
    /** They keep what they hold twice, and show both. */
    private static final Set<String> TWICE = Set.of("AbstractDualBidiMap#reverseMap", "ListOrderedSet#collection");

    private static final Set<String> LAZY = Set.of("LazyList", "DefaultedList", "GrowthList");

    /** Returns what decides look-ups in objects of the class, or null if their elements say all. */
    static @Nullable LookUps of(Class<?> type) {
        if (List.class.isAssignableFrom(type) && !LAZY.contains(type.getSimpleName())) {
            return null;
        }
        List<Field> settings = new ArrayList<>();
        List<Field> inner = new ArrayList<>();
        fields(type).forEach(field -> {
            if (isSetting(field) || isTwice(type, field)) {
                settings.add(field);
            } else if (isInner(field)) {
                inner.add(field);
            }
        });
        boolean named = LAZY.contains(type.getSimpleName())
                || classes(type).anyMatch(c -> CLASSES.stream().anyMatch(simple(c)::contains));
        Method comparator = Reflect.method(type, "comparator");
        return named || !settings.isEmpty() || !inner.isEmpty() || comparator != null
                ? new LookUps(named, List.copyOf(settings), List.copyOf(inner), comparator)
                : null;
    }

    /** Returns whether such containers tell their keys apart by identity, which no digest can. */
    static boolean byIdentity(Class<?> type) {
        return classes(type)
                .map(LookUps::simple)
                .anyMatch(name -> IDENTITY.stream().anyMatch(name::contains) && !name.contains("ReferenceArray"));
    }

    /** Returns what the container is besides its elements, or null if they say all. */
    @Nullable
    Trait trait(Object container) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(container);
        return trait(container, seen);
    }

    /** @param seen as of {@link Traits#ofAny} */
    @Nullable
    Trait trait(Object container, Set<Object> seen) {
        List<@Nullable Object> parts = new ArrayList<>();
        boolean plain = !named;
        if (named) {
            parts.add(container.getClass());
        }
        if (comparator != null) {
            plain = false;
            parts.add(Traits.comparator(
                            (java.util.Comparator<?>) ConcurrentReads.read(() -> Reflect.call(comparator, container)))
                    .part());
        }
        for (Field field : settings) {
            plain = false;
            parts.add(Reflect.get(field, container));
        }
        for (Field field : inner) {
            Object held = Reflect.get(field, container);
            Object trait = held instanceof Map || held instanceof Collection ? Traits.ofAny(held, seen) : null;
            plain &= trait == null;
            parts.add(trait);
        }
        return plain ? null : new Trait(".lookUps", new Parts("look-ups", true, parts.toArray()));
    }

    private static boolean isSetting(Field field) {
        Class<?> type = field.getType();
        return SETTINGS.contains(field.getName())
                || (!isContainer(type) && TYPES.stream().anyMatch(type.getSimpleName()::endsWith));
    }

    private static boolean isTwice(Class<?> type, Field field) {
        return classes(type).anyMatch(c -> TWICE.contains(c.getSimpleName() + "#" + field.getName()));
    }

    /** Views that are made on demand are kept in fields that are not final. */
    private static boolean isInner(Field field) {
        boolean known = INNER.contains(field.getName());
        return isContainer(field.getType())
                ? known || Modifier.isFinal(field.getModifiers())
                : known && (field.getType() == Object.class || field.getName().equals("this$0"));
    }

    private static boolean isContainer(Class<?> type) {
        return Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type);
    }

    private static Stream<Field> fields(Class<?> type) {
        return classes(type)
                .flatMap(c -> Stream.of(c.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible());
    }

    private static Stream<Class<?>> classes(Class<?> type) {
        return Stream.<Class<?>>iterate(type, c -> c != null && CollectionLibraries.own(c), Class::getSuperclass);
    }

    private static String simple(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
