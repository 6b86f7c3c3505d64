package io.memo.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.ReturnMode;
import io.memo.UnhashableTypeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DayOfWeek;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenCollectionsTests {

    /** Methods of collections, maps, iterators and entries that change something, by their names. */
    private static final Set<String> MUTATORS = Set.of(
            "add",
            "addAll",
            "addFirst",
            "addLast",
            "clear",
            "remove",
            "removeAll",
            "removeIf",
            "removeFirst",
            "removeLast",
            "retainAll",
            "replaceAll",
            "set",
            "sort",
            "put",
            "putAll",
            "putIfAbsent",
            "putFirst",
            "putLast",
            "compute",
            "computeIfAbsent",
            "computeIfPresent",
            "merge",
            "replace",
            "pollFirst",
            "pollLast",
            "pollFirstEntry",
            "pollLastEntry",
            "setValue",
            "poll",
            "offer",
            "push",
            "pop",
            "offerFirst",
            "offerLast");

    private static final int DEEP = 3;

    static Stream<Object> containers() {
        Map<String, Integer> map = Map.of("a", 1, "b", 2, "c", 3);
        List<String> list = List.of("c", "a", "b");
        LinkedHashMap<String, Integer> linked = new LinkedHashMap<>();
        list.forEach(each -> linked.put(each, 1));
        Map<String, Integer> large =
                IntStream.range(0, 1000).boxed().collect(Collectors.toMap(i -> "key" + i * 7919, i -> i));
        HashMap<String, Integer> roomy = new HashMap<>(4096);
        roomy.putAll(large);
        HashMap<@Nullable String, @Nullable Integer> nulls = new HashMap<>();
        nulls.put(null, 1);
        nulls.put("a", null);
        return Stream.of(
                new ArrayList<>(list),
                new ArrayList<>(),
                new ArrayList<>(Arrays.asList("a", null)),
                new LinkedList<>(list),
                new Vector<>(list),
                Arrays.asList("x", "y"),
                new CopyOnWriteArrayList<>(list),
                new ArrayList<>(list).subList(1, 3),
                Collections.unmodifiableList(new ArrayList<>(list)),
                Collections.synchronizedList(new ArrayList<>(list)),
                new HashSet<>(list),
                new HashSet<>(roomy.keySet()),
                new LinkedHashSet<>(list),
                new TreeSet<>(list),
                new TreeSet<>(list).descendingSet(),
                new ConcurrentSkipListSet<>(list),
                new CopyOnWriteArraySet<>(list),
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                ConcurrentHashMap.newKeySet(),
                Collections.synchronizedSet(new HashSet<>(list)),
                new HashMap<>(map),
                nulls,
                roomy,
                new HashMap<>(large),
                linked,
                new TreeMap<>(map),
                filled(new TreeMap<>(Comparator.<String>reverseOrder()), map),
                new TreeMap<>(map).headMap("c"),
                new ConcurrentSkipListMap<>(map),
                new ConcurrentHashMap<>(map),
                new Hashtable<>(map),
                new EnumMap<>(Map.of(DayOfWeek.SUNDAY, 1)),
                Collections.synchronizedMap(new LinkedHashMap<>(linked)),
                Collections.unmodifiableMap(new HashMap<>(map)),
                new HashMap<>(map).keySet(),
                linked.keySet(),
                new HashMap<>(map).values(),
                linked.values(),
                new ArrayDeque<>(list),
                new PriorityQueue<>(list),
                new SimpleEntry<>("k", 1));
    }

    private static <M extends Map<String, Integer>> M filled(M map, Map<String, Integer> from) {
        map.putAll(from);
        return map;
    }

    @ParameterizedTest
    @MethodSource("containers")
    @DisplayName("SPEC 5.5: a frozen collection reads as its original: digest, order, equality, text")
    void frozenReadsAsItsOriginal(Object container) {
        Object frozen = Twins.freeze(container);
        assertThat(frozen).hasToString(container.toString());
        if (container instanceof List || container instanceof Set || container instanceof Map) {
            assertThat(frozen).isEqualTo(container).hasSameHashCodeAs(container);
        }
        if (container instanceof Map<?, ?> map) {
            assertThat(((Map<?, ?>) frozen).keySet().toArray())
                    .containsExactly(map.keySet().toArray());
        } else if (container instanceof Collection<?> collection) {
            assertThat(((Collection<?>) frozen).toArray()).containsExactly(collection.toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    @DisplayName(
            "SPEC 5.5: each method that changes a collection throws, on the collection, its iterators, entries and views")
    void mutatorsThrow(Object container) throws ReflectiveOperationException {
        Object frozen = Twins.freeze(container);
        int tried = tryAll(frozen, DEEP);
        assertThat(tried).isPositive();
        assertThat(Twins.HASHER.digest(frozen)).isEqualTo(Twins.HASHER.digest(container));
    }

    /** Calls what changes it, and goes on with what it returns. */
    private static int tryAll(Object object, int deep) throws ReflectiveOperationException {
        int tried = 0;
        if (deep < DEEP && isEmpty(object)) {
            // Some views of Java 21 look first whether there is anything to take out.
            return 0;
        }
        for (Class<?> shown : interfaces(object.getClass())) {
            for (Method method : shown.getMethods()) {
                if (Modifier.isStatic(method.getModifiers())) {
                    continue;
                }
                if (MUTATORS.contains(method.getName())) {
                    tried++;
                    requireThrows(object, method);
                } else if (deep > 0 && isView(method.getReturnType())) {
                    Object view = read(object, method);
                    tried += view == null || view instanceof Optional ? 0 : tryAll(view, deep - 1);
                }
            }
        }
        return tried;
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> found = new HashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> each : c.getInterfaces()) {
                if (each.getName().startsWith("java.util.") && Modifier.isPublic(each.getModifiers())) {
                    found.add(each);
                    found.addAll(interfaces(each));
                }
            }
        }
        if (type.isInterface()) {
            for (Class<?> each : type.getInterfaces()) {
                found.add(each);
            }
        }
        return found;
    }

    private static boolean isView(Class<?> type) {
        return Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || Iterator.class.isAssignableFrom(type)
                || Map.Entry.class.isAssignableFrom(type);
    }

    private static void requireThrows(Object object, Method method) throws IllegalAccessException {
        if (object instanceof Iterator<?> iterator && iterator.hasNext()) {
            iterator.next();
        }
        try {
            method.invoke(object, arguments(object, method));
        } catch (InvocationTargetException e) {
            boolean nothingThere = isEmpty(object) && e.getCause() instanceof NoSuchElementException;
            assertThat(nothingThere || e.getCause() instanceof UnsupportedOperationException)
                    .as("%s of %s threw %s", method, object.getClass(), e.getCause())
                    .isTrue();
            return;
        }
        boolean present = object.getClass().getName().startsWith("java.util.ReverseOrder")
                && method.getName().endsWith("IfAbsent");
        if (isEmpty(object) || present) {
            // Some views of Java 21 look first whether there is anything to do.
            return;
        }
        throw new AssertionError("%s of %s did not throw".formatted(method, object.getClass()));
    }

    private static boolean isEmpty(Object object) {
        return (object instanceof Collection<?> collection && collection.isEmpty())
                || (object instanceof Map<?, ?> map && map.isEmpty())
                || (object instanceof Iterator<?> iterator && !iterator.hasNext());
    }

    private static @Nullable Object read(Object object, Method method) throws IllegalAccessException {
        try {
            return method.invoke(object, arguments(object, method));
        } catch (InvocationTargetException | IllegalArgumentException e) {
            // Out of its range, or of another type.
            return null;
        }
    }

    private static @Nullable Object[] arguments(Object object, Method method) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new @Nullable Object[types.length];
        Object known = first(object);
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], known);
        }
        if (object instanceof Map<?, ?> map && types.length > 1 && types[1] == Object.class) {
            // What removes or replaces a value on condition has to be given that.
            arguments[1] = map.get(known);
        }
        return arguments;
    }

    private static @Nullable Object argument(Class<?> type, @Nullable Object known) {
        if (type == int.class) {
            return 0;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == Object.class || type.isInstance(known)) {
            return known;
        }
        if (type == Collection.class) {
            return new ArrayList<>(Arrays.asList(known, known));
        }
        if (type == Map.class) {
            return new HashMap<>(Collections.singletonMap(known, known));
        }
        if (type == Predicate.class) {
            return (Predicate<Object>) any -> true;
        }
        return type == Comparator.class
                ? (Comparator<Object>) (one, other) -> 0
                : java.lang.reflect.Proxy.newProxyInstance(
                        type.getClassLoader() == null
                                ? FrozenCollectionsTests.class.getClassLoader()
                                : type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, values) -> known);
    }

    private static @Nullable Object first(Object object) {
        if (object instanceof Map<?, ?> map) {
            return map.isEmpty() ? "a" : map.keySet().iterator().next();
        }
        if (object instanceof Collection<?> collection) {
            return collection.isEmpty() ? "a" : collection.iterator().next();
        }
        return "a";
    }

    record Order(List<String> lines, Map<String, Set<String>> notes) {}

    /** Nothing of it can be set. */
    static final class Fixed {
        final List<List<String>> rows;
        final Optional<List<String>> more;

        Fixed(List<List<String>> rows, Optional<List<String>> more) {
            this.rows = rows;
            this.more = more;
        }
    }

    @Test
    @DisplayName(
            "SPEC 5.5: collections in records, objects, optionals and other collections are frozen; what holds them is rebuilt")
    void nestedCollectionsAreFrozen() {
        Order order =
                new Order(new ArrayList<>(List.of("a")), new HashMap<>(Map.of("k", new LinkedHashSet<>(List.of("x")))));
        Order frozen = Twins.freeze(order);
        assertThat(frozen).isEqualTo(order);
        assertThatThrownBy(() -> frozen.lines().add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> frozen.notes().values().iterator().next().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        order.lines().add("b");
        assertThat(frozen.lines()).containsExactly("a");

        Fixed fixed = new Fixed(
                new ArrayList<>(List.of(new ArrayList<>(List.of("r")))), Optional.of(new ArrayList<>(List.of("m"))));
        Fixed other = Twins.freeze(fixed);
        assertThatThrownBy(() -> other.rows.get(0).add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> other.more.orElseThrow().add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(fixed.rows.get(0)).isInstanceOf(ArrayList.class);
    }

    @Test
    @DisplayName("SPEC 5.5: what is immutable is stored as it is, and a frozen result has nothing to be checked")
    void immutableIsStoredAsItIs() {
        ResultForms forms = Twins.forms(ReturnMode.FROZEN);
        List<String> list = List.of("a");
        assertThat(forms.of(list).value()).isSameAs(list);
        StoredForm frozen = forms.of(new ArrayList<>(list));
        assertThat(frozen.remembered().outline()).isNull();
        assertThat(frozen.isPrivate()).isFalse();
        Object again = Objects.requireNonNull(forms.of(frozen.value()).value());
        assertThat(again).isSameAs(frozen.value());
    }

    /** A subclass with something of its own. */
    static final class Tagged extends ArrayList<String> {
        String tag = "tag";
    }

    static final class Mutable {
        String name = "name";
    }

    record Narrow(ArrayList<String> names) {}

    static Stream<Object> unfreezable() {
        LinkedHashMap<String, Integer> accessed = new LinkedHashMap<>(16, 0.75f, true);
        accessed.put("a", 1);
        return Stream.of(
                new int[] {1},
                new ArrayList<>(List.of(new int[] {1})),
                new Date(1),
                new StringBuilder("x"),
                new Mutable(),
                List.of(new Mutable()),
                new Tagged(),
                new Narrow(new ArrayList<>()),
                accessed);
    }

    @ParameterizedTest
    @MethodSource("unfreezable")
    @DisplayName("SPEC 5.5: what cannot be frozen is refused with its place, its type and remedies")
    void whatCannotBeFrozenIsRefused(Object value) {
        assertThatThrownBy(() -> Twins.freeze(value))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("Cannot freeze the return value of Shop.items:")
                .hasMessageContaining("@Memoize(returns = ReturnMode.SHARED)")
                .satisfies(thrown -> assertThat(thrown.getMessage().contains("@Memoize(returns = ReturnMode.COPY)"))
                        .as("copies are offered where they can be")
                        .isNotEqualTo(value instanceof Tagged));
    }

    @Test
    @DisplayName("SPEC 5.5: the method's own type has to take what a frozen collection is")
    void declaredTypeHasToTakeIt() {
        assertThatThrownBy(() -> Twins.forms(ReturnMode.FROZEN, ArrayList.class).of(new ArrayList<>(List.of("a"))))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("declare it as List");
        assertThat(Twins.forms(ReturnMode.FROZEN, Collection.class)
                        .of(new ArrayList<>(List.of("a")))
                        .value())
                .isEqualTo(List.of("a"));
    }

    @Test
    @DisplayName("SPEC 5.5: a set or map of one that can change is frozen with it")
    void singletonsOfWhatCanChange() {
        ResultForms forms = Twins.forms(ReturnMode.FROZEN);
        for (Object value : List.of(
                Collections.singleton(new ArrayList<>(List.of(1))),
                Collections.singletonMap("k", new ArrayList<>(List.of(1))),
                Collections.singletonList(new ArrayList<>(List.of(1))))) {
            Object frozen = Objects.requireNonNull(forms.of(value).value());
            assertThat(frozen).isEqualTo(value).isNotSameAs(value);
        }
    }
}
