package io.memo.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.MemoIgnore;
import io.memo.ReturnMode;
import io.memo.UnhashableTypeException;
import io.memo.hash.RandomGraphs;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopiedValuesTests {

    static class Item {
        long id;
        String name;

        @Nullable
        Date seen;

        transient int reads;

        Item(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Equal by its number, as an entity of JPA often is. */
    static final class Numbered extends Item implements Comparable<Numbered> {
        final Set<Object> others = new HashSet<>();

        Numbered(long id) {
            super(id, "number " + id);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbered numbered && numbered.id == id;
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, name);
        }

        @Override
        public int compareTo(Numbered other) {
            return Long.compare(id, other.id);
        }
    }

    record Line(String article, Item item) {}

    record Page(List<Item> items, int number) {
        Page {
            if (items.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
            items = List.copyOf(items);
        }
    }

    static Stream<Object> mutable() {
        Item item = new Item(1, "one");
        Map<String, Item> leaves = new HashMap<>(Map.of("a", item, "b", new Item(2, "two")));
        TreeMap<String, Item> sorted = new TreeMap<>(Comparator.reverseOrder());
        sorted.putAll(leaves);
        LinkedHashMap<String, Item> accessed = new LinkedHashMap<>(16, 0.5f, true);
        accessed.putAll(leaves);
        accessed.get("a");
        LinkedBlockingQueue<Item> bounded = new LinkedBlockingQueue<>(3);
        bounded.add(item);
        Set<Object> setOfMap = Collections.newSetFromMap(new ConcurrentHashMap<>());
        setOfMap.add(new Numbered(1));
        return Stream.of(
                item,
                new ArrayList<>(Arrays.asList(item, null, item)),
                new LinkedList<>(List.of(item)),
                new Vector<>(List.of(item)),
                new Stack<>(),
                Arrays.asList(item, item),
                new ArrayDeque<>(List.of(item, item)),
                new ConcurrentLinkedQueue<>(List.of(item)),
                new ConcurrentLinkedDeque<>(List.of(item)),
                bounded,
                new LinkedBlockingDeque<>(List.of(item)),
                new CopyOnWriteArrayList<>(List.of(item, item)),
                new CopyOnWriteArrayList<>(Arrays.asList(item, null)),
                new CopyOnWriteArraySet<>(List.of(item)),
                new HashSet<>(List.of(item, new Numbered(3))),
                new HashSet<>(List.of(1, 2, 3)),
                new LinkedHashSet<>(List.of(new Numbered(9), new Numbered(3))),
                new TreeSet<>(List.of(new Numbered(9), new Numbered(3))),
                new TreeSet<>(List.of("a", "b")),
                new ConcurrentSkipListSet<>(List.of(new Numbered(9), new Numbered(3))),
                ConcurrentHashMap.newKeySet(),
                setOfMap,
                new PriorityQueue<>(List.of(new Numbered(9), new Numbered(3), new Numbered(7))),
                new PriorityBlockingQueue<>(3, Comparator.<Numbered>reverseOrder()),
                leaves,
                new HashMap<>(Map.of(new Numbered(1), item, new Numbered(2), item)),
                new HashMap<>(Map.of(List.of(1), item)),
                new Hashtable<>(leaves),
                new LinkedHashMap<>(Map.of(new Numbered(1), item)),
                accessed,
                sorted,
                new ConcurrentHashMap<>(leaves),
                new ConcurrentSkipListMap<>(leaves),
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, item)),
                EnumSet.of(DayOfWeek.FRIDAY),
                Collections.unmodifiableList(new ArrayList<>(List.of(item))),
                Collections.unmodifiableMap(leaves),
                Collections.synchronizedMap(leaves),
                Collections.synchronizedList(new LinkedList<>(List.of(item))),
                Collections.unmodifiableNavigableMap(sorted),
                Collections.singletonList(item),
                Collections.singletonMap("k", item),
                Collections.nCopies(3, item),
                List.of(item, item),
                List.of(item, item, item),
                Stream.of(item, null, item).toList(),
                Map.of("a", item, "b", item),
                Map.of("a", item),
                new SimpleEntry<>("k", item),
                Map.entry("k", item),
                Optional.of(item),
                new AtomicReference<>(item),
                new AtomicInteger(3),
                new AtomicLong(4),
                new AtomicBoolean(true),
                new LongAdder(),
                new StringBuilder("text"),
                new StringBuffer("text"),
                new Date(5),
                new java.sql.Timestamp(6),
                new GregorianCalendar(2020, 1, 2),
                BitSet.valueOf(new long[] {5}),
                new byte[] {1, 2},
                new int[][] {{1}, {2, 3}},
                new Item[] {item, item},
                new Line("a", item),
                new Page(new ArrayList<>(List.of(item)), 2),
                new Object[] {new Line("a", item), List.of(new Line("a", item))});
    }

    @ParameterizedTest
    @MethodSource("mutable")
    @DisplayName(
            "SPEC 5.5: a copy has the class, the content and the sharing of its original, and nothing in common that can change")
    void copyHasNothingInCommonThatCanChange(Object value) {
        assertThat(Twins.copy(value)).isNotSameAs(value);
    }

    @Test
    @DisplayName("SPEC 5.5: what a container is besides its elements is in the copy, too")
    void traitsAreKept() {
        LinkedHashMap<String, Date> accessed = new LinkedHashMap<>(16, 0.75f, true);
        accessed.put("a", new Date(1));
        accessed.put("b", new Date(2));
        LinkedHashMap<String, Date> copy = Twins.copy(accessed);
        copy.get("a");
        assertThat(copy.keySet()).containsExactly("b", "a");

        TreeMap<String, Date> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.put("a", new Date(1));
        assertThat(Twins.copy(sorted)).containsKey("A");

        LinkedBlockingQueue<Date> bounded = new LinkedBlockingQueue<>(2);
        bounded.add(new Date(1));
        assertThat(Twins.copy(bounded).remainingCapacity()).isEqualTo(1);

        assertThat(Twins.copy(List.of(new Date(1))).getClass())
                .isSameAs(List.of(new Date(1)).getClass());
        assertThatThrownBy(() -> Twins.copy(List.of(new Date(1), new Date(2), new Date(3)))
                        .contains(null))
                .isInstanceOf(NullPointerException.class);
        assertThat(Twins.copy(Stream.of(new Date(1)).toList()).contains(null)).isFalse();
    }

    @Test
    @DisplayName("SPEC 5.5: what is proven immutable is shared: nothing of a wholly immutable result is copied")
    void immutablePartsAreShared() {
        record Price(String currency, long amount) {}
        List<Price> all = List.of(new Price("EUR", 1));
        assertThat(Twins.forms(ReturnMode.COPY).of(all).value()).isSameAs(all);
        assertThat(Twins.forms(ReturnMode.COPY).of(all).isPrivate()).isFalse();
        Price price = new Price("EUR", 2);
        assertThat(Twins.copy(new ArrayList<>(List.of(price))).get(0)).isSameAs(price);
    }

    @Test
    @DisplayName("SPEC 5.5: circles survive, through fields, lists, hash keys and records")
    void circlesSurvive() {
        Numbered one = new Numbered(1);
        Numbered two = new Numbered(2);
        one.others.add(two);
        two.others.add(one);
        one.others.add(new Line("back", one));
        List<Object> list = new ArrayList<>(List.of(one, two));
        list.add(list.get(0));
        Numbered copy = Twins.copy(one);
        Numbered other = (Numbered) copy.others.stream()
                .filter(Numbered.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(other.others.iterator().next()).isSameAs(copy);
        assertThat(copy.others).contains(other, new Line("back", copy));
        List<Object> copies = Twins.copy(list);
        assertThat(copies.get(2)).isSameAs(copies.get(0));
    }

    /** All final, in a circle of its own. */
    static final class Whole {
        final Part part = new Part(this);
        final List<Date> dates = new ArrayList<>(List.of(new Date(1)));
    }

    static final class Part {
        final Whole whole;

        Part(Whole whole) {
            this.whole = whole;
        }
    }

    @Test
    @DisplayName("SPEC 5.5: final fields are copied, in a circle too")
    void finalFieldsAreCopied() {
        Whole copy = Twins.copy(new Whole());
        assertThat(copy.part.whole).isSameAs(copy);
        copy.dates.add(new Date(2));
    }

    /** A link of a long chain. */
    static final class Link {
        @Nullable
        Link next;

        final Date date = new Date(0);
    }

    record Cons(StringBuilder head, @Nullable Cons tail) {}

    @Test
    @DisplayName("SPEC 5.5, 4.4: depth costs no stack: a chain of 300,000 objects or records is copied")
    void deepChainsAreCopied() {
        Link first = new Link();
        Link last = first;
        Cons cons = null;
        for (int i = 0; i < 300_000; i++) {
            last.next = new Link();
            last = last.next;
            cons = new Cons(new StringBuilder("x"), cons);
        }
        ResultForms forms = Twins.forms(ReturnMode.COPY);
        Link copy = (Link) Objects.requireNonNull(forms.copyOf(first));
        int length = 0;
        for (Link at = copy; at != null; at = at.next) {
            length++;
        }
        assertThat(length).isEqualTo(300_001);
        Cons copied = (Cons) Objects.requireNonNull(forms.copyOf(Objects.requireNonNull(cons)));
        int depth = 0;
        for (Cons at = copied; at != null; at = at.tail) {
            depth++;
        }
        assertThat(depth).isEqualTo(300_000);
    }

    @Test
    @DisplayName("SPEC 5.5: copies of 4,000 graphs of chance share nothing with their originals that can change")
    void graphsOfChance() {
        long seed = Long.getLong("memo.seed", System.nanoTime());
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            long graph = random.nextLong();
            Object value = RandomGraphs.graph(graph, random.nextInt());
            try {
                Twins.copy(Arrays.asList(value, value));
            } catch (UnhashableTypeException e) {
                // A set of List.of's kind cannot be filled when its elements are complete.
                assertThat(e).as("seed %d, graph %d", seed, graph).hasMessageContaining("hash codes");
                refused++;
            } catch (AssertionError e) {
                throw new AssertionError("seed %d, graph %d".formatted(seed, graph), e);
            }
        }
        assertThat(refused).isLessThan(400);
    }

    /** Copies along what it is told to leave alone, and what it keeps for later. */
    static final class Kept {
        @MemoIgnore
        final Thread thread = Thread.currentThread();

        transient List<String> cache = new ArrayList<>(List.of("once"));
        int number;
    }

    @Test
    @DisplayName("SPEC 5.5, 2: a field that is ignored is shared, a transient one is copied")
    void ignoredFieldsAreSharedAndTransientOnesCopied() {
        Kept kept = new Kept();
        ResultForms forms = Twins.forms(ReturnMode.COPY);
        Kept copy = (Kept) Objects.requireNonNull(forms.copyOf(kept));
        assertThat(copy.thread).isSameAs(kept.thread);
        assertThat(copy.cache).isEqualTo(kept.cache).isNotSameAs(kept.cache);
    }

    @Test
    @DisplayName("SPEC 5.5: a copy of a hash table reads in the order of its source, whatever the size of its table")
    void copiesOfHashTablesKeepTheirOrder() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            Map<Object, Object> map = new HashMap<>(1 << random.nextInt(8));
            Map<Object, Object> concurrent = new ConcurrentHashMap<>(1 << random.nextInt(8));
            Set<Object> set = new HashSet<>(1 << random.nextInt(8));
            Set<Object> concurrentSet = ConcurrentHashMap.newKeySet(1 << random.nextInt(8));
            for (int j = random.nextInt(40); j > 0; j--) {
                int key = random.nextInt(200);
                map.put(key, new ArrayList<>());
                concurrent.put(key, new ArrayList<>());
                set.add(key);
                concurrentSet.add(key);
            }
            assertThat(Twins.copy(map).keySet()).containsExactlyElementsOf(map.keySet());
            assertThat(Twins.copy(concurrent).keySet()).containsExactlyElementsOf(concurrent.keySet());
            assertThat(Twins.copy(set)).containsExactlyElementsOf(set);
            assertThat(Twins.copy(concurrentSet)).containsExactlyElementsOf(concurrentSet);
        }
    }

    @Test
    @DisplayName(
            "SPEC 5.5: an entry of a map is copied as a pair: to set it changes neither the map nor the stored pair")
    void entriesOfMapsAreCopied() {
        for (Map<String, List<Integer>> map : List.of(
                new HashMap<>(Map.of("a", List.of(1))),
                new LinkedHashMap<>(Map.of("a", List.of(1))),
                new TreeMap<>(Map.of("a", List.of(1))),
                new ConcurrentHashMap<>(Map.of("a", List.of(1))))) {
            Map.Entry<String, List<Integer>> entry = map.entrySet().iterator().next();
            ResultForms forms = Twins.forms(ReturnMode.COPY);
            StoredForm stored = forms.of(entry);
            @SuppressWarnings("unchecked")
            Map.Entry<String, List<Integer>> copy =
                    (Map.Entry<String, List<Integer>>) Objects.requireNonNull(forms.copyOf(stored.value()));
            assertThat(copy).isEqualTo(entry);
            copy.setValue(List.of());
            assertThat(stored.value()).isEqualTo(Map.entry("a", List.of(1)));
            assertThat(map).containsEntry("a", List.of(1));
        }
    }

    @Test
    @DisplayName("SPEC 5.5: an enum constant and a time are shared, with whatever they hold")
    void constantsAreShared() {
        List<Object> list = new ArrayList<>(List.of(DayOfWeek.MONDAY, Instant.EPOCH, "text", 1L));
        List<Object> copy = Twins.copy(list);
        for (int i = 0; i < list.size(); i++) {
            assertThat(copy.get(i)).isSameAs(list.get(i));
        }
    }

    @Test
    @DisplayName("SPEC 5.5: a copy of properties is none of what they fall back to, and shows nothing of it later")
    void propertiesFallBackToNothing() {
        Properties defaults = new Properties();
        Properties source = new Properties(defaults);
        source.setProperty("own", "1");
        Properties copy = Twins.copy(source);
        assertThat(copy).isEqualTo(source).isNotSameAs(source);
        defaults.setProperty("later", "2");
        assertThat(copy.getProperty("later")).isNull();

        assertThatThrownBy(() -> Twins.forms(ReturnMode.COPY).of(source))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("it has defaults, which may change");
        source.put("later", 3);
        assertThatThrownBy(() -> Twins.forms(ReturnMode.COPY).of(source)).isInstanceOf(UnhashableTypeException.class);
    }

    @Test
    @DisplayName("SPEC 5.5: statistics and parts are copied, and tell the same")
    void statisticsAndParts() {
        DoubleSummaryStatistics doubles =
                Stream.of(0.1, 0.2, 1e16, -0.3).collect(Collectors.summarizingDouble(each -> each));
        assertThat(Twins.forms(ReturnMode.COPY).of(doubles).value())
                .hasToString(doubles.toString())
                .isNotSameAs(doubles);
        Map<Boolean, List<Item>> parts = Stream.of(new Item(1, "one"), new Item(2, "two"))
                .collect(Collectors.partitioningBy(item -> item.id == 1));
        ResultForms forms = Twins.forms(ReturnMode.COPY);
        Map<?, ?> copy =
                (Map<?, ?>) Objects.requireNonNull(forms.copyOf(forms.of(parts).value()));
        assertThat(copy.keySet().toArray()).containsExactly(false, true);
        assertThat(((List<?>) Objects.requireNonNull(copy.get(true))).get(0))
                .isInstanceOf(Item.class)
                .isNotSameAs(parts.get(true).get(0));
    }
}
