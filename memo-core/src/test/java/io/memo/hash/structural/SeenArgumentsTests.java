package io.memo.hash.structural;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ValuePart;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A key part that is the same object as before was not made anew. */
class SeenArgumentsTests {

    private static final Origin ORIGIN = new Origin("Shop.total", ValuePart.ARGUMENT, "orders");

    private record Line(String product, int count) {}

    private record Order(long id, List<Line> lines) {}

    private record Holder(List<Line> lines, int[] counts) {}

    private static final class Price {
        private final int amount;

        Price(int amount) {
            this.amount = amount;
        }
    }

    private final StructuralHasher hasher = StructuralHasher.create().inProcess();

    @DisplayName(
            "Issue 17.6: a large immutable argument that was met twice is not walked again: lists, maps, records, objects of final fields")
    @Test
    void immutableArgumentIsNotWalkedAgain() {
        List<Object> values = List.of(
                IntStream.range(0, 10_000).boxed().toList(),
                List.copyOf(lines(1_000)),
                Map.copyOf(Map.of("lines", List.copyOf(lines(1_000)))),
                new Order(1, List.copyOf(lines(1_000))),
                IntStream.range(0, 100).mapToObj(Price::new).toList());
        for (Object value : values) {
            Object first = keyPart(value);
            Object second = keyPart(value);

            assertThat(keyPart(value)).isSameAs(second).isSameAs(keyPart(value)).isEqualTo(first);
        }
    }

    @DisplayName("Issue 17.6: an equal argument that is another object has an equal key")
    @Test
    void equalArgumentHasEqualKey() {
        Order order = new Order(1, List.copyOf(lines(1_000)));
        for (int i = 0; i < 3; i++) {
            keyPart(order);
        }

        assertThat(keyPart(new Order(1, List.copyOf(lines(1_000))))).isEqualTo(keyPart(order));
        assertThat(keyPart(new Order(2, List.copyOf(lines(1_000))))).isNotEqualTo(keyPart(order));
    }

    @DisplayName("Issue 17.6: what can change is walked each time: lists, views, wrappers, arrays deep inside")
    @Test
    void changedArgumentHasAnotherKey() {
        List<Line> lines = new ArrayList<>(lines(1_000));
        int[] counts = new int[1_000];
        Line other = new Line("another", 0);
        List<Object> values = List.of(
                lines,
                Collections.unmodifiableList(lines),
                new Order(1, lines),
                new Holder(List.copyOf(lines(10)), counts),
                List.of(new Holder(List.copyOf(lines(10)), counts)));
        for (Object value : values) {
            Object before = keyPart(value);
            keyPart(value);
            keyPart(value);
            lines.set(500, other);
            counts[500]++;

            assertThat(keyPart(value)).as(value.getClass().getName()).isNotEqualTo(before);
            lines.set(500, new Line("product 500", 500));
        }
    }

    @DisplayName(
            "Issue 17.6: what a hasher answers may change, so a list that holds such an object is walked each time")
    @Test
    void answerOfHasherIsAskedEachTime() {
        AtomicInteger answer = new AtomicInteger();
        StructuralHasher asking = StructuralHasher.builder()
                .hasher(Price.class, price -> answer.get())
                .build()
                .inProcess();
        List<Price> prices = IntStream.range(0, 1_000).mapToObj(Price::new).toList();
        Object before = asking.keyPart(prices, ORIGIN);
        for (int i = 0; i < 3; i++) {
            assertThat(asking.keyPart(prices, ORIGIN)).isEqualTo(before);
        }
        answer.incrementAndGet();

        assertThat(asking.keyPart(prices, ORIGIN)).isNotEqualTo(before);
    }

    @DisplayName("Issue 17.6: an object that is met while its constructor runs is not taken for finished")
    @Test
    void objectUnderConstructionIsWalkedAgain() {
        List<Object> met = new ArrayList<>();
        Early early = new Early(this, met);

        Object finished = keyPart(early);

        assertThat(met).hasSize(3);
        assertThat(met.get(2)).isNotEqualTo(finished);
        for (int i = 0; i < 3; i++) {
            assertThat(keyPart(early)).isEqualTo(finished);
        }
    }

    private static final class Early {
        private final List<Line> lines = List.copyOf(lines(1_000));

        @SuppressWarnings("unused")
        private final @Nullable String name;

        Early(SeenArgumentsTests test, List<Object> met) {
            for (int i = 0; i < 3; i++) {
                met.add(test.keyPart(this));
            }
            this.name = "finished " + lines.size();
        }
    }

    private Object keyPart(Object value) {
        Object keyPart = hasher.keyPart(value, ORIGIN);
        assertThat(keyPart).isNotNull();
        return keyPart;
    }

    private static List<Line> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Line("product " + i, i))
                .toList();
    }
}
