package io.memo.hash.structural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.memo.Hasher;
import io.memo.digest.Digest;
import io.memo.hash.ChangingGraph;
import io.memo.hash.StructuralHasher;
import io.memo.hash.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast way to see that a value is unchanged, held against the digest. */
class SnapshotTests {

    private static final DefaultStructuralHasher HASHER = (DefaultStructuralHasher) StructuralHasher.create();
    private static final int MOST = 100_000;

    private static <T> DefaultStructuralHasher with(Class<T> type, Hasher<? super T> hasher) {
        return (DefaultStructuralHasher)
                StructuralHasher.builder().hasher(type, hasher).build();
    }

    private static Snapshot snapshot(Object value) {
        Snapshot snapshot = HASHER.snapshot(value, MOST);
        assertThat(snapshot).as("snapshot").isNotNull();
        return snapshot;
    }

    private static Stream<Long> seeds() {
        return LongStream.range(0, 3000).boxed();
    }

    @Test
    @DisplayName("5.4: what was not touched holds; reading it changes nothing")
    void untouchedHolds() {
        assertThat(seeds().map(ChangingGraph::new)).allSatisfy(graph -> {
            Snapshot snapshot = snapshot(graph.root());
            assertThat(snapshot.holds()).isTrue();
            HASHER.digest(graph.root());
            assertThat(snapshot.holds()).isTrue();
        });
    }

    @Test
    @DisplayName("5.1, 5.3: whatever is changed, one place after the other: what holds has the digest that it had")
    void whatHoldsHasItsDigest() {
        AtomicInteger seen = new AtomicInteger();
        assertThat(seeds()).allSatisfy(seed -> {
            ChangingGraph graph = new ChangingGraph(seed);
            Snapshot snapshot = snapshot(graph.root());
            Digest before = HASHER.digest(graph.root());
            List<Runnable> changes = new ArrayList<>(graph.changes());
            Collections.shuffle(changes, new Random(seed));
            for (Runnable change : changes) {
                change.run();
                boolean same = HASHER.digest(graph.root()).equals(before);
                assertThat(!snapshot.holds() || same).isTrue();
                seen.addAndGet(same ? 0 : 1);
                if (!same) {
                    graph = new ChangingGraph(seed);
                    break;
                }
            }
        });
        assertThat(seen).as("graphs that were changed").hasValueGreaterThan(1500);
    }

    @Test
    @DisplayName("5.1: each single change alone, from the same beginning")
    void eachChangeAlone() {
        assertThat(LongStream.range(0, 300).boxed()).allSatisfy(seed -> {
            int changes = new ChangingGraph(seed).changes().size();
            for (int i = 0; i < changes; i++) {
                ChangingGraph graph = new ChangingGraph(seed);
                Snapshot snapshot = snapshot(graph.root());
                Digest before = HASHER.digest(graph.root());
                graph.changes().get(i).run();
                assertThat(!snapshot.holds() || HASHER.digest(graph.root()).equals(before))
                        .as("change %d of %d", i, seed)
                        .isTrue();
            }
        });
    }

    private static final class Served {
        int value;
    }

    private static final class Holder {
        @Nullable
        Object held;

        Holder(@Nullable Object held) {
            this.held = held;
        }
    }

    private static Stream<Arguments> unknown() {
        return Stream.of(
                argumentSet("what a hasher speaks for", new Served()),
                argumentSet("what changes by itself", new AtomicInteger()),
                argumentSet("text that grows", new StringBuilder("text")),
                argumentSet("a comparator that may change", new TreeMap<>(Comparator.comparing(String::length))),
                argumentSet("a list that runs code of the application", new ArrayList<>() {}),
                argumentSet("an array that is as fast to digest", new byte[100_000]),
                argumentSet("a lambda", (Runnable) () -> {}));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    @DisplayName("5.1: what cannot be looked at has no snapshot, wherever it is")
    void unknownHasNone(Object unknown) {
        DefaultStructuralHasher hasher = with(Served.class, served -> served.value);
        assertThat(hasher.snapshot(unknown, MOST)).isNull();
        assertThat(hasher.snapshot(new Holder(unknown), MOST)).isNull();
        assertThat(hasher.snapshot(List.of("one", new Holder(List.of(unknown))), MOST))
                .isNull();
    }

    @Test
    @DisplayName("4.5: a hasher for a container, a supertype or a field's type is asked, so there is no snapshot")
    void servedContainers() {
        Hasher<Object> constant = value -> 1;
        assertThat(with(List.class, constant).snapshot(new ArrayList<>(), MOST)).isNull();
        assertThat(with(Integer.class, constant).snapshot(new ChangingGraph.Bean(), MOST))
                .isNull();
    }

    @Test
    @DisplayName("5.6: what is larger than wanted has none")
    void tooLarge() {
        List<Holder> many = Stream.generate(() -> new Holder(null)).limit(100).toList();
        assertThat(HASHER.snapshot(many, 50)).isNull();
        assertThat(HASHER.snapshot(many, 200)).isNotNull();
        assertThat(HASHER.snapshot(new HashMap<>(Map.of(1, new String[500])), 50))
                .isNull();
    }
}
