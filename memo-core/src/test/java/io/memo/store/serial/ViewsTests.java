package io.memo.store.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.hash.StructuralHasher;
import io.memo.store.tier.ResultCodec;
import java.lang.reflect.Method;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Issue 14.15, SPEC 7.9: what maps and lists of the JDK hand out is kept")
class ViewsTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();
    private final ResultCodec codec = Codecs.forResults(Object.class);

    static Stream<Object> views() {
        return Stream.of(
                        new HashMap<>(filled()),
                        new LinkedHashMap<>(filled()),
                        new TreeMap<>(filled()),
                        new TreeMap<>(filled()).descendingMap(),
                        new TreeMap<>(filled()).headMap("salt", true),
                        backwards(),
                        new ConcurrentHashMap<>(filled()),
                        new ConcurrentSkipListMap<>(filled()),
                        Map.of("tea", 1),
                        Map.of("tea", 1, "salt", 2, "milk", 3),
                        Collections.unmodifiableMap(filled()),
                        Collections.synchronizedMap(new HashMap<>(filled())),
                        Collections.singletonMap("tea", 1),
                        Collections.emptyMap(),
                        new HashMap<>(),
                        new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1, DayOfWeek.FRIDAY, 2)))
                .flatMap(map -> Stream.of(map.values(), map.keySet(), map, Optional.of(List.of(map.values()))));
    }

    private static Map<String, Integer> filled() {
        Map<String, Integer> map = new LinkedHashMap<>();
        List.of("tea", "salt", "milk", "bread", "pear").forEach(article -> map.put(article, map.size()));
        return map;
    }

    private static Map<String, Integer> backwards() {
        Map<String, Integer> map = new TreeMap<>(Comparator.nullsFirst(Comparator.<String>reverseOrder()));
        map.putAll(filled());
        return map;
    }

    static Stream<Object> entries() {
        return Stream.of(
                        new HashMap<>(filled()),
                        new LinkedHashMap<>(filled()),
                        new TreeMap<>(filled()),
                        new ConcurrentHashMap<>(filled()),
                        Map.of("tea", 1),
                        Map.of("tea", 1, "salt", 2),
                        Collections.unmodifiableMap(filled()))
                .flatMap(map ->
                        Stream.of(map.entrySet(), map.entrySet().iterator().next()));
    }

    static Stream<Object> collected() {
        List<Integer> numbers = List.of(1, 2, 3, 4);
        return Stream.of(
                numbers.stream().collect(Collectors.partitioningBy(each -> each > 2)),
                numbers.stream().collect(Collectors.partitioningBy(each -> each > 2, Collectors.counting())),
                numbers.stream().collect(Collectors.groupingBy(each -> each % 2)),
                numbers.stream().collect(Collectors.groupingBy(each -> each % 2, TreeMap::new, Collectors.toSet())),
                numbers.stream()
                        .collect(Collectors.groupingBy(each -> each % 2))
                        .values(),
                numbers.stream()
                        .collect(Collectors.toMap(each -> "n" + each, each -> each))
                        .keySet(),
                Collections.nCopies(3, "tea"),
                Arrays.asList("tea", 1),
                Arrays.asList(1, 2.5),
                Arrays.asList(new Comparable<?>[] {"tea", 1}),
                Arrays.asList(new CharSequence[] {"tea"}),
                Arrays.asList(new Temporal[] {LocalDate.EPOCH, Instant.EPOCH}),
                Arrays.asList(new SortedSet<?>[] {new TreeSet<>(numbers)}),
                new TreeSet<>(numbers).descendingSet(),
                new TreeSet<>(numbers).headSet(3),
                new TreeMap<>(filled()).navigableKeySet(),
                new TreeMap<>(filled()).descendingKeySet(),
                new TreeSet<>(Comparator.nullsLast(Comparator.<String>naturalOrder())));
    }

    @ParameterizedTest
    @MethodSource({"views", "entries", "collected"})
    void comesBackAsItWas(Object value) throws Exception {
        Object copy = codec.decode(codec.encode(value));
        assertThat(HASHER.digest(copy)).isEqualTo(HASHER.digest(value));
        if (value instanceof Collection<?> collection) {
            // A hash table has no order that anything could keep.
            boolean ordered = collection.spliterator().hasCharacteristics(Spliterator.ORDERED)
                    || collection.stream().allMatch(Enum.class::isInstance);
            Object[] restored = ((Collection<?>) copy).toArray();
            if (ordered) {
                assertThat(restored).containsExactly(collection.toArray());
            } else {
                assertThat(restored).containsExactlyInAnyOrder(collection.toArray());
            }
        } else {
            assertThat(copy.toString()).hasSameSizeAs(value.toString());
        }
        if (value instanceof SortedSet<?> sorted && !sorted.isEmpty()) {
            assertThat(((SortedSet<?>) copy).first()).isEqualTo(sorted.first());
        }
    }

    @Test
    @DisplayName("views of what cannot be changed cannot be changed; others let remove, as they did")
    void changesAsItDid() throws Exception {
        Collection<?> fixed =
                (Collection<?>) codec.decode(codec.encode(Map.of("tea", 1).values()));
        assertThatThrownBy(fixed::clear).isInstanceOf(UnsupportedOperationException.class);
        Collection<?> open = (Collection<?>) codec.decode(codec.encode(new HashMap<>(filled()).values()));
        assertThat(open.remove(2)).isTrue();
        assertThat(open).hasSize(4);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    @DisplayName("the other way around, from Java 21 on")
    void reversedCollectionsComeBack() throws Exception {
        for (Object straight : List.of(
                List.of(1, 2),
                new ArrayList<>(List.of(1, 2)),
                new LinkedList<>(List.of(1, 2)),
                new ArrayDeque<>(List.of(1, 2)),
                new LinkedHashSet<>(List.of(1, 2)),
                new TreeSet<>(List.of(1, 2)),
                new LinkedHashMap<>(filled()),
                new TreeMap<>(filled()))) {
            Object view = reversed(straight);
            Object copy = codec.decode(codec.encode(view));
            assertThat(copy).hasSameClassAs(view).hasToString(view.toString());
            assertThat(HASHER.digest(copy)).isEqualTo(HASHER.digest(view));
        }
    }

    private static Object reversed(Object straight) throws ReflectiveOperationException {
        for (Class<?> type : List.of(
                List.class, ArrayDeque.class, LinkedHashSet.class, TreeSet.class, LinkedHashMap.class, TreeMap.class)) {
            if (type.isInstance(straight)) {
                Method reversed = type.getMethod("reversed");
                return reversed.invoke(straight);
            }
        }
        throw new IllegalArgumentException();
    }
}
