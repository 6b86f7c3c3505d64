package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Run more with {@code -Pthorough}, the same again with {@code -Dmemo.seed=}. */
class RandomGraphPropertyTests {

    /** Graphs of fewer leaves may well be equal: one leaf in six is null or one of seven constants. */
    private static final int ENOUGH = 12;

    @Test
    @DisplayName("4.1, 4.3, 4.4 equal graphs alike however they were made, one change anywhere differs")
    void equalGraphsAreAlikeAndChangedOnesDiffer() {
        long seed = Long.getLong("memo.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Digest, Long> seen = new HashMap<>();
        Map<Digest, Long> seenInProcess = new HashMap<>();
        StructuralHasher inProcess = Digests.HASHER.inProcess();
        for (int i = 0; i < Integer.getInteger("memo.graphs", 20_000); i++) {
            long graph = random.nextLong();
            String label = "seed " + seed + ", graph " + graph;
            Object value = RandomGraphs.graph(graph, 1);
            Digest digest = Digests.digest(value);
            assertThat(Digests.digest(RandomGraphs.graph(graph, 2))).as(label).isEqualTo(digest);
            assertThat(Digests.digest(Arrays.asList(value, value)))
                    .as(label)
                    .isEqualTo(Digests.digest(Arrays.asList(value, RandomGraphs.graph(graph, 3))));
            Digest fast = inProcess.digest(value);
            assertThat(inProcess.digest(RandomGraphs.graph(graph, 2))).as(label).isEqualTo(fast);
            int leaves = RandomGraphs.leaves(graph);
            if (leaves > 0) {
                Object changed = RandomGraphs.changed(graph, 1, random.nextInt(leaves));
                assertThat(Digests.digest(changed)).as(label).isNotEqualTo(digest);
                assertThat(inProcess.digest(changed)).as(label).isNotEqualTo(fast);
                Outline outline = Digests.HASHER.outline(value, Origin.NONE);
                List<String> places = outline.differences(Digests.HASHER.outline(changed, Origin.NONE));
                assertThat(places).as(label).hasSize(1).first().asString().startsWith("value");
            }
            Long other = leaves < ENOUGH ? null : seen.putIfAbsent(digest, graph);
            assertThat(other).as(label).isNull();
            other = leaves < ENOUGH ? null : seenInProcess.putIfAbsent(fast, graph);
            assertThat(other).as(label).isNull();
        }
    }
}
