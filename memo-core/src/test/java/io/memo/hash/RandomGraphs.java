package io.memo.hash;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes graphs from a seed. The same seed gives equal graphs; what may vary without a difference (the class of a list,
 * the order in which a set is filled, whether equal parts are shared) is drawn from another source. One leaf may be
 * changed.
 */
public final class RandomGraphs {

    private record Pair(@Nullable Object first, @Nullable Object second) {}

    @SuppressWarnings("unused")
    private static final class Holder {
        private final int number;
        private final double ratio;
        private final boolean flag;
        private final @Nullable Object content;

        Holder(int number, double ratio, boolean flag, @Nullable Object content) {
            this.number = number;
            this.ratio = ratio;
            this.flag = flag;
            this.content = content;
        }
    }

    private final Random structure;
    private final Random variation;
    private final int changed;
    private int leaves;

    private RandomGraphs(long seed, long variation, int changed) {
        this.structure = new Random(seed);
        this.variation = new Random(variation);
        this.changed = changed;
    }

    public static @Nullable Object graph(long seed, long variation) {
        return new RandomGraphs(seed, variation, -1).node(4);
    }

    /** Returns the graph with one leaf changed. */
    static @Nullable Object changed(long seed, long variation, int leaf) {
        return new RandomGraphs(seed, variation, leaf).node(4);
    }

    static int leaves(long seed) {
        RandomGraphs graphs = new RandomGraphs(seed, 0, -1);
        graphs.node(4);
        return graphs.leaves;
    }

    private @Nullable Object node(int depth) {
        int kind = structure.nextInt(depth == 0 ? 12 : 24);
        return switch (kind) {
            case 12, 13 -> list(elements(depth));
            case 14 -> elements(depth).toArray();
            case 15 -> set(elements(depth));
            case 16, 17 -> hashMap(entries(depth));
            case 18 -> filled(new LinkedHashMap<>(), entries(depth));
            case 19 -> filled(new TreeMap<>(), entries(depth));
            case 20 -> new Pair(node(depth - 1), node(depth - 1));
            case 21 ->
                new Holder((Integer) number(structure.nextInt()), structure.nextDouble(), flag(), node(depth - 1));
            case 22 -> Optional.ofNullable(node(depth - 1));
            case 23 -> new AtomicReference<>(node(depth - 1));
            default -> leaf(kind);
        };
    }

    private boolean isChanged() {
        return leaves++ == changed;
    }

    private Object number(int value) {
        return isChanged() ? value + 1 : value;
    }

    private boolean flag() {
        return structure.nextBoolean() ^ isChanged();
    }

    private @Nullable Object leaf(int kind) {
        long value = structure.nextLong();
        boolean change = isChanged();
        long other = change ? value ^ (1L << (value & 31)) : value;
        return switch (kind) {
            case 0 -> (int) other;
            case 1 -> other;
            case 2 -> Long.toString(other, 36);
            case 3 -> "\u0142" + Long.toString(other, 36).repeat(50);
            case 4 -> new BigDecimal(java.math.BigInteger.valueOf(other), 2);
            case 5 -> LocalDate.ofEpochDay((int) other);
            case 6 -> Instant.ofEpochMilli(other >> 20).plusNanos(change ? 1 : 0);
            case 7 -> new UUID(other, 1);
            case 8 -> TimeUnit.values()[(int) Math.floorMod(change ? value + 1 : value, 7L)];
            case 9 -> new long[] {1, other};
            case 10 -> new byte[] {(byte) (change ? value + 1 : value), 2};
            default -> change ? "null" : null;
        };
    }

    private List<@Nullable Object> elements(int depth) {
        int count = structure.nextInt(5);
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(node(depth - 1));
        }
        return elements;
    }

    private Map<String, @Nullable Object> entries(int depth) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        int count = structure.nextInt(5);
        for (int i = 0; i < count; i++) {
            entries.put("key" + structure.nextInt(10) + i, node(depth - 1));
        }
        return entries;
    }

    private List<@Nullable Object> list(List<@Nullable Object> elements) {
        return switch (variation.nextInt(4)) {
            case 0 -> elements;
            case 1 -> new LinkedList<>(elements);
            case 2 -> Collections.unmodifiableList(elements);
            default -> Arrays.asList(elements.toArray());
        };
    }

    // The index keeps equal elements apart, so that a change cannot make one vanish.
    private Set<Object> set(List<@Nullable Object> elements) {
        List<Object> indexed = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            indexed.add(new Pair(i, elements.get(i)));
        }
        Collections.shuffle(indexed, variation);
        return variation.nextBoolean() ? new HashSet<>(indexed) : Set.of(indexed.toArray());
    }

    private Map<String, @Nullable Object> hashMap(Map<String, @Nullable Object> entries) {
        List<String> keys = new ArrayList<>(entries.keySet());
        Collections.shuffle(keys, variation);
        boolean concurrent = variation.nextBoolean() && !entries.containsValue(null);
        Map<String, @Nullable Object> map =
                concurrent ? new ConcurrentHashMap<>() : new HashMap<>(variation.nextInt(40));
        keys.forEach(key -> map.put(key, entries.get(key)));
        return map;
    }

    private static Map<String, @Nullable Object> filled(
            Map<String, @Nullable Object> map, Map<String, @Nullable Object> entries) {
        map.putAll(entries);
        return map;
    }
}
