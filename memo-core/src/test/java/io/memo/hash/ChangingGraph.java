package io.memo.hash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a graph from a seed, and knows how each part of it that can change is changed in place. */
public final class ChangingGraph {

    static class Base {
        private byte tiny = 1;
        private short small = 2;
        char letter = 'c';
        boolean flag;
        private @Nullable Object inherited;
    }

    public static final class Bean extends Base {
        private int count = 3;
        private long id = 4;
        private float share = 0.5f;
        private double price = 1.5;
        private @Nullable String name = "name";
        private @Nullable Object content;
        private final Object[] fixed = new Object[1];
        transient int cache;
    }

    record Pair(@Nullable Object first, @Nullable Object second) {}

    private final Random random;
    private final List<Runnable> changes = new ArrayList<>();
    private final List<Object> made = new ArrayList<>();
    private final Object root;

    public ChangingGraph(long seed) {
        this.random = new Random(seed);
        this.root = node(4);
    }

    public Object root() {
        return root;
    }

    /** Returns what changes it, each in one place; some leave the value as it is. */
    public List<Runnable> changes() {
        return changes;
    }

    private Object node(int depth) {
        if (!made.isEmpty() && random.nextInt(6) == 0) {
            return made.get(random.nextInt(made.size()));
        }
        return switch (random.nextInt(depth == 0 ? 4 : 22)) {
            case 0 -> "text " + random.nextInt(100);
            case 1 -> random.nextInt();
            case 2 -> date();
            case 3 -> primitives();
            case 4, 5, 6, 7 -> bean(depth);
            case 8 -> list(new ArrayList<>(), depth);
            case 9 -> list(new LinkedList<>(), depth);
            case 10 -> list(new Vector<>(), depth);
            case 11 -> list(new CopyOnWriteArrayList<>(), depth);
            case 12 -> map(random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>(16, 0.75f, true), depth);
            case 13 -> map(random.nextBoolean() ? new TreeMap<>() : new Hashtable<>(), depth);
            case 14 -> map(random.nextBoolean() ? new ConcurrentHashMap<>() : new LinkedHashMap<>(), depth);
            case 15 -> enumMap(depth);
            case 16 -> set();
            case 17 -> array(depth);
            case 18 -> new Pair(node(depth - 1), node(depth - 1));
            case 19 -> Optional.of(node(depth - 1));
            case 20 -> random.nextBoolean() ? List.of(node(depth - 1)) : Map.of("key", node(depth - 1));
            default -> Collections.unmodifiableList(list(new ArrayList<>(), depth));
        };
    }

    private <T> T made(T node) {
        made.add(node);
        return node;
    }

    private Bean bean(int depth) {
        Bean bean = made(new Bean());
        bean.content = node(depth - 1);
        ((Base) bean).inherited = random.nextBoolean() ? bean : node(depth - 1);
        bean.fixed[0] = random.nextInt();
        changes.addAll(List.of(
                () -> ((Base) bean).tiny++,
                () -> ((Base) bean).small++,
                () -> bean.letter++,
                () -> bean.flag = !bean.flag,
                () -> bean.count++,
                () -> bean.id++,
                () -> bean.share++,
                () -> bean.price = Double.NaN,
                () -> bean.name = null,
                () -> bean.name = new String("name"),
                () -> bean.content = bean,
                () -> ((Base) bean).inherited = null,
                () -> bean.fixed[0] = "other",
                () -> bean.cache++));
        return bean;
    }

    private Date date() {
        Date date = made(new Date(random.nextInt()));
        changes.add(() -> date.setTime(date.getTime() + 1));
        return date;
    }

    private Object primitives() {
        int[] numbers = {1, 2, 3};
        double[] ratios = {Double.NaN, -0.0};
        byte[] bytes = new byte[random.nextInt(300)];
        changes.add(() -> numbers[2]++);
        changes.add(() -> ratios[1] = 0.0);
        changes.add(() -> Arrays.fill(bytes, (byte) 1));
        return random.nextBoolean() ? made(bytes) : random.nextBoolean() ? made(numbers) : made(ratios);
    }

    private List<Object> list(List<Object> list, int depth) {
        made(list);
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(node(depth - 1));
        }
        changes.add(() -> list.add("more"));
        changes.add(() -> list.add(0, 1));
        changes.add(() -> Collections.reverse(list));
        changes.add(() -> list.replaceAll(each -> each == list ? "self" : each));
        changes.add(list::clear);
        return list;
    }

    private Map<String, Object> map(Map<String, Object> map, int depth) {
        made(map);
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put("key " + i, node(depth - 1));
        }
        changes.add(() -> map.get("key 1"));
        changes.add(() -> map.put("key 1", "other"));
        changes.add(() -> map.remove("key 2"));
        changes.add(() -> map.put("new", 1));
        changes.add(map::clear);
        return map;
    }

    private Object enumMap(int depth) {
        EnumMap<TimeUnit, Object> map = made(new EnumMap<>(TimeUnit.class));
        map.put(TimeUnit.DAYS, node(depth - 1));
        changes.add(() -> map.put(TimeUnit.DAYS, "other"));
        changes.add(() -> map.put(TimeUnit.HOURS, 1));
        return map;
    }

    private Object set() {
        if (random.nextBoolean()) {
            ArrayDeque<String> deque = made(new ArrayDeque<>(List.of("a", "b")));
            changes.add(() -> deque.add(deque.remove()));
            return deque;
        }
        HashSet<Object> set = made(random.nextBoolean() ? new HashSet<>() : new LinkedHashSet<>());
        set.addAll(List.of(1, 2, "three"));
        changes.add(() -> set.remove(2));
        changes.add(() -> set.add(4));
        return set;
    }

    private Object array(int depth) {
        Object[] array = made(new Object[] {node(depth - 1), node(depth - 1)});
        changes.add(() -> array[0] = array[1]);
        changes.add(() -> array[1] = null);
        return array;
    }
}
