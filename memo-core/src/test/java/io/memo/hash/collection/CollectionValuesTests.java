package io.memo.hash.collection;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollectionValuesTests {

    private static <K, V> Map<K, V> fill(Map<K, V> map, K k1, V v1, K k2, V v2) {
        map.put(k1, v1);
        map.put(k2, v2);
        return map;
    }

    @Test
    @DisplayName("V07 a list is a list, whichever class")
    void listsOfAnyClass() {
        List<Integer> list = List.of(1, 2);
        for (List<Integer> other : List.of(
                new ArrayList<>(list),
                new LinkedList<>(list),
                Arrays.asList(1, 2),
                new Vector<>(list),
                new CopyOnWriteArrayList<>(list),
                Collections.unmodifiableList(new ArrayList<>(list)),
                Collections.synchronizedList(new ArrayList<>(list)),
                Collections.checkedList(new ArrayList<>(list), Integer.class),
                new ArrayList<>(List.of(0, 1, 2, 3)).subList(1, 3),
                List.of(0, 1, 2).subList(1, 3),
                list.stream().toList())) {
            assertAlike(list, other);
        }
    }

    @Test
    @DisplayName("V07, V13 order, nesting and kind count")
    void orderNestingAndKindCount() {
        assertAllDiffer(
                List.of(1, 2),
                List.of(2, 1),
                List.of(1),
                1,
                List.of(List.of(1, 2)),
                List.of(List.of(1), 2),
                List.of(List.of(1), List.of(2)),
                new Object[] {1, 2},
                new Integer[] {1, 2},
                new int[] {1, 2},
                Set.of(1, 2),
                Map.of(1, 2),
                Map.of(1, 1),
                List.of(Map.entry(1, 1)),
                Map.entry(1, 1),
                new LinkedHashSet<>(List.of(1, 2)),
                new ArrayDeque<>(List.of(1, 2)));
    }

    @Test
    @DisplayName("4.1 framing: what stands in one string is not what stands in two")
    void framingIsInjective() {
        assertAllDiffer(
                List.of("ab", "c"),
                List.of("a", "bc"),
                List.of("abc"),
                List.of("a", "b"),
                List.of("astr:b"),
                List.of("", "abc"),
                List.of("abc", ""),
                List.of("a", "b", "c"));
    }

    @Test
    @DisplayName("4.1 no sampling: every element of a large list counts")
    void everyElementCounts() {
        List<Integer> large = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            large.add(i);
        }
        for (int i : new int[] {0, 1, 24_999, 30_000, 49_998, 49_999}) {
            List<Integer> changed = new ArrayList<>(large);
            changed.set(i, -1);
            assertThat(digest(changed)).isNotEqualTo(digest(large));
        }
        assertAllDiffer(large, large.subList(0, 49_999), large.subList(1, 50_000));
        assertAllDiffer(new HashSet<>(large), new HashSet<>(large.subList(1, 50_000)));
    }

    @Test
    @DisplayName("V10 hash maps regardless of order")
    void hashMapsHaveNoOrder() {
        Map<String, Integer> map = fill(new HashMap<>(), "a", 1, "b", 2);
        assertAlike(map, fill(new HashMap<>(1), "b", 2, "a", 1));
        assertAlike(map, Map.of("b", 2, "a", 1));
        assertAlike(map, fill(new ConcurrentHashMap<>(), "b", 2, "a", 1));
        assertAlike(map, fill(new Hashtable<>(), "b", 2, "a", 1));
        assertAlike(fill(new HashMap<>(), "AaAa", 1, "BBBB", 2), fill(new HashMap<>(), "BBBB", 2, "AaAa", 1));
        assertAlike(
                fill(new EnumMap<>(TimeUnit.class), TimeUnit.DAYS, 1, TimeUnit.HOURS, 2),
                Map.of(TimeUnit.HOURS, 2, TimeUnit.DAYS, 1));
    }

    @Test
    @DisplayName("V10, 4.3 linked maps count their order, sorted ones their comparator")
    void linkedMapsCountTheirOrder() {
        Map<String, Integer> forth = fill(new LinkedHashMap<>(), "a", 1, "b", 2);
        Map<String, Integer> back = fill(new LinkedHashMap<>(), "b", 2, "a", 1);
        assertAlike(forth, new LinkedHashMap<>(forth));
        assertAllDiffer(
                forth,
                back,
                new HashMap<>(forth),
                new TreeMap<>(forth),
                fill(new TreeMap<>(Comparator.reverseOrder()), "a", 1, "b", 2));
        assertAlike(new TreeMap<>(forth), new TreeMap<>(back));
        assertAlike(new TreeMap<>(forth), new ConcurrentSkipListMap<>(back));
        assertAlike(
                fill(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), "a", 1, "b", 2),
                fill(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), "b", 2, "a", 1));
    }

    @Test
    @DisplayName("4.3 linked and sorted sets count their order")
    void linkedSetsCountTheirOrder() {
        assertAllDiffer(
                new LinkedHashSet<>(List.of(1, 2)),
                new LinkedHashSet<>(List.of(2, 1)),
                new HashSet<>(List.of(1, 2)),
                new TreeSet<>(List.of(1, 2)));
        assertAlike(new HashSet<>(List.of(1, 2)), Set.of(2, 1));
        assertAlike(new CopyOnWriteArraySet<>(List.of(1, 2)), new LinkedHashSet<>(List.of(1, 2)));
        assertAlike(EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS), Set.of(TimeUnit.HOURS, TimeUnit.DAYS));
    }

    @Test
    @DisplayName("V12 a set of things that cannot be compared")
    void setsOfMixedElements() {
        List<Object> mixed = Arrays.asList(1, "1", 1.0, Double.NaN, null, new BigDecimal("1.0"), List.of(1), 'x');
        List<Object> reversed = new ArrayList<>(mixed);
        Collections.reverse(reversed);
        assertAlike(new HashSet<>(mixed), new HashSet<>(reversed));
    }

    @Test
    @DisplayName("V13 what is in a map counts")
    void mapContentsCount() {
        assertAllDiffer(Map.of(1, 1), Map.of(1, 2), Map.of(2, 1), Map.of(), Map.of(1, 1, 2, 2), Map.of(1, 2, 2, 1));
        Map<String, Object> nullValue = new HashMap<>();
        nullValue.put("a", null);
        assertAllDiffer(nullValue, Map.of(), Map.of("a", "null"));
    }

    @Test
    @DisplayName("V14 views and wrappers are what they show")
    void viewsAndWrappers() {
        Map<String, Integer> map = fill(new HashMap<>(), "a", 1, "b", 2);
        assertAlike(Collections.unmodifiableMap(map), new HashMap<>(map));
        assertAlike(Collections.synchronizedMap(map), map);
        assertAlike(Collections.checkedMap(map, String.class, Integer.class), map);
        assertAlike(map.entrySet(), Map.copyOf(map).entrySet());
        assertAlike(map.keySet(), Set.of("b", "a"));
        assertAlike(map.values(), Map.copyOf(map).values());
        assertAlike(Collections.unmodifiableSet(new HashSet<>(List.of(1, 2))), Set.of(1, 2));
        Set<Integer> fromMap = Collections.newSetFromMap(new ConcurrentHashMap<>());
        fromMap.add(1);
        assertAlike(fromMap, Set.of(1));
        assertAllDiffer(map.entrySet(), map.keySet(), map.values(), map);
    }

    @Test
    @DisplayName("4.11, 4.12 a map in access order is one, and the order that reading it leaves does not count")
    void mapInAccessOrder() {
        Map<String, Integer> forth = fill(new LinkedHashMap<>(16, 0.75f, true), "a", 1, "b", 2);
        Map<String, Integer> back = fill(new LinkedHashMap<>(16, 0.75f, true), "b", 2, "a", 1);
        assertThat(forth.keySet()).containsExactly("a", "b");
        assertThat(forth.get("a")).isEqualTo(1);
        assertThat(forth.keySet()).containsExactly("b", "a");
        assertAlike(forth, fill(new LinkedHashMap<>(16, 0.75f, true), "a", 1, "b", 2));
        assertAlike(forth, back);
        assertAlike(Collections.unmodifiableMap(forth), Collections.synchronizedMap(back));
        assertAllDiffer(forth, new LinkedHashMap<>(forth), fill(new LinkedHashMap<>(16, 0.75f, true), "a", 1, "b", 3));
    }

    @Test
    @DisplayName("1.5 a wrapper does not hide an order")
    void wrappersKeepTheOrder() {
        Map<String, Integer> forth = fill(new LinkedHashMap<>(), "a", 1, "b", 2);
        Map<String, Integer> back = fill(new LinkedHashMap<>(), "b", 2, "a", 1);
        assertAlike(Collections.unmodifiableMap(forth), forth);
        assertAllDiffer(Collections.unmodifiableMap(forth), Collections.unmodifiableMap(back));
        assertAllDiffer(Collections.synchronizedMap(forth), Collections.synchronizedMap(back));
        assertAllDiffer(forth.keySet(), back.keySet());
        assertAllDiffer(forth.values(), back.values());
        assertAllDiffer(forth.entrySet(), back.entrySet());
        assertAllDiffer(
                Collections.checkedSet(new LinkedHashSet<>(List.of(1, 2)), Integer.class),
                Collections.checkedSet(new LinkedHashSet<>(List.of(2, 1)), Integer.class));
        Collection<Integer> set = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(1, 2)));
        assertAllDiffer(set, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(2, 1))));
    }

    @Test
    void queuesCountTheirOrderAndCapacity() {
        assertAllDiffer(new ArrayDeque<>(List.of(1, 2)), new ArrayDeque<>(List.of(2, 1)));
        assertAlike(new ArrayDeque<>(List.of(1, 2)), new ArrayDeque<>(List.of(1, 2)));
        assertAlike(new PriorityQueue<>(List.of(1, 2)), new PriorityQueue<>(List.of(1, 2)));
        assertAllDiffer(new ArrayBlockingQueue<>(2, false, List.of(1)), new ArrayBlockingQueue<>(3, false, List.of(1)));
    }

    @Test
    void propertiesCountTheirDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("a", "1");
        Properties with = new Properties(defaults);
        Properties same = new Properties(defaults);
        assertAlike(with, same);
        assertAllDiffer(with, new Properties(), defaults);
    }

    @Test
    void arraysKnowTheirComponentType() {
        assertAllDiffer(
                new int[] {1},
                new long[] {1},
                new short[] {1},
                new byte[] {1},
                new char[] {1},
                new boolean[] {true},
                new float[] {1},
                new double[] {1},
                new Object[] {1},
                new Number[] {1},
                new Integer[] {1},
                new int[][] {{1}});
        assertAlike(new int[][] {{1}, {2, 3}}, new int[][] {{1}, {2, 3}});
        assertAllDiffer(new int[][] {{1}, {2, 3}}, new int[][] {{1, 2}, {3}}, new int[] {1, 2, 3});
    }

    @Test
    @DisplayName("4.1 no sampling: every element of a large array counts")
    void largeArraysCountToTheLastElement() {
        for (Class<?> type : List.of(
                byte.class, short.class, int.class, long.class, char.class, float.class, double.class, boolean.class)) {
            Object zeros = Array.newInstance(type, 100_000);
            Object other = Array.newInstance(type, 100_000);
            assertAlike(zeros, other);
            if (type == boolean.class) {
                Array.setBoolean(other, 99_999, true);
            } else if (type == char.class) {
                Array.setChar(other, 99_999, 'x');
            } else {
                Array.setByte(other, 99_999, (byte) 1);
            }
            assertAllDiffer(zeros, other, Array.newInstance(type, 100_001), Array.newInstance(type, 0));
        }
    }
}
