package io.memo.libraries;

import static io.memo.libraries.Sample.changing;
import static io.memo.libraries.Sample.fixed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.ValueRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of the JDK that {@link ChangesPropertyTests} tries. */
final class JdkSamples {

    private JdkSamples() {}

    static Stream<Sample> all() {
        return Stream.of(ordered(), unordered(), wrappers(), others(), numbers(), times(), values())
                .flatMap(List::stream);
    }

    private static List<Sample> ordered() {
        return List.of(
                changing("ArrayList", r -> new ArrayList<>()),
                changing("LinkedList", r -> new LinkedList<>()),
                changing("Vector", r -> new Vector<>()).without("capacity", "setSize"),
                changing("Stack", r -> new Stack<>()).without("capacity", "setSize"),
                changing("CopyOnWriteArrayList", r -> new CopyOnWriteArrayList<>()),
                changing("CopyOnWriteArraySet", r -> new CopyOnWriteArraySet<>()),
                changing("ArrayDeque", r -> new ArrayDeque<>()),
                changing("ConcurrentLinkedDeque", r -> new ConcurrentLinkedDeque<>()),
                changing("ConcurrentLinkedQueue", r -> new ConcurrentLinkedQueue<>()),
                changing("LinkedBlockingDeque", r -> new LinkedBlockingDeque<>(8))
                        .without("put", "putFirst", "putLast"),
                changing("LinkedBlockingQueue", r -> new LinkedBlockingQueue<>(8))
                        .without("put"),
                changing("ArrayBlockingQueue", r -> new ArrayBlockingQueue<>(8)).without("put"),
                changing("LinkedTransferQueue", r -> new LinkedTransferQueue<>()),
                changing("LinkedHashSet", r -> new LinkedHashSet<>()),
                changing("LinkedHashMap", r -> new LinkedHashMap<>()),
                changing("TreeSet", r -> new TreeSet<>()),
                changing("TreeMap", r -> new TreeMap<>()),
                changing("caseless TreeMap", r -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)),
                changing("descending TreeMap", r -> new TreeMap<>().descendingMap()),
                changing("ConcurrentSkipListMap", r -> new ConcurrentSkipListMap<>()),
                changing("ConcurrentSkipListSet", r -> new ConcurrentSkipListSet<>()),
                changing("EnumMap", r -> new EnumMap<>(TimeUnit.class))
                        .of(TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.SECONDS));
    }

    private static List<Sample> unordered() {
        return List.of(
                changing("HashMap", r -> new HashMap<>()).unordered(),
                changing("HashSet", r -> new HashSet<>()).unordered(),
                changing("Hashtable", r -> new Hashtable<>()).unordered(),
                changing("ConcurrentHashMap", r -> new ConcurrentHashMap<>())
                        .unordered()
                        .without("mappingCount"),
                changing("newKeySet", r -> ConcurrentHashMap.newKeySet())
                        .unordered()
                        .without("getMap"),
                changing("newSetFromMap", r -> Collections.newSetFromMap(new HashMap<>()))
                        .unordered(),
                changing("Properties", r -> new Properties(defaults(r))).unordered(),
                changing("EnumSet", r -> EnumSet.noneOf(TimeUnit.class))
                        .unordered()
                        .of(TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.SECONDS),
                changing("PriorityQueue", r -> new PriorityQueue<>()).without("toArray"),
                changing("PriorityBlockingQueue", r -> new PriorityBlockingQueue<>())
                        .without("toArray"));
    }

    private static Properties defaults(Random random) {
        Properties defaults = new Properties();
        defaults.setProperty("a", "" + random.nextInt(3));
        return defaults;
    }

    private static List<Sample> wrappers() {
        return List.of(
                changing("synchronizedMap", r -> Collections.synchronizedMap(new TreeMap<>())),
                changing("synchronizedSortedMap", r -> Collections.synchronizedSortedMap(new TreeMap<>())),
                changing("synchronizedSet", r -> Collections.synchronizedSet(new LinkedHashSet<>())),
                changing("synchronizedList", r -> Collections.synchronizedList(new ArrayList<>())),
                changing("checkedMap", r -> Collections.checkedMap(new HashMap<>(), Object.class, Object.class))
                        .unordered(),
                changing("checkedSet", r -> Collections.checkedSet(new TreeSet<>(), Object.class)),
                changing("checkedList", r -> Collections.checkedList(new ArrayList<>(), Object.class)),
                changing("checkedQueue", r -> Collections.checkedQueue(new ArrayDeque<>(), Object.class)),
                changing("asLifoQueue", r -> Collections.asLifoQueue(new ArrayDeque<>())),
                fixed("unmodifiableMap", r -> Collections.unmodifiableMap(filled(new TreeMap<>(), r))),
                fixed(
                        "unmodifiable caseless map",
                        r -> Collections.unmodifiableMap(filled(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), r))),
                fixed("unmodifiableSet", r -> Collections.unmodifiableSet(filled(new LinkedHashSet<>(), r))),
                fixed("unmodifiableCollection", r -> Collections.unmodifiableCollection(filled(new ArrayDeque<>(), r))),
                fixed("unmodifiableSortedSet", r -> Collections.unmodifiableSortedSet(filled(new TreeSet<>(), r))),
                fixed("keySet", r -> filled(new TreeMap<>(), r).keySet()),
                fixed("values", r -> filled(new TreeMap<>(), r).values()),
                fixed("entrySet", r -> filled(new TreeMap<>(), r).entrySet()),
                fixed("headMap", r -> filled(new TreeMap<>(), r).headMap("c")),
                fixed("List.of", r -> List.copyOf(filled(new ArrayList<>(), r))),
                fixed("Set.of", r -> Set.copyOf(filled(new ArrayList<>(), r))).unordered(),
                fixed("Map.of", r -> Map.copyOf(filled(new HashMap<>(), r))).unordered(),
                fixed("nCopies", r -> Collections.nCopies(r.nextInt(4), text(r))),
                fixed("Arrays.asList", r -> java.util.Arrays.asList(text(r), text(r))));
    }

    static String text(Random random) {
        return "" + (char) ((random.nextBoolean() ? 'a' : 'A') + random.nextInt(4));
    }

    static <M extends Map<String, Object>> M filled(M map, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(random), random.nextInt(3));
        }
        return map;
    }

    static <C extends Collection<String>> C filled(C collection, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            collection.add(text(random));
        }
        return collection;
    }

    private static List<Sample> others() {
        return List.of(
                changing("StringBuilder", r -> new StringBuilder()).without("capacity"),
                changing("StringBuffer", r -> new StringBuffer()).without("capacity"),
                changing("BitSet", r -> new BitSet()).without("size"),
                changing("Date", r -> new Date(0)),
                changing("java.sql.Timestamp", r -> new java.sql.Timestamp(0)),
                changing("SimpleTimeZone", r -> new SimpleTimeZone(0, "a")),
                changing("AtomicInteger", r -> new AtomicInteger()),
                changing("AtomicLong", r -> new AtomicLong()),
                changing("AtomicBoolean", r -> new AtomicBoolean()),
                changing("AtomicReference", r -> new AtomicReference<>()),
                changing("LongAdder", r -> new LongAdder()),
                changing("DecimalFormat", r -> new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                        .without("setMaximumIntegerDigits", "setDecimalFormatSymbols"),
                changing("DecimalFormatSymbols", r -> DecimalFormatSymbols.getInstance(Locale.ROOT)),
                changing("ParsePosition", r -> new ParsePosition(0)),
                fixed("AtomicMarkableReference", r -> new AtomicMarkableReference<>(text(r), r.nextBoolean())),
                fixed("AtomicStampedReference", r -> new AtomicStampedReference<>(text(r), r.nextInt(3))),
                fixed(
                        "ChoiceFormat",
                        r -> new ChoiceFormat(new double[] {0, 1 + r.nextInt(3)}, new String[] {"a", text(r)})));
    }

    private static List<Sample> numbers() {
        return List.of(
                fixed("Integer", r -> r.nextInt(9)),
                fixed("Long", r -> r.nextLong()),
                fixed("Double", r -> r.nextGaussian()),
                fixed("Float", r -> r.nextFloat()),
                fixed("Short", r -> (short) r.nextInt(9)),
                fixed("Byte", r -> (byte) r.nextInt(9)),
                fixed("Character", r -> (char) r.nextInt(300)),
                fixed("Boolean", Random::nextBoolean),
                fixed("String", JdkSamples::text),
                fixed("BigInteger", r -> new BigInteger(80, r)),
                fixed("BigDecimal", r -> BigDecimal.valueOf(r.nextInt(9), r.nextInt(3))),
                fixed("MathContext", r -> new MathContext(r.nextInt(9))),
                fixed("OptionalInt", r -> r.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(r.nextInt(3))),
                fixed("OptionalLong", r -> r.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(r.nextInt(3))),
                fixed(
                        "OptionalDouble",
                        r -> r.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(r.nextInt(3))),
                fixed("Optional", r -> r.nextBoolean() ? Optional.empty() : Optional.of(text(r))));
    }

    private static LocalDateTime time(Random random) {
        return LocalDateTime.of(2000, 1, 1, 0, 0)
                .plusSeconds(random.nextInt(100_000_000))
                .plusNanos(random.nextInt(3));
    }

    private static List<Sample> times() {
        return List.of(
                fixed("Instant", r -> Instant.ofEpochSecond(r.nextInt(9), r.nextInt(3))),
                fixed("Duration", r -> Duration.ofSeconds(r.nextInt(9) - 4, r.nextInt(3))),
                fixed("Period", r -> Period.of(r.nextInt(3), r.nextInt(3), r.nextInt(3))),
                fixed("LocalDate", r -> time(r).toLocalDate()),
                fixed("LocalTime", r -> time(r).toLocalTime()),
                fixed("LocalDateTime", JdkSamples::time),
                fixed("Year", r -> Year.of(r.nextInt(3000))),
                fixed("YearMonth", r -> YearMonth.from(time(r))),
                fixed("MonthDay", r -> MonthDay.from(time(r))),
                fixed("OffsetTime", r -> time(r).toLocalTime().atOffset(ZoneOffset.ofHours(r.nextInt(3)))),
                fixed("OffsetDateTime", r -> time(r).atOffset(ZoneOffset.ofHours(r.nextInt(3)))),
                fixed("ZonedDateTime", r -> time(r).atZone(ZoneId.of(r.nextBoolean() ? "Europe/Berlin" : "UTC"))),
                fixed("ZoneOffset", r -> ZoneOffset.ofTotalSeconds(r.nextInt(900))),
                fixed("ThaiBuddhistDate", r -> ThaiBuddhistDate.from(time(r))),
                fixed("JapaneseDate", r -> JapaneseDate.from(time(r))),
                fixed("MinguoDate", r -> MinguoDate.from(time(r))),
                fixed("HijrahDate", r -> HijrahDate.from(time(r))),
                fixed("ValueRange", r -> ValueRange.of(r.nextInt(3), 3 + r.nextInt(3))));
    }

    private static List<Sample> values() {
        return List.of(
                fixed("UUID", r -> new UUID(r.nextInt(3), r.nextInt(3))).without("timestamp", "clockSequence", "node"),
                fixed(
                        "Locale",
                        r -> new Locale.Builder()
                                .setLanguage(r.nextBoolean() ? "de" : "en")
                                .setRegion(r.nextBoolean() ? "AT" : "")
                                .build()),
                fixed("URI", r -> URI.create("http://a.org/" + text(r) + "?" + text(r) + "#" + text(r))),
                fixed("Path", r -> Path.of(text(r), text(r))).without("toRealPath", "getFileSystem"),
                fixed("InetSocketAddress", r -> InetSocketAddress.createUnresolved(text(r), r.nextInt(9))),
                fixed("Pattern", r -> Pattern.compile(text(r), r.nextInt(2) * Pattern.CASE_INSENSITIVE)),
                fixed("Charset", r -> r.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16),
                fixed("Throwable", r -> new IllegalStateException(text(r), new IllegalArgumentException(text(r)))),
                fixed("StackTraceElement", r -> new StackTraceElement(text(r), text(r), text(r), r.nextInt(3))),
                fixed("Map.Entry", r -> Map.entry(text(r), text(r))),
                fixed("array", r -> new int[] {r.nextInt(3), r.nextInt(3)}));
    }
}
