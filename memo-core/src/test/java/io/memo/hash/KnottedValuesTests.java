package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values through whose cycles there are too many paths to walk each. */
class KnottedValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    /** Hash codes and equality are those of objects, so that sets iterate as they like. */
    private static final class Node {
        int label;
        final List<Node> ordered = new ArrayList<>();
        final Set<Node> unordered = new HashSet<>();
        final Map<Object, Object> map = new HashMap<>();

        Node(int label) {
            this.label = label;
        }
    }

    /** More paths than could be walked. */
    private static List<Node> knot() {
        List<Node> knot = IntStream.range(0, 9).mapToObj(Node::new).toList();
        knot.forEach(each -> each.ordered.addAll(knot));
        return knot;
    }

    private static Digest knotted(Object value) {
        return HASHER.digest(List.of(value, knot()));
    }

    private static List<Node> graph(Random random) {
        int size = 1 + random.nextInt(6);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(new Node(random.nextInt(3)));
        }
        for (int i = random.nextInt(3 * size); i > 0; i--) {
            Node from = nodes.get(random.nextInt(size));
            Node to = nodes.get(random.nextInt(size));
            switch (random.nextInt(4)) {
                case 0 -> from.unordered.add(to);
                case 1 -> from.map.put(random.nextInt(3), to);
                default -> from.ordered.add(to);
            }
        }
        return nodes;
    }

    private static List<Node> copy(List<Node> nodes) {
        Map<Node, Node> copies = new IdentityHashMap<>();
        nodes.forEach(each -> copies.put(each, new Node(each.label)));
        nodes.forEach(each -> {
            Node copy = copies.get(each);
            each.ordered.forEach(to -> copy.ordered.add(copies.get(to)));
            each.unordered.forEach(to -> copy.unordered.add(copies.get(to)));
            each.map.forEach((key, to) -> copy.map.put(key, copies.get(to)));
        });
        return nodes.stream().map(copies::get).toList();
    }

    /** Unfolds the graph along all paths: what cannot be told apart so cannot be told apart by any code that compares no objects. */
    private static String describe(Node node, List<Node> path) {
        int at = path.indexOf(node);
        if (at >= 0) {
            return "^" + (path.size() - at);
        }
        path.add(node);
        List<String> ordered =
                node.ordered.stream().map(each -> describe(each, path)).toList();
        List<String> unordered = node.unordered.stream()
                .map(each -> describe(each, path))
                .sorted()
                .toList();
        List<String> map = node.map.entrySet().stream()
                .map(each -> each.getKey() + "=" + describe((Node) each.getValue(), path))
                .sorted()
                .toList();
        path.remove(path.size() - 1);
        return node.label + ordered.toString() + unordered + map;
    }

    private static String describe(List<Node> roots) {
        return roots.stream()
                .map(each -> describe(each, new ArrayList<>()))
                .toList()
                .toString();
    }

    private static boolean anyLookAlike(List<Node> nodes) {
        return nodes.stream()
                .anyMatch(each -> each.unordered.stream()
                                .map(other -> other.label)
                                .distinct()
                                .count()
                        < each.unordered.size());
    }

    private static @Nullable Digest digestOrNone(List<Node> nodes) {
        try {
            return knotted(nodes);
        } catch (UnhashableTypeException e) {
            assertThat(e).hasMessageContaining("looks like another element");
            return null;
        }
    }

    @Test
    @DisplayName("4.4, 4.13 any knotted graph: a copy has its digest, and one digest means one description")
    void digestsFollowGraphs() {
        long seed = Long.getLong("memo.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Digest, String> descriptions = new HashMap<>();
        int told = 0;
        for (int i = 0; i < Integer.getInteger("memo.graphs", 20_000) / 40; i++) {
            List<Node> nodes = graph(random);
            List<Node> roots = nodes.subList(0, 1 + random.nextInt(nodes.size()));
            Digest digest = digestOrNone(roots);
            if (digest == null) {
                assertThat(anyLookAlike(nodes)).as("seed %d", seed).isTrue();
                continue;
            }
            Digest same = digestOrNone(copy(nodes).subList(0, roots.size()));
            assertThat(same).as("seed %d", seed).isEqualTo(digest);
            String description = describe(roots);
            Node rewired = nodes.get(random.nextInt(nodes.size()));
            if (!rewired.ordered.isEmpty()) {
                rewired.ordered.set(random.nextInt(rewired.ordered.size()), nodes.get(random.nextInt(nodes.size())));
                if (digest.equals(digestOrNone(roots))) {
                    assertThat(describe(roots)).as("seed %d", seed).isEqualTo(description);
                }
            }
            String before = descriptions.putIfAbsent(digest, description);
            if (before != null) {
                assertThat(description).as("seed %d", seed).isEqualTo(before);
                told++;
            }
        }
        assertThat(told).as("graphs that were met twice").isPositive();
    }

    @Test
    @DisplayName("4.4, 4.13 any change in a knot is a change of the digest")
    void changesShow() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            List<Node> knot = new ArrayList<>(knot());
            Digest before = HASHER.digest(knot);
            Node from = knot.get(random.nextInt(knot.size()));
            switch (i % 4) {
                case 0 -> from.label = 99;
                case 1 -> from.ordered.remove(random.nextInt(from.ordered.size()));
                case 2 -> Collections.swap(from.ordered, 0, 1 + random.nextInt(from.ordered.size() - 1));
                default -> from.map.put("new", knot.get(random.nextInt(knot.size())));
            }
            assertThat(HASHER.digest(knot)).as("change %d", i).isNotEqualTo(before);
        }
    }

    private static final class Customer {
        final String name;
        final Set<Order> orders = new HashSet<>();

        Customer(String name) {
            this.name = name;
        }
    }

    private static final class Order {
        final long id;
        final Customer customer;
        final Address address;

        Order(long id, Customer customer, Address address) {
            this.id = id;
            this.customer = customer;
            this.address = address;
        }
    }

    private record Address(String city, List<String> lines) {}

    private static List<Order> orders(int count, boolean shared) {
        Customer customer = new Customer("Ada");
        Address address = new Address("London", List.of("a", "b"));
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(new Order(i, customer, shared ? address : new Address("London", List.of("a", "b"))));
        }
        List<Order> shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled);
        customer.orders.addAll(shuffled);
        return orders;
    }

    private static List<Node> grid(int count) {
        int side = (int) Math.sqrt(count);
        List<Node> nodes = IntStream.range(0, side * side).mapToObj(Node::new).toList();
        for (int i = 0; i < nodes.size(); i++) {
            int right = i % side == side - 1 ? i : i + 1;
            int below = (i + side) % nodes.size();
            nodes.get(i).ordered.addAll(List.of(nodes.get(right), nodes.get(below)));
            nodes.get(right).ordered.add(nodes.get(i));
            nodes.get(below).ordered.add(nodes.get(i));
        }
        return nodes;
    }

    private static List<Node> chain(int count) {
        List<Node> nodes = IntStream.range(0, count).mapToObj(Node::new).toList();
        for (int i = 1; i < count; i++) {
            nodes.get(i).ordered.add(nodes.get(i - 1));
            nodes.get(i - 1).ordered.add(nodes.get(i));
        }
        return nodes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "grid", "chain"})
    @DisplayName(
            "4.13 a list of all nodes of a knot takes as many steps as it has nodes, ten times as many for ten times the nodes")
    void timeIsLinear(String shape) {
        IntFunction<Object> values = switch (shape) {
            case "orders" -> count -> orders(count, true);
            case "grid" -> KnottedValuesTests::grid;
            default -> KnottedValuesTests::chain;
        };
        HashedValue few = HASHER.hash(values.apply(1_000), Origin.NONE);
        HashedValue many = HASHER.hash(values.apply(10_000), Origin.NONE);
        assertThat(few.objects()).isLessThan(8_000);
        assertThat(many.objects()).isLessThan(11 * few.objects());
    }

    @Test
    @DisplayName(
            "4.4, 4.13 orders of one customer, who has all of them in a set: equal, wherever they were made, and whether addresses are shared")
    void equalKnotsAreEqual() {
        Digest digest = HASHER.digest(orders(1_000, true));
        assertThat(HASHER.digest(orders(1_000, true))).isEqualTo(digest);
        assertThat(HASHER.digest(orders(1_000, false))).isEqualTo(digest);
        assertThat(HASHER.digest(orders(1_001, true))).isNotEqualTo(digest);
    }

    @Test
    @DisplayName("4.13 elements of a set that look alike are refused at once, and told")
    void lookAlikesAreRefused() {
        List<Node> knot = knot();
        knot.get(0).unordered.addAll(List.of(new Node(5), new Node(5)));
        assertThatThrownBy(() -> HASHER.digest(knot))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("looks like another element of the same set or map");
    }

    private record LineId(Node order, int line) {}

    private static final class Line {
        final LineId id;

        Line(LineId id) {
            this.id = id;
        }
    }

    private static List<Node> knotWith(Object... elements) {
        List<Node> knot = knot();
        knot.get(3).map.put("set", new HashSet<>(List.of(elements)));
        return knot;
    }

    @Test
    @DisplayName(
            "4.13 elements of a set are told apart by keys of several parts, by what their hasher answers, by elements")
    void elementsAreToldApart() {
        StructuralHasher hasher = StructuralHasher.builder()
                .hasher(Thread.class, thread -> List.of("thread", thread.getName()))
                .build();
        Thread one = new Thread("one");
        Thread two = new Thread("two");
        Node order = new Node(1);
        Object first = knotWith(
                new Line(new LineId(order, 1)), new Line(new LineId(order, 2)), one, two, List.of(1), List.of(2));
        Object same = knotWith(
                new Line(new LineId(order, 2)), new Line(new LineId(order, 1)), two, one, List.of(2), List.of(1));
        Object other = knotWith(
                new Line(new LineId(order, 1)), new Line(new LineId(order, 3)), one, two, List.of(1), List.of(2));
        assertThat(hasher.digest(same)).isEqualTo(hasher.digest(first)).isNotEqualTo(hasher.digest(other));
    }
}
