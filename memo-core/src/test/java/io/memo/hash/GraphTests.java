package io.memo.hash;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphTests {

    private static final class Node {
        Object value;
        Node next;
        Node other;

        Node(Object value, Node next) {
            this.value = value;
            this.next = next;
        }
    }

    private static List<Object> selfish(int lists) {
        List<Object> first = new ArrayList<>();
        List<Object> last = first;
        for (int i = 1; i < lists; i++) {
            List<Object> next = new ArrayList<>();
            last.add(next);
            last = next;
        }
        last.add(first);
        return first;
    }

    @Test
    @DisplayName("V15, 4.4 cycles end, equal ones are alike, and where they point back to counts")
    void cyclesEnd() {
        assertAlike(selfish(1), selfish(1));
        assertAlike(selfish(3), selfish(3));
        assertAllDiffer(selfish(1), selfish(2), selfish(3), selfish(20), selfish(40), List.of(), List.of(List.of()));
        Object[] array = new Object[1];
        array[0] = array;
        Object[] same = new Object[1];
        same[0] = same;
        assertAlike(array, same);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Map<String, Object> sameMap = new HashMap<>();
        sameMap.put("self", sameMap);
        assertAlike(map, sameMap);
        List<Object> seen = new ArrayList<>();
        seen.add(Collections.unmodifiableList(seen));
        assertThat(digest(seen)).isEqualTo(digest(seen));
    }

    @Test
    @DisplayName("4.4 a node that is shared is alike to two that are equal")
    void sharedIsCopied() {
        IntFunction<Node> chain = n -> {
            Node node = null;
            for (int i = 0; i < n; i++) {
                node = new Node(i, node);
            }
            return node;
        };
        Node shared = chain.apply(30);
        assertAlike(List.of(shared, shared, 1), List.of(chain.apply(30), chain.apply(30), 1));
        String[] large = {"x".repeat(5_000)};
        int[] ints = new int[5_000];
        assertAlike(List.of(ints, ints, large, large), List.of(ints, ints.clone(), large, large.clone()));
    }

    @Test
    @DisplayName("4.4 a graph of 60 levels that each share the next twice takes 60 steps")
    void sharedLevelsAreLinear() {
        IntFunction<Node> levels = n -> {
            Node node = new Node("leaf", null);
            for (int i = 0; i < n; i++) {
                Node above = new Node(i, node);
                above.other = node;
                node = above;
            }
            return node;
        };
        assertAlike(levels.apply(60), levels.apply(60));
        assertAllDiffer(levels.apply(60), levels.apply(61));
        Object lists = List.of("leaf");
        Object sets = Set.of("leaf");
        Map<String, Object> maps = Map.of("leaf", 1);
        for (int i = 0; i < 60; i++) {
            lists = List.of(lists, lists);
            sets = Set.of(List.of(1, sets), List.of(2, sets));
            maps = Map.of("a", maps, "b", maps);
        }
        assertAlike(List.of(lists, sets, maps), List.of(lists, sets, maps));
    }

    @Test
    @DisplayName("4.4 a linked list of 1,000,000 nodes")
    void depthCostsNoStack() {
        Node list = null;
        Node same = null;
        for (int i = 0; i < 1_000_000; i++) {
            list = new Node(i, list);
            same = new Node(i, same);
        }
        assertAlike(list, same);
        same.next.next.value = -1;
        assertThat(digest(same)).isNotEqualTo(digest(list));
    }

    @Test
    @DisplayName("4.4 too many objects are refused with the limit and its name")
    void tooManyNodes() {
        StructuralHasher small = StructuralHasher.builder().maxNodes(100).build();
        List<List<Integer>> lists = Collections.nCopies(99, List.of(1));
        assertThat(small.digest(lists)).isNotNull();
        List<List<Integer>> more = Collections.nCopies(100, List.of(1));
        assertThatThrownBy(() -> small.digest(more))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("more than 100 objects")
                .hasMessageContaining("memo.hash.max-nodes");
    }

    private static final class Order {
        final List<Item> items = new ArrayList<>();
        final Set<Item> set = new HashSet<>();
    }

    private static final class Item {
        final Order order;
        final String name;

        Item(Order order, String name) {
            this.order = order;
            this.name = name;
        }
    }

    private static Order order(boolean share, String... names) {
        Order order = new Order();
        for (String name : names) {
            Item item = new Item(order, name);
            order.items.add(item);
            order.set.add(share ? item : new Item(order, name));
        }
        return order;
    }

    @Test
    @DisplayName("4.4 on cycles too a shared node is alike to a copy, and a set has no order")
    void sharedOnCycles() {
        String[] names = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
        for (int i = 0; i < 20; i++) {
            assertAlike(order(true, names), order(false, names));
        }
        Order shared = order(true, names);
        assertAlike(List.of(shared, shared), List.of(order(true, names), order(false, names)));
        assertAlike(
                List.of(shared.items.get(3), shared),
                List.of(order(true, names).items.get(3), order(false, names)));
        Set<Object> one = new HashSet<>(List.of(shared, shared.items.get(0), shared.items.get(1)));
        for (int i = 0; i < 20; i++) {
            Order a = order(true, names);
            Order b = order(true, names);
            assertAlike(one, new HashSet<>(List.of(b.items.get(1), a, a.items.get(0))));
        }
    }

    @Test
    @DisplayName("4.4 views inside one another, deeper than the JDK can read, are refused")
    void viewsTooDeepForTheJdk() {
        List<Object> list = new ArrayList<>(List.of(1));
        for (int i = 0; i < 200_000; i++) {
            list = Collections.synchronizedList(list);
        }
        List<Object> nested = list;
        assertThatThrownBy(() -> digest(nested))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("views of collections inside one another");
    }

    @Test
    @DisplayName("4.4 a map whose keys all collide, an object of many fields")
    void hostileMaps() {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 1 << 12; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            map.put(key.toString(), i);
        }
        assertAlike(map, Map.copyOf(map));
    }
}
