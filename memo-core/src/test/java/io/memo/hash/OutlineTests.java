package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ValuePart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutlineTests {

    private static final Origin RESULT = new Origin("Orders.find", ValuePart.RETURN_VALUE, "result");

    private static final class Line {
        double price = 1;
        int count = 2;
        Line next;
    }

    private static final class Order {
        final List<Line> lines = new ArrayList<>(List.of(new Line(), new Line(), new Line()));
        final Set<String> tags = new HashSet<>(Set.of("a"));
        final Map<String, Object> notes = new HashMap<>(Map.of("output", 1, "ada@example.org", 1));
    }

    private static Outline outline(Object value) {
        return Digests.HASHER.keysInPaths(KeysInPaths.namedBy(Set.of("output"))).outline(value, RESULT);
    }

    private static List<String> changes(Order order, Runnable change) {
        Outline before = outline(order);
        change.run();
        return before.differences(outline(order));
    }

    @Test
    @DisplayName("5.2 a changed field is named by its path")
    void changedField() {
        Order order = new Order();
        assertThat(changes(order, () -> order.lines.get(2).price = 5)).containsExactly("result.lines[2].price");
        assertThat(changes(order, () -> {
                    order.lines.get(2).count = 5;
                    order.lines.get(0).next = new Line();
                }))
                .containsExactly("result.lines[0].next", "result.lines[2].count");
    }

    @Test
    @DisplayName("5.2 a changed entry is named by its key, if that may be shown")
    void changedEntry() {
        Order order = new Order();
        assertThat(changes(order, () -> order.notes.put("output", 2))).containsExactly("result.notes[\"output\"]");
        assertThat(changes(order, () -> order.notes.put("ada@example.org", 2))).containsExactly("result.notes[*]");
        Map<String, Integer> map = new HashMap<>(Map.of("output", 1));
        Outline before = outline(map);
        map.put("output", 2);
        assertThat(before.differences(outline(map))).containsExactly("result[\"output\"]");
    }

    @Test
    @DisplayName("5.2 a container that grew or shrank is named itself")
    void changedSize() {
        Order order = new Order();
        assertThat(changes(order, () -> order.lines.remove(0))).containsExactly("result.lines");
        assertThat(changes(order, () -> order.tags.add("b"))).containsExactly("result.tags");
        assertThat(changes(order, () -> order.notes.put("new", 1))).containsExactly("result.notes");
    }

    @Test
    void unchangedHasNoDifferences() {
        Order order = new Order();
        assertThat(changes(order, () -> order.lines.set(0, new Line()))).isEmpty();
        assertThat(outline(null).differences(outline(null))).isEmpty();
    }

    @Test
    void theValueItself() {
        assertThat(outline("a").differences(outline("b"))).containsExactly("result");
        assertThat(outline(null).differences(outline(1))).containsExactly("result");
        assertThat(outline(List.of(1)).differences(outline(Set.of(1)))).containsExactly("result");
        assertThat(outline(new int[] {1}).differences(outline(new int[] {2}))).containsExactly("result");
    }

    @Test
    @DisplayName("5.2 beyond what an outline holds the container is named")
    void beyondTheOutline() {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            list.add(i);
        }
        Outline before = outline(list);
        list.set(9_999, -1);
        assertThat(before.differences(outline(list))).containsExactly("result");
        list.set(3, -1);
        assertThat(before.differences(outline(list))).containsExactly("result[3]");
        assertThat(before.isTruncated())
                .as("another place may have changed too")
                .isTrue();
    }

    @Test
    @DisplayName("5.2 an outline that holds every place says so, up to the last one")
    void truncationIsToldExactly() {
        assertThat(outline(Collections.nCopies(Outline.MOST - 1, 1)).isTruncated())
                .as("with the list itself as many as there may be")
                .isFalse();
        assertThat(outline(Collections.nCopies(Outline.MOST, 1)).isTruncated()).isTrue();
        Set<Integer> nameless = IntStream.range(0, 10_000).boxed().collect(Collectors.toSet());
        assertThat(outline(nameless).isTruncated())
                .as("elements of a set have no place of their own")
                .isFalse();
    }

    @Test
    void differencesAreSorted() {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            list.add(i);
        }
        Outline before = outline(list);
        list.replaceAll(i -> i + 1);
        assertThat(before.differences(outline(list))).hasSize(100).isSorted();
    }

    @Test
    void digestAndBitsAreThoseOfHash() {
        for (Object value : new Object[] {null, 1, List.of(1, List.of()), new Order(), new Object(), new int[3]}) {
            assertThat(outline(value).hashed()).isEqualTo(Digests.HASHER.hash(value, RESULT));
        }
    }
}
