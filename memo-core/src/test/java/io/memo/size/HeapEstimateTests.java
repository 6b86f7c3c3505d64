package io.memo.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.memo.ValuePart;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.info.GraphLayout;

/** The estimate that the walk makes, beside the layout that JOL finds. */
class HeapEstimateTests {

    private static final int PERCENT = 15;
    private static final Origin RESULT = new Origin("Shop.order", ValuePart.RETURN_VALUE, "result");

    private record Line(String product, int count, BigDecimal price) {}

    private record Order(
            long id,
            String customer,
            LocalDate day,
            List<Line> lines,
            @Nullable String note) {}

    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private static class Base {
        private final boolean flag = true;
        private final long id = 3;
    }

    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private static final class Derived extends Base {
        private final byte small = 1;
        private final double[] numbers = new double[20];
        private final char letter = 'x';
        private String text = "derived " + numbers.length;
    }

    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private static final class Node {
        private final int number;
        private @Nullable Node next;
        private final String text;

        Node(int number, @Nullable Node next) {
            this.number = number;
            this.next = next;
            this.text = "node " + number;
        }
    }

    private static final class OwnList extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("unused")
        private final long revision = 1L << 40;
    }

    @BeforeAll
    static void allowRecords() {
        System.setProperty("jol.magicFieldOffset", "true");
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("latin string", () -> "a".repeat(1000)),
                shape("wide string", () -> "\u4e2d".repeat(1000)),
                shape("byte array", () -> new byte[12_345]),
                shape("long array", () -> new long[1_001]),
                shape("boolean array", () -> new boolean[77]),
                shape("empty array", () -> new int[0]),
                shape("array of arrays", () -> new int[30][40]),
                shape("array of strings", () -> strings(50).toArray(new String[0])),
                shape("boxed", () -> 1L << 40),
                shape("list of longs", () -> new ArrayList<>(longs(500))),
                shape("ArrayList grown", () -> filled(new ArrayList<>(), 100)),
                shape("ArrayList copied", () -> new ArrayList<>(strings(300))),
                shape("List.of many", () -> List.copyOf(strings(300))),
                shape("List.of two", () -> List.of("some text here", "another text here")),
                shape("Set.of many", () -> Set.copyOf(strings(300))),
                shape("Map.of many", () -> Map.copyOf(map(new HashMap<>(), 300))),
                shape("Map.of one", () -> Map.of("some key here", "some value here")),
                shape("LinkedList", () -> filled(new LinkedList<>(), 100)),
                shape("ArrayDeque", () -> filled(new ArrayDeque<>(), 100)),
                shape("CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(strings(100))),
                shape("HashMap", () -> map(new HashMap<>(), 100)),
                shape("HashMap of one", () -> map(new HashMap<>(), 1)),
                shape("LinkedHashMap", () -> map(new LinkedHashMap<>(), 1_000)),
                shape("TreeMap", () -> map(new TreeMap<>(), 100)),
                shape("ConcurrentHashMap", () -> map(new ConcurrentHashMap<>(), 100)),
                shape("HashSet", () -> filled(new HashSet<>(), 100)),
                shape("LinkedHashSet", () -> filled(new LinkedHashSet<>(), 100)),
                shape("TreeSet", () -> filled(new TreeSet<>(), 100)),
                shape("unmodifiable list", () -> Collections.unmodifiableList(new ArrayList<>(strings(100)))),
                shape("unmodifiable map", () -> Collections.unmodifiableMap(map(new HashMap<>(), 100))),
                shape("synchronized map", () -> Collections.synchronizedMap(map(new HashMap<>(), 100))),
                shape("synchronized list", () -> Collections.synchronizedList(filled(new ArrayList<>(), 100))),
                shape(
                        "Arrays.asList",
                        () -> java.util.Arrays.asList(strings(100).toArray())),
                shape("list of the application", () -> filled(new OwnList(), 100)),
                shape("record", () -> order(1)),
                shape(
                        "records",
                        () -> IntStream.range(0, 100)
                                .mapToObj(HeapEstimateTests::order)
                                .toList()),
                shape("inherited fields", Derived::new),
                shape("chain", () -> chain(1_000)),
                shape("knot", HeapEstimateTests::ring),
                shape(
                        "big decimals",
                        () -> List.of(
                                new BigDecimal("1234.56"),
                                new BigDecimal("12345678901234567890123456789012345678901234567890.12"),
                                new BigInteger("9".repeat(400)))),
                shape(
                        "times",
                        () -> List.of(
                                Instant.ofEpochSecond(9, 5),
                                LocalDateTime.of(2026, 1, 2, 3, 4, 5),
                                LocalDate.of(2026, 5, 6))),
                shape(
                        "uuids",
                        () -> IntStream.range(0, 50)
                                .mapToObj(i -> new UUID(i, i))
                                .toList()),
                shape("optional", () -> Optional.of("some text in an optional")),
                shape("atomics", () -> List.of(new AtomicLong(5), new AtomicLong(6))),
                shape("bits", () -> BitSet.valueOf(new long[100])),
                shape("builder", () -> new StringBuilder("some text").append("and more of it")));
    }

    @DisplayName("SPEC 5.7: what the walk counts is what JOL finds, within 15 % and 32 bytes")
    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void countsWhatIsThere(String name, Supplier<Object> shape) {
        Object value = shape.get();

        long found = GraphLayout.parseInstance(value).totalSize();

        long estimate = estimate(value);
        assertThat(Math.abs(estimate - found))
                .as("%s: %d estimated, %d found", name, estimate, found)
                .isLessThanOrEqualTo(32 + found * PERCENT / 100);
    }

    @DisplayName("SPEC 5.7: what is shared inside a value counts once: strings, objects, tables of maps")
    @Test
    void sharedPartsCountOnce() {
        String text = "x".repeat(10_000);
        Map<String, String> table = map(new HashMap<>(), 200);
        Order order = order(1);
        List<Object> shared = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            shared.add(List.of(text, order, table));
            shared.add(new Object[] {text, table, Collections.unmodifiableMap(table)});
        }

        assertThat(estimate(shared))
                .isCloseTo(GraphLayout.parseInstance(shared).totalSize(), withinPercentage(PERCENT));
    }

    @DisplayName("SPEC 5.7: diamonds, each level shared twice by the one above, count each level once")
    @Test
    void diamondsCountEachLevelOnce() {
        Object level = new Object[] {"the lowest level"};
        for (int i = 0; i < 60; i++) {
            level = new Object[] {level, level};
        }

        assertThat(estimate(level)).isEqualTo(GraphLayout.parseInstance(level).totalSize());
    }

    @DisplayName(
            "SPEC 5.7: constants of enums, classes and small boxed numbers are the process's, and count as nothing")
    @Test
    void whatIsOfAllCountsAsNothing() {
        Object[] values = {Thread.State.NEW, String.class, 1, 2L, 'c', true, java.time.ZoneOffset.UTC};

        assertThat(estimate(values)).isEqualTo(HeapLayout.references(values.length));
    }

    @DisplayName("SPEC 5.7: an object that a hasher stands for counts by itself, not by what the hasher answers")
    @Test
    void answersOfHashersDoNotCount() {
        StructuralHasher hasher = StructuralHasher.builder()
                .hasher(Node.class, node -> new byte[100_000])
                .build();

        long estimate =
                hasher.outlineToKeep(List.of(new Node(1, null)), RESULT, 0).heapOfValue();

        assertThat(estimate).isLessThan(200);
    }

    private static long estimate(Object value) {
        return StructuralHasher.create().outlineToKeep(value, RESULT, 0).heapOfValue();
    }

    private static Arguments shape(String name, Supplier<Object> shape) {
        return arguments(name, shape);
    }

    private static List<String> strings(int count) {
        return IntStream.range(0, count).mapToObj(i -> "element no " + i).toList();
    }

    private static List<Long> longs(int count) {
        return IntStream.range(0, count).mapToObj(i -> 1_000_000L + i).toList();
    }

    private static <C extends Collection<String>> C filled(C target, int count) {
        strings(count).forEach(target::add);
        return target;
    }

    private static <M extends Map<String, String>> M map(M target, int count) {
        for (int i = 0; i < count; i++) {
            target.put("key no " + i, "value no " + i);
        }
        return target;
    }

    private static Order order(int id) {
        List<Line> lines = IntStream.range(0, 5)
                .mapToObj(i -> new Line("product " + i, i, new BigDecimal("19.9" + i)))
                .toList();
        return new Order(id, "customer " + id, LocalDate.of(2026, 3, 4), lines, id % 2 == 0 ? null : "a note");
    }

    private static Node chain(int length) {
        Node node = new Node(0, null);
        for (int i = 1; i < length; i++) {
            node = new Node(i, node);
        }
        return node;
    }

    private static Node ring() {
        Node last = new Node(0, null);
        Node node = last;
        for (int i = 1; i < 50; i++) {
            node = new Node(i, node);
        }
        last.next = node;
        return node;
    }
}
