package io.memo.store.trust;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JDK's classes that results may hold: values and collections that come back equal, run no code of others while they
 * are read but {@code hashCode}, {@code equals} and comparators, and open, look up or resolve nothing. Left out on purpose:
 * {@code java.net.URL} (its hash code asks the DNS), exceptions, lambdas, proxies, whatever has a thread or a file in it.
 * Some are what others are written as or come back as; the JDK does not document those, so tests keep them complete.
 */
public final class JdkTypes {

    private static final Set<String> NAMES = names();

    private JdkTypes() {}

    /** Returns whether results may hold objects of the class with this binary name. */
    public static boolean contains(String binaryName) {
        return NAMES.contains(binaryName);
    }

    /** Returns whether the class belongs to the JDK, so that nothing but {@link #contains} may allow it. */
    public static boolean owns(String binaryName) {
        return Stream.of("java.", "jdk.", "sun.", "com.sun.").anyMatch(binaryName::startsWith);
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        add(
                names,
                "java.lang.",
                List.of(
                        "Object",
                        "Number",
                        "Enum",
                        "Boolean",
                        "Byte",
                        "Short",
                        "Character",
                        "Integer",
                        "Long",
                        "Float",
                        "Double",
                        "String",
                        "StringBuilder",
                        "String$CaseInsensitiveComparator"));
        // What arrays are made of, such as those behind Kotlin's sorted() and Arrays.asList("a", 1).
        add(
                names,
                "java.",
                List.of(
                        "io.Serializable",
                        "lang.CharSequence",
                        "lang.Comparable",
                        "lang.Iterable",
                        "time.chrono.ChronoLocalDate",
                        "time.chrono.ChronoLocalDateTime",
                        "time.chrono.ChronoZonedDateTime",
                        "time.temporal.Temporal",
                        "time.temporal.TemporalAccessor",
                        "time.temporal.TemporalAmount",
                        "util.Deque",
                        "util.NavigableMap",
                        "util.NavigableSet",
                        "util.Queue",
                        "util.SequencedCollection",
                        "util.SequencedMap",
                        "util.SequencedSet",
                        "util.SortedMap",
                        "util.SortedSet"));
        add(names, "java.math.", List.of("BigInteger", "BigDecimal", "MathContext", "RoundingMode"));
        add(
                names,
                "java.time.",
                List.of(
                        "Ser",
                        "DayOfWeek",
                        "Month",
                        "Duration",
                        "Instant",
                        "LocalDate",
                        "LocalTime",
                        "LocalDateTime",
                        "MonthDay",
                        "OffsetDateTime",
                        "OffsetTime",
                        "Period",
                        "Year",
                        "YearMonth",
                        "ZonedDateTime",
                        "ZoneId",
                        "ZoneOffset",
                        "ZoneRegion",
                        "temporal.ChronoUnit",
                        "temporal.ChronoField"));
        add(names, "java.sql.", List.of("Date", "Time", "Timestamp"));
        add(names, "java.net.", List.of("URI"));
        add(
                names,
                "java.util.",
                List.of(
                        "UUID",
                        "Locale",
                        "Currency",
                        "BitSet",
                        "Date",
                        "Calendar",
                        "GregorianCalendar",
                        "TimeZone",
                        "SimpleTimeZone",
                        "regex.Pattern",
                        "concurrent.TimeUnit",
                        "OptionalInt",
                        "OptionalLong",
                        "OptionalDouble",
                        "Optional",
                        "KeyValueHolder"));
        add(
                names,
                "java.util.",
                List.of(
                        "AbstractCollection",
                        "AbstractList",
                        "AbstractMap",
                        "AbstractMap$SimpleEntry",
                        "AbstractMap$SimpleImmutableEntry",
                        "ArrayDeque",
                        "ArrayList",
                        "Arrays$ArrayList",
                        "CollSer",
                        "Collection",
                        "EnumMap",
                        "EnumSet",
                        "EnumSet$SerializationProxy",
                        "HashMap",
                        "HashSet",
                        "Hashtable",
                        "ImmutableCollections$List12",
                        "ImmutableCollections$ListN",
                        "ImmutableCollections$Map1",
                        "ImmutableCollections$MapN",
                        "ImmutableCollections$Set12",
                        "ImmutableCollections$SetN",
                        "JumboEnumSet",
                        "LinkedHashMap",
                        "LinkedHashSet",
                        "LinkedList",
                        "List",
                        "Map",
                        "PriorityQueue",
                        "Properties",
                        "RegularEnumSet",
                        "Set",
                        "Stack",
                        "TreeMap",
                        "TreeSet",
                        "Vector",
                        "Map$Entry",
                        "Comparators$NaturalOrderComparator"));
        add(
                names,
                "java.util.Collections$",
                List.of(
                        "EmptyList",
                        "EmptyMap",
                        "EmptySet",
                        "ReverseComparator",
                        "ReverseComparator2",
                        "SetFromMap",
                        "SingletonList",
                        "SingletonMap",
                        "SingletonSet",
                        "SynchronizedCollection",
                        "SynchronizedList",
                        "SynchronizedMap",
                        "SynchronizedNavigableMap",
                        "SynchronizedNavigableSet",
                        "SynchronizedRandomAccessList",
                        "SynchronizedSet",
                        "SynchronizedSortedMap",
                        "SynchronizedSortedSet",
                        "UnmodifiableCollection",
                        "UnmodifiableList",
                        "UnmodifiableMap",
                        "UnmodifiableMap$UnmodifiableEntrySet",
                        "UnmodifiableNavigableMap",
                        "UnmodifiableNavigableMap$EmptyNavigableMap",
                        "UnmodifiableNavigableSet",
                        "UnmodifiableNavigableSet$EmptyNavigableSet",
                        "UnmodifiableRandomAccessList",
                        "UnmodifiableSequencedCollection",
                        "UnmodifiableSequencedMap",
                        "UnmodifiableSequencedSet",
                        "UnmodifiableSet",
                        "UnmodifiableSortedMap",
                        "UnmodifiableSortedSet"));
        add(
                names,
                "java.util.concurrent.",
                List.of(
                        "ConcurrentHashMap",
                        "ConcurrentHashMap$CollectionView",
                        "ConcurrentHashMap$KeySetView",
                        "ConcurrentHashMap$Segment",
                        "ConcurrentLinkedDeque",
                        "ConcurrentLinkedQueue",
                        "ConcurrentSkipListMap",
                        "ConcurrentSkipListSet",
                        "CopyOnWriteArrayList",
                        "CopyOnWriteArraySet",
                        "atomic.AtomicBoolean",
                        "atomic.AtomicInteger",
                        "atomic.AtomicIntegerArray",
                        "atomic.AtomicLong",
                        "atomic.AtomicLongArray",
                        "atomic.AtomicReference",
                        "locks.AbstractOwnableSynchronizer",
                        "locks.AbstractQueuedSynchronizer",
                        "locks.ReentrantLock",
                        "locks.ReentrantLock$NonfairSync",
                        "locks.ReentrantLock$Sync"));
        add(names, "sun.util.calendar.", List.of("ZoneInfo"));
        return Set.copyOf(names);
    }

    private static void add(Set<String> names, String beginning, List<String> rest) {
        rest.forEach(name -> names.add(beginning + name));
    }
}
