package io.memo.returns.jdk;

import io.memo.hash.read.Wrapped;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
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
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that memo knows how to copy, each by its exact name: a subclass has more to it. {@code clone} keeps what constructors lose:
 * comparators, load factors, access order, the type of an enum map's keys. {@link HashTables} keep the order of hash tables.
 */
public final class JdkCopies {

    private static final Map<Class<?>, Form> KNOWN = new HashMap<>();

    private static final Form LIST = new Shapes.Whole(list -> ((List<?>) list).toArray(), JdkCopies::list);
    private static final Form ONE_LIST = new Shapes.Whole(
            list -> ((List<?>) list).toArray(), (list, copies, pass) -> Collections.singletonList(copies[0]));
    private static final Form COPIES = new Shapes.Whole(
            list -> new @Nullable Object[] {((List<?>) list).isEmpty() ? null : ((List<?>) list).get(0)},
            (list, copies, pass) -> Collections.nCopies(((List<?>) list).size(), copies[0]));
    private static final Form ONE_MAP =
            new Shapes.Whole(Shapes::entries, (map, copies, pass) -> Collections.singletonMap(copies[0], copies[1]));
    private static final Form ONE_SET =
            new Shapes.Whole(set -> ((Set<?>) set).toArray(), (set, copies, pass) -> Collections.singleton(copies[0]));
    private static final Form SET =
            new Shapes.Whole(set -> ((Set<?>) set).toArray(), (set, copies, pass) -> throwByHash(set, "a HashSet"));
    private static final Form ENTRY =
            new Shapes.Anew(JdkCopies::pair, (entry, copies, pass) -> new SimpleEntry<>(copies[0], copies[1]));
    private static final Form SET_OF_MAP = new Shapes.Elements(JdkCopies::setOfMap);
    private static final Form PARTITION = new Shapes.Whole(Shapes::entries, FrozenCollections::map);
    private static final Form MAP = new Shapes.Whole(Shapes::entries, JdkCopies::map);

    static {
        positions();
        elements();
        entries();
        values();
        statistics();
    }

    private JdkCopies() {}

    private static void positions() {
        KNOWN.put(ArrayList.class, new Shapes.Positions(list -> ((ArrayList<?>) list).clone()));
        KNOWN.put(LinkedList.class, new Shapes.Positions(list -> ((LinkedList<?>) list).clone()));
        KNOWN.put(Vector.class, new Shapes.Positions(list -> ((Vector<?>) list).clone()));
        KNOWN.put(Stack.class, new Shapes.Positions(list -> ((Stack<?>) list).clone()));
        KNOWN.put(Arrays.asList(0).getClass(), new Shapes.Positions(list -> Arrays.asList(((List<?>) list).toArray())));
        KNOWN.put(ArrayDeque.class, new Shapes.Sequence(deque -> ((ArrayDeque<?>) deque).clone()));
        KNOWN.put(
                ConcurrentLinkedQueue.class,
                new Shapes.Sequence(queue -> new ConcurrentLinkedQueue<>((Collection<?>) queue)));
        KNOWN.put(
                ConcurrentLinkedDeque.class,
                new Shapes.Sequence(queue -> new ConcurrentLinkedDeque<>((Collection<?>) queue)));
        KNOWN.put(LinkedBlockingQueue.class, new Shapes.Sequence(queue -> {
            LinkedBlockingQueue<?> from = (LinkedBlockingQueue<?>) queue;
            LinkedBlockingQueue<Object> to = new LinkedBlockingQueue<>(capacity(from.size(), from.remainingCapacity()));
            to.addAll(from);
            return to;
        }));
        KNOWN.put(LinkedBlockingDeque.class, new Shapes.Sequence(queue -> {
            LinkedBlockingDeque<?> from = (LinkedBlockingDeque<?>) queue;
            LinkedBlockingDeque<Object> to = new LinkedBlockingDeque<>(capacity(from.size(), from.remainingCapacity()));
            to.addAll(from);
            return to;
        }));
        KNOWN.put(
                CopyOnWriteArrayList.class,
                new Shapes.Sequence(list -> new CopyOnWriteArrayList<>((Collection<?>) list)));
    }

    /** The map inside is made by the means of its own class. */
    private static Object setOfMap(Object set, Pass pass) {
        Object inside = Wrapped.in(set);
        if (inside == null || !(of(inside.getClass()) instanceof Shapes.Entries entries)) {
            throw new Refusal(set, "what it is made of is out of reach", "return a HashSet");
        }
        @SuppressWarnings("unchecked")
        Map<Object, Boolean> map = (Map<Object, Boolean>) entries.begin(inside, pass);
        map.clear();
        Set<Object> copy = Collections.newSetFromMap(map);
        copy.addAll((Set<?>) set);
        return copy;
    }

    private static int capacity(int size, int remaining) {
        return Math.max(1, size + remaining);
    }

    private static void elements() {
        KNOWN.put(HashSet.class, new Shapes.Elements((set, pass) -> HashTables.copy((HashSet<?>) set)));
        KNOWN.put(LinkedHashSet.class, new Shapes.Elements((set, pass) -> ((LinkedHashSet<?>) set).clone()));
        KNOWN.put(TreeSet.class, new Shapes.Elements((set, pass) -> {
            pass.requireImmutable(((TreeSet<?>) set).comparator(), set, "comparator");
            return ((TreeSet<?>) set).clone();
        }));
        KNOWN.put(ConcurrentSkipListSet.class, new Shapes.Elements((set, pass) -> {
            pass.requireImmutable(((ConcurrentSkipListSet<?>) set).comparator(), set, "comparator");
            return ((ConcurrentSkipListSet<?>) set).clone();
        }));
        KNOWN.put(
                CopyOnWriteArraySet.class,
                new Shapes.Elements((set, pass) -> new CopyOnWriteArraySet<>((Collection<?>) set)));
        KNOWN.put(ConcurrentHashMap.newKeySet().getClass(), new Shapes.Elements((set, pass) -> {
            if (((ConcurrentHashMap.KeySetView<?, ?>) set).getMappedValue() == null) {
                throw new Refusal(set, "it is a view of a map", "return a set of its own");
            }
            return HashTables.copy((ConcurrentHashMap.KeySetView<?, ?>) set);
        }));
        KNOWN.put(PriorityQueue.class, new Shapes.Elements((queue, pass) -> {
            pass.requireImmutable(((PriorityQueue<?>) queue).comparator(), queue, "comparator");
            return new PriorityQueue<>((PriorityQueue<?>) queue);
        }));
        KNOWN.put(PriorityBlockingQueue.class, new Shapes.Elements((queue, pass) -> {
            pass.requireImmutable(((PriorityBlockingQueue<?>) queue).comparator(), queue, "comparator");
            return new PriorityBlockingQueue<>((PriorityBlockingQueue<?>) queue);
        }));
    }

    private static void entries() {
        KNOWN.put(HashMap.class, new Shapes.Entries((map, pass) -> HashTables.copy((HashMap<?, ?>) map)));
        KNOWN.put(LinkedHashMap.class, new Shapes.Entries((map, pass) -> ((LinkedHashMap<?, ?>) map).clone()));
        KNOWN.put(Hashtable.class, new Shapes.Entries((map, pass) -> ((Hashtable<?, ?>) map).clone()));
        KNOWN.put(Properties.class, new Shapes.Entries((map, pass) -> properties((Properties) map)));
        KNOWN.put(IdentityHashMap.class, new Shapes.Entries((map, pass) -> ((IdentityHashMap<?, ?>) map).clone()));
        KNOWN.put(EnumMap.class, new Shapes.Entries((map, pass) -> ((EnumMap<?, ?>) map).clone()));
        KNOWN.put(TreeMap.class, new Shapes.Entries((map, pass) -> {
            pass.requireImmutable(((TreeMap<?, ?>) map).comparator(), map, "comparator");
            return ((TreeMap<?, ?>) map).clone();
        }));
        KNOWN.put(
                ConcurrentHashMap.class,
                new Shapes.Entries((map, pass) -> HashTables.copy((ConcurrentHashMap<?, ?>) map)));
        // Its entries cannot be set.
        KNOWN.put(ConcurrentSkipListMap.class, new Shapes.Entries((map, pass) -> {
            pass.requireImmutable(((ConcurrentSkipListMap<?, ?>) map).comparator(), map, "comparator");
            return ((ConcurrentSkipListMap<?, ?>) map).clone();
        }));
    }

    private static void values() {
        KNOWN.put(StringBuilder.class, new Shapes.Flat(text -> new StringBuilder((StringBuilder) text)));
        KNOWN.put(StringBuffer.class, new Shapes.Flat(text -> new StringBuffer((StringBuffer) text)));
        KNOWN.put(BitSet.class, new Shapes.Flat(bits -> ((BitSet) bits).clone()));
        KNOWN.put(Date.class, new Shapes.Flat(date -> ((Date) date).clone()));
        KNOWN.put(GregorianCalendar.class, new Shapes.Flat(calendar -> ((Calendar) calendar).clone()));
        KNOWN.put(AtomicInteger.class, new Shapes.Flat(number -> new AtomicInteger(((AtomicInteger) number).get())));
        KNOWN.put(AtomicLong.class, new Shapes.Flat(number -> new AtomicLong(((AtomicLong) number).get())));
        KNOWN.put(AtomicBoolean.class, new Shapes.Flat(flag -> new AtomicBoolean(((AtomicBoolean) flag).get())));
        KNOWN.put(AtomicIntegerArray.class, new Shapes.Flat(array -> {
            AtomicIntegerArray from = (AtomicIntegerArray) array;
            AtomicIntegerArray to = new AtomicIntegerArray(from.length());
            for (int i = 0; i < from.length(); i++) {
                to.set(i, from.get(i));
            }
            return to;
        }));
        KNOWN.put(AtomicLongArray.class, new Shapes.Flat(array -> {
            AtomicLongArray from = (AtomicLongArray) array;
            AtomicLongArray to = new AtomicLongArray(from.length());
            for (int i = 0; i < from.length(); i++) {
                to.set(i, from.get(i));
            }
            return to;
        }));
        KNOWN.put(LongAdder.class, new Shapes.Flat(adder -> {
            LongAdder copy = new LongAdder();
            copy.add(((LongAdder) adder).sum());
            return copy;
        }));
        KNOWN.put(DoubleAdder.class, new Shapes.Flat(adder -> {
            DoubleAdder copy = new DoubleAdder();
            copy.add(((DoubleAdder) adder).sum());
            return copy;
        }));
        KNOWN.put(AtomicReference.class, new ReferenceForm());
        KNOWN.put(
                Optional.class,
                new Shapes.Whole(
                        optional -> new @Nullable Object[] {((Optional<?>) optional).orElse(null)},
                        (optional, copies, pass) -> Optional.ofNullable(copies[0])));
        KNOWN.put(SimpleEntry.class, ENTRY);
        KNOWN.put(
                SimpleImmutableEntry.class,
                new Shapes.Whole(
                        JdkCopies::pair, (entry, copies, pass) -> new SimpleImmutableEntry<>(copies[0], copies[1])));
        KNOWN.put(
                Map.entry(0, 0).getClass(),
                new Shapes.Whole(JdkCopies::pair, (entry, copies, pass) -> Map.entry(copies[0], copies[1])));
    }

    /** What it falls back to belongs to who made that, and does not show. */
    private static Object properties(Properties source) {
        if (!source.stringPropertyNames().stream().allMatch(name -> source.get(name) instanceof String)) {
            throw new Refusal(source, "it has defaults, which may change", "return new HashMap<>(…) of what it says");
        }
        return HashTables.copy(source);
    }

    private static void statistics() {
        KNOWN.put(IntSummaryStatistics.class, new Shapes.Flat(statistics -> {
            IntSummaryStatistics from = (IntSummaryStatistics) statistics;
            return new IntSummaryStatistics(from.getCount(), from.getMin(), from.getMax(), from.getSum());
        }));
        KNOWN.put(LongSummaryStatistics.class, new Shapes.Flat(statistics -> {
            LongSummaryStatistics from = (LongSummaryStatistics) statistics;
            return new LongSummaryStatistics(from.getCount(), from.getMin(), from.getMax(), from.getSum());
        }));
        KNOWN.put(DoubleSummaryStatistics.class, new Shapes.Flat(statistics -> {
            // The constructor takes no sum of both infinities.
            DoubleSummaryStatistics copy = new DoubleSummaryStatistics();
            copy.combine((DoubleSummaryStatistics) statistics);
            return copy;
        }));
    }

    public static @Nullable Object[] pair(Object entry) {
        Map.Entry<?, ?> read = (Map.Entry<?, ?>) entry;
        return new @Nullable Object[] {read.getKey(), read.getValue()};
    }

    /** Returns the form of a class of the JDK, or null if memo does not know it. */
    public static @Nullable Form of(Class<?> type) {
        Form known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return new Shapes.Flat(set -> ((EnumSet<?>) set).clone());
        }
        String name = type.getName();
        if (Wrapped.isSetOfMap(type)) {
            return SET_OF_MAP;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            // Of a map: it may be set, as a pair of its own may.
            return ENTRY;
        }
        if (Wrapped.isWrapper(type) || name.startsWith("java.util.Collections$Unmodifiable")) {
            return WrapperForm.of(type);
        }
        return switch (name) {
            case "java.sql.Date", "java.sql.Time", "java.sql.Timestamp" ->
                new Shapes.Flat(date -> ((Date) date).clone());
            case "java.util.ImmutableCollections$ListN",
                    "java.util.ImmutableCollections$List12",
                    "java.util.ImmutableCollections$SubList" -> LIST;
            case "java.util.ImmutableCollections$SetN", "java.util.ImmutableCollections$Set12" -> SET;
            case "java.util.ImmutableCollections$MapN", "java.util.ImmutableCollections$Map1" -> MAP;
            case "java.util.Collections$SingletonList" -> ONE_LIST;
            case "java.util.Collections$SingletonSet" -> ONE_SET;
            case "java.util.Collections$SingletonMap" -> ONE_MAP;
            case "java.util.Collections$CopiesList" -> COPIES;
            case "java.util.stream.Collectors$Partition" -> PARTITION;
            default -> null;
        };
    }

    /** Lists of {@code Stream.toList} may hold null, and are asked for it without a fault; those of {@code List.of} are not. */
    private static Object list(Object source, @Nullable Object[] copies, Pass pass) {
        List<?> list = (List<?>) source;
        boolean nulls = Arrays.asList(copies).contains(null) || List.copyOf(list) != list;
        return nulls ? Arrays.stream(copies).toList() : List.of(copies);
    }

    private static Object map(Object source, @Nullable Object[] copies, Pass pass) {
        @Nullable Object[] was = Shapes.entries(source);
        Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[copies.length / 2];
        for (int i = 0; i < entries.length; i++) {
            if (copies[2 * i] != was[2 * i]) {
                return throwByHash(source, "a HashMap");
            }
            entries[i] = Map.entry(copies[2 * i], copies[2 * i + 1]);
        }
        return Map.ofEntries(entries);
    }

    private static Object throwByHash(Object source, String instead) {
        throw new Refusal(source, "it finds its elements by hash codes, and these can change", "return " + instead);
    }

    /** What refers to one object, and can be set. */
    private record ReferenceForm() implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return new AtomicReference<>(((AtomicReference<?>) source).get());
        }

        @Override
        @SuppressWarnings("unchecked")
        public void fill(Object copy, Pass pass) {
            AtomicReference<Object> reference = (AtomicReference<Object>) copy;
            reference.set(pass.copy(reference.get()));
        }
    }
}
