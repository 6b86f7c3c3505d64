package io.memo.benchmarks.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a computation returns. */
public enum Shape {
    /** A record of five fields, immutable. */
    RECORD {
        @Override
        Object make(long id, String name) {
            return new Quote(id, name, 3, 19.95, true);
        }
    },
    /** An object of five fields. */
    DTO {
        @Override
        Object make(long id, String name) {
            return new Item(id, name);
        }
    },
    LIST_1 {
        @Override
        Object make(long id, String name) {
            return items(1, name);
        }
    },
    LIST_10 {
        @Override
        Object make(long id, String name) {
            return items(10, name);
        }
    },
    LIST_100 {
        @Override
        Object make(long id, String name) {
            return items(100, name);
        }
    },
    LIST_1000 {
        @Override
        Object make(long id, String name) {
            return items(1000, name);
        }
    },
    /** A map of 100 such objects by string. */
    MAP_100 {
        @Override
        Object make(long id, String name) {
            Map<String, Item> map = new HashMap<>();
            items(100, name).forEach(item -> map.put(item.name, item));
            return map;
        }
    },
    /** An object that refers to 1,000 others, and they to it. */
    GRAPH_1001 {
        @Override
        Object make(long id, String name) {
            Node root = new Node(id, name, null);
            for (int i = 0; i < 1000; i++) {
                root.below.add(new Node(i, name + i, root));
            }
            return root;
        }
    },
    BYTES {
        @Override
        Object make(long id, String name) {
            return new byte[65_536];
        }
    };

    abstract Object make(long id, String name);

    private static List<Item> items(int count, String name) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> new Item(i, name + i))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private record Quote(long id, String name, int count, double price, boolean open) {}

    private static final class Item {
        long id;
        String name;
        int count = 3;
        double price = 19.95;
        boolean open = true;

        Item(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static final class Node {
        long id;
        String name;

        @Nullable
        Node above;

        List<Node> below = new ArrayList<>(0);

        Node(long id, String name, @Nullable Node above) {
            this.id = id;
            this.name = name;
            this.above = above;
        }
    }
}
