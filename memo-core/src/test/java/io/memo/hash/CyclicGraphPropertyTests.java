package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Compares the walk, which remembers what it has written, with a plain recursive description of the same graph, which
 * does not: two graphs must have one digest if and only if they have one description.
 */
class CyclicGraphPropertyTests {

    private static final class Node {
        final int label;
        final List<Node> ordered = new ArrayList<>();
        final Set<Node> unordered = new HashSet<>();

        Node(int label) {
            this.label = label;
        }
    }

    private static List<Node> graph(Random random) {
        int size = 1 + random.nextInt(7);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(new Node(random.nextInt(2)));
        }
        int edges = random.nextInt(2 * size);
        for (int i = 0; i < edges; i++) {
            Node from = nodes.get(random.nextInt(size));
            Node to = nodes.get(random.nextInt(size));
            if (random.nextBoolean()) {
                from.ordered.add(to);
            } else {
                from.unordered.add(to);
            }
        }
        return nodes;
    }

    /** By depth in frames, as the encoding counts: a node, then the collection inside it. */
    private static String describe(Node node, List<Object> path) {
        int at = path.indexOf(node);
        if (at >= 0) {
            return "^" + (path.size() - at);
        }
        path.add(node);
        path.add(node.ordered);
        String ordered = node.ordered.stream().map(n -> describe(n, path)).collect(Collectors.joining(","));
        path.set(path.size() - 1, node.unordered);
        String unordered =
                node.unordered.stream().map(n -> describe(n, path)).sorted().collect(Collectors.joining(","));
        path.remove(path.size() - 1);
        path.remove(path.size() - 1);
        return node.label + "[" + ordered + "]{" + unordered + "}";
    }

    private static String describeAll(List<Node> roots) {
        List<Object> path = new ArrayList<>();
        path.add(roots);
        return roots.stream().map(root -> describe(root, path)).collect(Collectors.joining(";"));
    }

    @Test
    @DisplayName("4.4 on any cyclic graph: one digest if and only if one description")
    void digestsFollowDescriptions() {
        long seed = Long.getLong("memo.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, Digest> digests = new HashMap<>();
        Map<Digest, String> descriptions = new HashMap<>();
        for (int i = 0; i < Integer.getInteger("memo.graphs", 20_000); i++) {
            List<Node> roots = new ArrayList<>(graph(random));
            Collections.shuffle(roots, random);
            roots = new ArrayList<>(roots.subList(0, 1 + random.nextInt(roots.size())));
            if (random.nextBoolean()) {
                roots.addAll(List.copyOf(roots));
            }
            String description = describeAll(roots);
            Digest digest = Digests.digest(roots);
            Digest sameDescription = digests.putIfAbsent(description, digest);
            if (sameDescription != null) {
                assertThat(digest).as("seed %d, %s", seed, description).isEqualTo(sameDescription);
            }
            String sameDigest = descriptions.putIfAbsent(digest, description);
            if (sameDigest != null) {
                assertThat(description).as("seed %d", seed).isEqualTo(sameDigest);
            }
        }
    }
}
