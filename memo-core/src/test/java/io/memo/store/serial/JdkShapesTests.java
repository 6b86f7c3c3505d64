package io.memo.store.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.hash.StructuralHasher;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list of the JDK's classes is complete on the Java that runs the tests: each shape is written, allowed again when it
 * is read, and equal.
 */
@DisplayName("7.4 values and collections of the JDK come back as they were")
class JdkShapesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    private enum Large {
        A,
        B;
    }

    private static final Map<Codecs.Kind, ResultCodec> CODECS = Arrays.stream(Codecs.Kind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> kind.forResults(Object.class)));

    /** What Fory would hand to methods of the class itself, or to three copies of what it wraps. */
    private static final Set<Class<?>> NOT_BY_FORY = Set.of(
            ConcurrentLinkedQueue.class,
            ConcurrentLinkedDeque.class,
            Hashtable.class,
            Properties.class,
            Collections.unmodifiableNavigableSet(new TreeSet<>()).getClass(),
            Collections.unmodifiableNavigableMap(new TreeMap<>()).getClass());

    static Stream<Object> values() {
        return Stream.of(
                        Stream.of(
                                true,
                                (byte) 1,
                                (short) 2,
                                'c',
                                3,
                                4L,
                                5f,
                                6d,
                                -0.0,
                                Double.NaN,
                                "text",
                                "\ud800 alone",
                                "x".repeat(70_000),
                                new StringBuilder("s"),
                                new BigInteger("1".repeat(90)),
                                new BigDecimal("1.500"),
                                MathContext.DECIMAL64,
                                TimeUnit.DAYS,
                                DayOfWeek.MONDAY,
                                ChronoUnit.DAYS,
                                Duration.ofNanos(7),
                                Instant.MAX,
                                LocalDate.MIN,
                                LocalTime.NOON,
                                LocalDateTime.MAX,
                                MonthDay.of(2, 29),
                                Period.ofDays(3),
                                Year.of(4),
                                YearMonth.of(5, 6),
                                ZoneOffset.ofHours(2),
                                ZoneId.of("Europe/Rome"),
                                ZonedDateTime.of(LocalDateTime.MIN, ZoneId.of("Asia/Tokyo")),
                                OffsetDateTime.MIN,
                                OffsetTime.MAX,
                                new Date(8),
                                new java.sql.Date(9),
                                new java.sql.Time(10),
                                timestamp(),
                                new GregorianCalendar(TimeZone.getTimeZone("Europe/Rome"), Locale.ITALY),
                                TimeZone.getTimeZone("GMT+3"),
                                URI.create("app:/x"),
                                UUID.randomUUID(),
                                Locale.ITALY,
                                Currency.getInstance("EUR"),
                                BitSet.valueOf(new long[] {11, 12}),
                                Pattern.compile("a+", Pattern.CASE_INSENSITIVE),
                                new AtomicInteger(13),
                                new AtomicLong(14),
                                new AtomicBoolean(true),
                                new AtomicReference<>(List.of("held"))),
                        Stream.of(
                                Optional.empty(),
                                Optional.of("o"),
                                Optional.of(Optional.of(List.of(1))),
                                OptionalInt.of(15),
                                OptionalInt.empty(),
                                OptionalLong.of(16),
                                OptionalDouble.of(-0.0),
                                OptionalDouble.empty(),
                                Map.entry("k", 17),
                                new AbstractMap.SimpleEntry<>("k", null),
                                new AbstractMap.SimpleImmutableEntry<>(null, 18)),
                        Stream.of(
                                new int[0],
                                new int[] {19},
                                new long[][] {{20}, {}},
                                new double[] {-0.0, Double.NaN},
                                new boolean[] {true},
                                new char[] {'c'},
                                new float[] {1},
                                new short[] {1},
                                new byte[] {1},
                                new String[] {"a", null},
                                new Object[] {1, "b"},
                                new DayOfWeek[] {DayOfWeek.SUNDAY},
                                new List<?>[] {List.of()},
                                new LocalDate[][] {{LocalDate.EPOCH}}),
                        lists(),
                        sets(),
                        maps())
                .flatMap(each -> each);
    }

    private static Timestamp timestamp() {
        Timestamp timestamp = new Timestamp(21);
        timestamp.setNanos(123_456_789);
        return timestamp;
    }

    private static Stream<Object> lists() {
        List<Object> plain = new ArrayList<>(Arrays.asList("a", null, 2));
        return Stream.of(
                plain,
                new LinkedList<>(plain),
                new Vector<>(plain),
                new Stack<>(),
                new CopyOnWriteArrayList<>(plain),
                Arrays.asList("a", null),
                List.of(),
                List.of(1),
                List.of(1, 2),
                List.of(1, 2, 3),
                Stream.of("a", null).toList(),
                Stream.of("a").collect(Collectors.toUnmodifiableList()),
                Collections.emptyList(),
                Collections.singletonList(null),
                Collections.unmodifiableList(plain),
                Collections.unmodifiableList(new LinkedList<>(plain)),
                Collections.unmodifiableCollection(plain),
                Collections.synchronizedList(new ArrayList<>(plain)),
                plain.subList(1, 3),
                List.of(1, 2, 3, 4).subList(1, 3),
                Stream.of("a", null, "c").toList().subList(0, 2),
                Arrays.asList(1, 2, 3).subList(1, 2),
                new LinkedList<>(plain).subList(0, 1),
                Collections.unmodifiableList(plain.subList(0, 2)),
                new ArrayDeque<>(List.of(1, 2)),
                new ConcurrentLinkedQueue<>(List.of(1)),
                new ConcurrentLinkedDeque<>(List.of(1)),
                new PriorityQueue<>(List.of(3, 1, 2)),
                IntStream.range(0, 2_000).boxed().toList());
    }

    private static Stream<Object> sets() {
        Set<Object> plain = new HashSet<>(Arrays.asList("a", null, 2));
        return Stream.of(
                plain,
                new LinkedHashSet<>(plain),
                new TreeSet<>(Set.of(3, 1)),
                new TreeSet<>(Comparator.<Integer>reverseOrder()),
                reversed(),
                Set.of(),
                Set.of(1),
                Set.of(1, 2),
                Set.of(1, 2, 3),
                Collections.emptySet(),
                Collections.singleton(1),
                Collections.unmodifiableSet(plain),
                Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(1))),
                Collections.unmodifiableNavigableSet(new TreeSet<>(Set.of(1))),
                Collections.emptyNavigableSet(),
                Collections.synchronizedSet(new HashSet<>(plain)),
                ConcurrentHashMap.newKeySet(),
                Collections.newSetFromMap(new ConcurrentHashMap<>()),
                new CopyOnWriteArraySet<>(plain),
                new ConcurrentSkipListSet<>(Set.of(2, 1)),
                EnumSet.of(DayOfWeek.FRIDAY),
                EnumSet.noneOf(DayOfWeek.class),
                EnumSet.allOf(Large.class));
    }

    private static Set<String> reversed() {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER.reversed());
        set.addAll(List.of("a", "B"));
        return set;
    }

    private static Stream<Object> maps() {
        Map<Object, Object> plain = new HashMap<>();
        plain.put("a", null);
        plain.put(null, List.of(1));
        Properties properties = new Properties();
        properties.setProperty("k", "v");
        return Stream.of(
                plain,
                new LinkedHashMap<>(plain),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new TreeMap<String, Integer>(Comparator.naturalOrder()),
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2),
                Collections.emptyMap(),
                Collections.singletonMap("k", null),
                Collections.unmodifiableMap(plain),
                Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))),
                Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(1, 2))),
                Collections.emptyNavigableMap(),
                Collections.synchronizedMap(new HashMap<>(plain)),
                new ConcurrentHashMap<>(Map.of("k", 1)),
                new ConcurrentSkipListMap<>(Map.of(2, 3)),
                new Hashtable<>(Map.of("k", 1)),
                properties,
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, "m")));
    }

    static Stream<Arguments> valuesOfEach() {
        // An array would be taken for several arguments.
        return Arrays.stream(Codecs.Kind.values()).flatMap(kind -> values().map(value -> Arguments.of(kind, value)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("valuesOfEach")
    void isReadAsItWasWritten(Codecs.Kind kind, Object value) throws Exception {
        ResultCodec codec = codec(kind);
        if (kind == Codecs.Kind.FORY && NOT_BY_FORY.contains(value.getClass())) {
            assertThatThrownBy(() -> codec.encode(value))
                    .isInstanceOf(NotStorableException.class)
                    .hasMessageContaining(
                            "Fory does not store " + value.getClass().getName());
        } else if (kind == Codecs.Kind.FORY
                && value instanceof List<?> list
                && list.getClass().getName().startsWith("java.util.ImmutableCollections")
                && list.stream().anyMatch(Objects::isNull)) {
            // Fory writes what it cannot read; the writer of entries reads first.
            byte[] written = codec.encode(value);
            assertThatThrownBy(() -> codec.decode(written)).isInstanceOf(UnreadableEntryException.class);
        } else {
            Object copy = codec.decode(codec.encode(value));
            assertThat(HASHER.digest(copy)).isEqualTo(HASHER.digest(value));
        }
    }

    private static ResultCodec codec(Codecs.Kind kind) {
        return Objects.requireNonNull(CODECS.get(kind));
    }

    @Test
    void cyclesAndSharedPartsStaySo() throws Exception {
        ResultCodec codec = codec(Codecs.Kind.JAVA);
        List<Object> cycle = new ArrayList<>();
        List<Object> shared = new ArrayList<>(List.of("shared"));
        cycle.addAll(List.of(shared, shared));
        cycle.add(cycle);
        List<?> copy = (List<?>) codec.decode(codec.encode(cycle));
        assertThat(copy.get(2)).isSameAs(copy);
        assertThat(copy.get(0)).isEqualTo(shared).isSameAs(copy.get(1));
    }
}
