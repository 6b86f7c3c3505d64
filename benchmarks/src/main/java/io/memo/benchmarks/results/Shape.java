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
    /** A list of 100 such records, which can be changed. */
    RECORDS_100 {
        @Override
        Object make(long id, String name) {
            return Stream.iterate(0, i -> i + 1)
                    .limit(100)
                    .map(i -> new Quote(i, name + i, 3, 19.95, true))
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        @Override
        Object copy(Object made) {
            return new ArrayList<>((List<?>) made);
        }
    },
    /** An object as JPA would load it: some fields, lists of others, and one that is filled when it is asked for. */
    ENTITY {
        @Override
        Object make(long id, String name) {
            Order order = new Order(id, name, items(10, name));
            order.names();
            return order;
        }

        @Override
        Object copy(Object made) {
            return ((Order) made).copy();
        }
    },
    /** An object of five fields. */
    DTO {
        @Override
        Object make(long id, String name) {
            return new Item(id, name);
        }

        @Override
        Object copy(Object made) {
            return new Item((Item) made);
        }
    },
    LIST_1 {
        @Override
        Object make(long id, String name) {
            return items(1, name);
        }

        @Override
        Object copy(Object made) {
            return copyItems((List<?>) made);
        }
    },
    LIST_10 {
        @Override
        Object make(long id, String name) {
            return items(10, name);
        }

        @Override
        Object copy(Object made) {
            return copyItems((List<?>) made);
        }
    },
    LIST_100 {
        @Override
        Object make(long id, String name) {
            return items(100, name);
        }

        @Override
        Object copy(Object made) {
            return copyItems((List<?>) made);
        }
    },
    LIST_1000 {
        @Override
        Object make(long id, String name) {
            return items(1000, name);
        }

        @Override
        Object copy(Object made) {
            return copyItems((List<?>) made);
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

        @Override
        Object copy(Object made) {
            Map<String, Item> copy = new HashMap<>();
            ((Map<?, ?>) made).forEach((name, item) -> copy.put((String) name, new Item((Item) item)));
            return copy;
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

        @Override
        Object copy(Object made) {
            Node from = (Node) made;
            Node root = new Node(from.id, from.name, null);
            from.below.forEach(each -> root.below.add(new Node(each.id, each.name, root)));
            return root;
        }
    },
    BYTES {
        @Override
        Object make(long id, String name) {
            return new byte[65_536];
        }

        @Override
        Object copy(Object made) {
            return ((byte[]) made).clone();
        }
    };

    abstract Object make(long id, String name);

    /** Copies what was made, as one would write it by hand; what cannot change is its own copy. */
    Object copy(Object made) {
        return made;
    }

    private static List<Item> copyItems(List<?> from) {
        List<Item> copy = new ArrayList<>(from.size());
        for (Object each : from) {
            copy.add(new Item((Item) each));
        }
        return copy;
    }

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

        Item(Item from) {
            this.id = from.id;
            this.name = from.name;
            this.count = from.count;
            this.price = from.price;
            this.open = from.open;
        }
    }

    private static final class Order {
        long id;
        String name;
        List<Item> items;
        transient @Nullable List<String> names;

        Order(long id, String name, List<Item> items) {
            this.id = id;
            this.name = name;
            this.items = items;
        }

        Order copy() {
            return new Order(id, name, copyItems(items));
        }

        List<String> names() {
            if (names == null) {
                names = items.stream().map(item -> item.name).toList();
            }
            return names;
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
