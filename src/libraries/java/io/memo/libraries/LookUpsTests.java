package io.memo.libraries;

import com.google.common.collect.ForwardingMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import com.google.common.collect.TreeMultiset;
import it.unimi.dsi.fastutil.ints.Int2IntAVLTreeMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.collections4.bag.TreeBag;
import org.apache.commons.collections4.map.CaseInsensitiveMap;
import org.apache.commons.collections4.map.DefaultedMap;
import org.apache.commons.collections4.map.HashedMap;
import org.apache.commons.collections4.map.LRUMap;
import org.apache.commons.collections4.map.LazyMap;
import org.apache.commons.collections4.queue.CircularFifoQueue;
import org.eclipse.collections.impl.block.factory.HashingStrategies;
import org.eclipse.collections.impl.factory.SortedMaps;
import org.eclipse.collections.impl.map.sorted.mutable.TreeSortedMap;
import org.eclipse.collections.impl.map.strategy.mutable.UnifiedMapWithHashingStrategy;
import org.eclipse.collections.impl.set.sorted.mutable.TreeSortedSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.LinkedCaseInsensitiveMap;

@DisplayName("SPEC 4.11, issue 13.10: what decides look-ups is part of a container, however it is wrapped")
class LookUpsTests {

    private static final Comparator<String> CASELESS = String.CASE_INSENSITIVE_ORDER;

    private static final Map<String, Function<Map<String, Integer>, Object>> WRAPPERS = new LinkedHashMap<>();
    private static final Map<String, Function<Set<String>, Object>> SET_WRAPPERS = new LinkedHashMap<>();

    static {
        WRAPPERS.put("itself", map -> map);
        WRAPPERS.put("unmodifiableMap", Collections::unmodifiableMap);
        WRAPPERS.put("synchronizedMap", Collections::synchronizedMap);
        WRAPPERS.put("checkedMap", map -> Collections.checkedMap(map, String.class, Integer.class));
        WRAPPERS.put("unmodifiableMap twice", map -> Collections.unmodifiableMap(Collections.synchronizedMap(map)));
        WRAPPERS.put("keySet", Map::keySet);
        WRAPPERS.put(
                "unmodifiableMap.keySet",
                map -> Collections.unmodifiableMap(map).keySet());
        WRAPPERS.put(
                "synchronizedMap.keySet",
                map -> Collections.synchronizedMap(map).keySet());
        WRAPPERS.put("unmodifiableSet of keySet", map -> Collections.unmodifiableSet(map.keySet()));
        WRAPPERS.put(
                "checkedMap.keySet",
                map -> Collections.checkedMap(map, String.class, Integer.class).keySet());
        WRAPPERS.put("commons' unmodifiable", org.apache.commons.collections4.MapUtils::unmodifiableMap);
        WRAPPERS.put("commons' fixed size", org.apache.commons.collections4.MapUtils::fixedSizeMap);
        WRAPPERS.put("filterKeys", map -> Maps.filterKeys(map, key -> true));
        SET_WRAPPERS.put("unmodifiableSet", Collections::unmodifiableSet);
        SET_WRAPPERS.put("unmodifiableCollection", Collections::unmodifiableCollection);
        SET_WRAPPERS.put("synchronizedSet", Collections::synchronizedSet);
        SET_WRAPPERS.put("checkedSet", set -> Collections.checkedSet(set, String.class));
    }

    private static <M extends Map<String, Integer>> M filled(M map) {
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    private static <C extends Collection<String>> C filled(C collection) {
        collection.add("a");
        collection.add("b");
        return collection;
    }

    private static Map<String, Integer> caseInsensitive(Locale locale) {
        return filled(new LinkedCaseInsensitiveMap<Integer>(locale));
    }

    static Stream<Pair> wrapped() {
        Stream<Pair> maps = WRAPPERS.entrySet().stream().flatMap(each -> {
            Function<Map<String, Integer>, Object> wrap = each.getValue();
            return Stream.of(
                    Pair.of(
                            each.getKey() + " of TreeMap",
                            () -> wrap.apply(filled(new TreeMap<>(CASELESS))),
                            () -> wrap.apply(filled(new TreeMap<>()))),
                    Pair.of(
                            each.getKey() + " of ConcurrentSkipListMap",
                            () -> wrap.apply(filled(new ConcurrentSkipListMap<>(CASELESS))),
                            () -> wrap.apply(filled(new ConcurrentSkipListMap<>()))),
                    Pair.of(
                            each.getKey() + " of LinkedCaseInsensitiveMap",
                            () -> wrap.apply(caseInsensitive(Locale.ENGLISH)),
                            () -> wrap.apply(filled(new LinkedHashMap<>()))),
                    Pair.of(
                            each.getKey() + " of CaseInsensitiveMap",
                            () -> wrap.apply(filled(new CaseInsensitiveMap<>())),
                            () -> wrap.apply(filled(new HashedMap<>()))));
        });
        Stream<Pair> sets = SET_WRAPPERS.entrySet().stream().flatMap(each -> {
            Function<Set<String>, Object> wrap = each.getValue();
            return Stream.of(
                    Pair.of(
                            each.getKey() + " of TreeSet",
                            () -> wrap.apply(filled(new TreeSet<>(CASELESS))),
                            () -> wrap.apply(filled(new TreeSet<>()))),
                    Pair.of(
                            each.getKey() + " of newSetFromMap",
                            () -> wrap.apply(filled(Collections.newSetFromMap(new LinkedCaseInsensitiveMap<>()))),
                            () -> wrap.apply(filled(new LinkedHashSet<>()))));
        });
        return Stream.concat(maps, sets);
    }

    static Stream<Pair> defaults() {
        return Stream.of(
                Pair.of(
                        "DefaultedMap",
                        () -> DefaultedMap.defaultedMap(filled(new HashMap<>()), 0),
                        () -> DefaultedMap.defaultedMap(filled(new HashMap<>()), 1)),
                Pair.of(
                        "DefaultedMap or none",
                        () -> DefaultedMap.defaultedMap(filled(new HashMap<>()), 0),
                        () -> filled(new HashMap<>())),
                Pair.of(
                        "unmodifiable DefaultedMap",
                        () -> Collections.unmodifiableMap(DefaultedMap.defaultedMap(filled(new HashMap<>()), 0)),
                        () -> Collections.unmodifiableMap(DefaultedMap.defaultedMap(filled(new HashMap<>()), 1))),
                Pair.of(
                        "LazyMap",
                        () -> LazyMap.lazyMap(filled(new HashMap<>()), () -> 1),
                        () -> LazyMap.lazyMap(filled(new HashMap<>()), () -> 2)),
                Pair.of(
                        "withDefault",
                        () -> kotlin.collections.MapsKt.withDefault(filled(new HashMap<>()), key -> 1),
                        () -> kotlin.collections.MapsKt.withDefault(filled(new HashMap<>()), key -> 2)),
                Pair.of("ForwardingMap", () -> new Defaulting(1), () -> new Defaulting(2)),
                Pair.of("fastutil's default value", () -> primitive(0), () -> primitive(-1)),
                Pair.of("fastutil's sorted default value", () -> sortedPrimitive(0), () -> sortedPrimitive(-1)));
    }

    private static Object primitive(int otherwise) {
        Object2IntOpenHashMap<String> map = new Object2IntOpenHashMap<>();
        map.put("a", 1);
        map.defaultReturnValue(otherwise);
        return map;
    }

    private static Object sortedPrimitive(int otherwise) {
        Int2IntAVLTreeMap map = new Int2IntAVLTreeMap();
        map.put(1, 1);
        map.defaultReturnValue(otherwise);
        return map;
    }

    private static final class Defaulting extends ForwardingMap<String, Integer> {

        private final Map<String, Integer> delegate = filled(new HashMap<>());
        private final int otherwise;

        Defaulting(int otherwise) {
            this.otherwise = otherwise;
        }

        @Override
        protected Map<String, Integer> delegate() {
            return delegate;
        }

        @Override
        public Integer get(Object key) {
            return getOrDefault(key, otherwise);
        }
    }

    static Stream<Pair> orders() {
        return Stream.of(
                Pair.of(
                        "ImmutableSortedMap",
                        () -> ImmutableSortedMap.copyOf(Map.of("a", 1), CASELESS),
                        () -> ImmutableSortedMap.copyOf(Map.of("a", 1))),
                Pair.of(
                        "ImmutableSortedSet",
                        () -> ImmutableSortedSet.copyOf(CASELESS, List.of("a")),
                        () -> ImmutableSortedSet.copyOf(List.of("a"))),
                Pair.of(
                        "unmodifiableNavigableMap of Guava",
                        () -> Maps.unmodifiableNavigableMap(filled(new TreeMap<>(CASELESS))),
                        () -> Maps.unmodifiableNavigableMap(filled(new TreeMap<>()))),
                Pair.of(
                        "TreeMultiset",
                        () -> filled(TreeMultiset.create(CASELESS)),
                        () -> filled(TreeMultiset.<String>create())),
                Pair.of("TreeBag", () -> filled(new TreeBag<>(CASELESS)), () -> filled(new TreeBag<>())),
                Pair.of(
                        "TreeSortedMap",
                        () -> filled(new TreeSortedMap<>(CASELESS)),
                        () -> filled(new TreeSortedMap<>())),
                Pair.of(
                        "ImmutableSortedMap of Eclipse",
                        () -> SortedMaps.immutable.with(CASELESS, "a", 1),
                        () -> SortedMaps.immutable.with("a", 1)),
                Pair.of(
                        "TreeSortedSet",
                        () -> filled(new TreeSortedSet<>(CASELESS)),
                        () -> filled(new TreeSortedSet<>())),
                Pair.of(
                        "UnifiedMapWithHashingStrategy",
                        () -> filled(
                                new UnifiedMapWithHashingStrategy<>(HashingStrategies.fromFunction(String::length))),
                        () -> filled(new UnifiedMapWithHashingStrategy<>(HashingStrategies.defaultStrategy()))),
                Pair.of("headMap", () -> head(new TreeMap<>(CASELESS)), () -> head(new TreeMap<>())),
                Pair.of(
                        "unmodifiable headMap",
                        () -> Collections.unmodifiableMap(head(new TreeMap<>(CASELESS))),
                        () -> Collections.unmodifiableMap(head(new TreeMap<>()))),
                Pair.of(
                        "descendingMap",
                        () -> one(new TreeMap<>(CASELESS)).descendingMap(),
                        () -> one(new TreeMap<>()).descendingMap()),
                Pair.of("descending or not", () -> one(new TreeMap<>()).descendingMap(), () -> one(new TreeMap<>())),
                Pair.of(
                        "entrySet",
                        () -> filled(new TreeMap<>(CASELESS)).entrySet(),
                        () -> filled(new TreeMap<>()).entrySet()),
                Pair.of(
                        "access order",
                        () -> filled(new LinkedHashMap<>(16, 0.75f, true)),
                        () -> filled(new LinkedHashMap<>())),
                Pair.of(
                        "unmodifiable access order",
                        () -> Collections.unmodifiableMap(filled(new LinkedHashMap<>(16, 0.75f, true))),
                        () -> Collections.unmodifiableMap(filled(new LinkedHashMap<>()))),
                Pair.of("LRUMap", () -> filled(new LRUMap<>(2)), () -> filled(new LRUMap<>(3))),
                Pair.of(
                        "CircularFifoQueue",
                        () -> filled(new CircularFifoQueue<>(2)),
                        () -> filled(new CircularFifoQueue<>(3))),
                Pair.of(
                        "CopyOnWriteArraySet",
                        () -> new CopyOnWriteArraySet<>(List.of("a", "b")),
                        () -> new CopyOnWriteArraySet<>(List.of("b", "a"))),
                Pair.of(
                        "unmodifiable CopyOnWriteArraySet",
                        () -> Collections.unmodifiableSet(new CopyOnWriteArraySet<>(List.of("a", "b"))),
                        () -> Collections.unmodifiableSet(new CopyOnWriteArraySet<>(List.of("b", "a")))));
    }

    private static NavigableMap<String, Integer> one(NavigableMap<String, Integer> map) {
        map.put("a", 1);
        return map;
    }

    private static Map<String, Integer> head(NavigableMap<String, Integer> map) {
        return filled(map).headMap("b", false);
    }

    enum Color {
        RED,
        GREEN
    }

    static Stream<Pair> elements() {
        return Stream.of(
                Pair.of("EnumSet", () -> EnumSet.noneOf(TimeUnit.class), () -> EnumSet.noneOf(Color.class)),
                Pair.of(
                        "unmodifiable EnumSet",
                        () -> Collections.unmodifiableSet(EnumSet.noneOf(TimeUnit.class)),
                        () -> Collections.unmodifiableSet(EnumSet.noneOf(Color.class))),
                Pair.of("EnumMap", () -> new EnumMap<>(TimeUnit.class), () -> new EnumMap<>(Color.class)),
                Pair.of(
                        "synchronized EnumMap",
                        () -> Collections.synchronizedMap(new EnumMap<>(TimeUnit.class)),
                        () -> Collections.synchronizedMap(new EnumMap<>(Color.class))),
                Pair.of(
                        "values of EnumMap",
                        () -> new EnumMap<>(Map.of(Color.RED, 1, Color.GREEN, 2)).values(),
                        () -> new EnumMap<>(Map.of(Color.RED, 2, Color.GREEN, 1)).values()),
                Pair.of(
                        "unmodifiable values of EnumMap",
                        () -> Collections.unmodifiableCollection(
                                new EnumMap<>(Map.of(Color.RED, 1, Color.GREEN, 2)).values()),
                        () -> Collections.unmodifiableCollection(
                                new EnumMap<>(Map.of(Color.RED, 2, Color.GREEN, 1)).values())),
                Pair.of(
                        "checked list of lists",
                        () -> Collections.checkedCollection(new ArrayList<>(Arrays.asList("a", "b")), String.class),
                        () -> Collections.checkedCollection(new ArrayList<>(Arrays.asList("b", "a")), String.class)),
                Pair.of(
                        "HashSet and sorted one",
                        () -> new HashSet<>(List.of("a")),
                        () -> new TreeSet<>(List.of("a"))));
    }

    @ParameterizedTest
    @MethodSource({"wrapped", "defaults", "orders", "elements"})
    void theyAreToldApart(Pair pair) {
        Places.tellApart(pair);
    }
}
