package io.memo.spring.console;

import io.memo.MemoizedMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a method depends on, as nodes and edges: the code it can reach, the variables that are read, and what is not tracked.
 * What stands for no code of its own, such as an abstract method, is left out.
 *
 * @param nodes sorted by id
 * @param edges from what to what, by the positions of the nodes
 */
record DependencyGraph(List<Node> nodes, List<Edge> edges) {

    /** What a node stands for. */
    enum Kind {
        METHOD,
        INITIALISER,
        VARIABLE,
        UNTRACKED,
        NOTE
    }

    /**
     * A node.
     *
     * @param kind what it stands for
     * @param name how people read it
     */
    record Node(Kind kind, CodeName name) {}

    /** An edge between two nodes. */
    record Edge(int from, int to) {}

    static DependencyGraph of(MemoizedMethod method) {
        Map<String, List<String>> steps = method.dependencies();
        Set<String> reached = steps.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<String, Kind> kinds = new TreeMap<>();
        method.manifest().forEach(line -> {
            String piece = line.substring(0, line.lastIndexOf(" -> "));
            if (piece.startsWith("body ") || piece.startsWith("declaration ")) {
                kinds.put(piece.substring(piece.indexOf(' ') + 1), Kind.METHOD);
            } else if (piece.startsWith("lambda in ")) {
                kinds.put(piece, Kind.METHOD);
            } else if (piece.startsWith("initialiser ") && (steps.containsKey(piece) || reached.contains(piece))) {
                // That of a field is known by the field.
                kinds.put(piece, Kind.INITIALISER);
            }
        });
        method.externalVariables().forEach(variable -> kinds.put(variable, Kind.VARIABLE));
        Stream.concat(reached.stream(), method.warnings().stream()).forEach(text -> {
            if (text.startsWith("not tracked: ")) {
                kinds.put(text, Kind.UNTRACKED);
            } else if (text.startsWith("reflection: ") || text.startsWith("instrumented: ")) {
                kinds.put(text, Kind.NOTE);
            }
        });

        Map<String, Integer> positions = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        kinds.forEach((id, kind) -> {
            positions.put(id, nodes.size());
            nodes.add(new Node(kind, CodeName.of(kind, id)));
        });
        List<Edge> edges = new ArrayList<>();
        kinds.keySet()
                .forEach(from -> steps.getOrDefault(from, List.of()).forEach(to -> {
                    Integer end = positions.get(to);
                    if (end != null) {
                        edges.add(new Edge(Objects.requireNonNull(positions.get(from)), end));
                    }
                }));
        return new DependencyGraph(nodes, edges);
    }
}
