package io.memo.store.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T05: what keeps no class of the application alive. */
class JdkObjectsTests {

    private static final AppPrice PRICE = new AppPrice("tea", List.of(1));

    static Stream<Object> plain() {
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);
        return Stream.of(
                "text",
                1,
                2L,
                'c',
                new BigDecimal("1.20"),
                UUID.randomUUID(),
                URI.create("a:b"),
                Instant.EPOCH,
                Duration.ofDays(1),
                LocalDate.EPOCH,
                ZonedDateTime.now(Clock.systemUTC()),
                ZoneId.of("Europe/Berlin"),
                DayOfWeek.MONDAY,
                new int[] {1},
                new double[][] {{1}, {}},
                new String[] {"a", null},
                new Object[] {"a", 1, List.of()},
                List.of(),
                List.of("a"),
                List.of("a", "b", "c"),
                Stream.of("a", null).toList(),
                Set.of("a", "b", "c"),
                Map.of("a", 1),
                Map.of("a", List.of(1), "b", List.of()),
                Map.entry("a", 1),
                new ArrayList<>(List.of("a", new ArrayList<>())),
                new ArrayDeque<>(List.of(1)),
                new LinkedHashSet<>(List.of("a")),
                new LinkedHashMap<>(Map.of("a", Optional.of("b"))),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new CopyOnWriteArrayList<>(List.of("a")),
                new TreeSet<>(List.of("a")),
                new TreeMap<>(Map.of("a", 1)),
                new TreeMap<>(Comparator.<String>reverseOrder()),
                new ConcurrentSkipListMap<>(Map.of("a", 1)),
                new PriorityQueue<>(List.of(1, 2)),
                new IdentityHashMap<>(Map.of("a", 1)),
                new AtomicReference<>("a"),
                EnumSet.of(DayOfWeek.MONDAY),
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, "a")),
                Optional.empty(),
                Optional.of(List.of("a")),
                OptionalInt.of(1),
                cyclic);
    }

    @ParameterizedTest
    @MethodSource("plain")
    @DisplayName("T05: values of the JDK, all the way down")
    void plainValuesHoldNothingElse(Object value) {
        assertThat(JdkObjects.holdsNothingElse(value)).isTrue();
    }

    static Stream<Named<Object>> others() {
        TreeSet<String> lambdaSorted = new TreeSet<>((one, other) -> other.compareTo(one));
        lambdaSorted.add("a");
        TreeSet<String> thenSorted = new TreeSet<>(Comparator.comparing(text -> text.length()));
        thenSorted.add("a");
        List<Object> prices = new ArrayList<>(List.of("a", PRICE));
        Map<String, Object> deep = new HashMap<>();
        deep.put("self", deep);
        deep.put("list", List.of(Optional.of(new Object[] {PRICE})));
        return Stream.of(
                named("a record of the application", PRICE),
                named("an enum of the application", AppPrice.Kind.TRADE),
                named("a list of such", List.of(PRICE)),
                named("an array of such, empty", new AppPrice[0]),
                named("an array of arrays of such, empty", new AppPrice[0][0]),
                named("a list view of an array of such", Arrays.asList(new AppPrice[1])),
                named("a map's value", Map.of("a", PRICE)),
                named("a map's key", Map.of(PRICE, "a")),
                named("an entry", Map.entry("a", PRICE)),
                named("an optional", Optional.of(PRICE)),
                named("a reference", new AtomicReference<>(PRICE)),
                named("deep inside, in a cycle", deep),
                named("a set with the application's order", lambdaSorted),
                named("a set with the application's order inside the JDK's", thenSorted),
                named("a map with the application's order, empty", new TreeMap<String, String>((a, b) -> 0)),
                named("a queue with the application's order", new PriorityQueue<String>((a, b) -> 0)),
                named("an empty set of an enum", EnumSet.noneOf(AppPrice.Kind.class)),
                named("an empty map of an enum", new EnumMap<>(AppPrice.Kind.class)),
                named("a set of an enum", EnumSet.of(AppPrice.Kind.TRADE)),
                named("an empty part of a larger set", new TreeSet<>(Set.of(PRICE)).subSet(PRICE, PRICE)),
                named("a part of a larger list", prices.subList(0, 1)),
                named("the keys of a map with such values", new HashMap<>(Map.of("a", PRICE)).keySet()),
                named("a wrapper, whatever is in it", Collections.unmodifiableList(new ArrayList<>())),
                named("a wrapper with an element type", Collections.checkedList(new ArrayList<>(), AppPrice.class)),
                named("a class", AppPrice.class),
                named("a stack trace", new IllegalStateException()),
                named("a clock", Clock.systemUTC()),
                named("an anonymous list", new ArrayList<String>() {}),
                named("a lambda", (Runnable) () -> {}));
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("T05: what holds, or may hold, a class of the application")
    void applicationClassIsNoticed(Object value) {
        assertThat(JdkObjects.holdsNothingElse(value)).isFalse();
    }

    @Test
    @DisplayName("4.4, T05: null is the JDK's; depth costs no stack")
    void nullAndDepth() {
        Object deep = "end";
        for (int i = 0; i < 100_000; i++) {
            deep = new Object[] {deep};
        }
        assertThat(JdkObjects.holdsNothingElse(null)).isTrue();
        assertThat(JdkObjects.holdsNothingElse(deep)).isTrue();
    }
}
