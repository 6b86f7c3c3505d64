package io.memo.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins what the JVM records of one redefinition: an event for each class, by its name, and one for the whole, which says whether it was a
 * redefinition or a retransformation. All have its number. Confined to one thread.
 */
final class RedefinitionEvents {

    /** What is not complete by then never will be. */
    private static final int KEPT = 256;

    private final Map<Long, Operation> open = new LinkedHashMap<>();
    private final Map<String, Instant> complete = new LinkedHashMap<>();

    /** A class was replaced or instrumented. */
    void changed(long id, String type) {
        Operation operation = operation(id);
        operation.types.add(type);
        settle(id, operation);
    }

    /** Classes were replaced, so many, from that time on. */
    void redefined(long id, int classes, Instant since) {
        Operation operation = operation(id);
        operation.classes = classes;
        operation.since = since;
        settle(id, operation);
    }

    /** Classes were instrumented. */
    void retransformed(long id) {
        open.remove(id);
    }

    /** Returns the classes that were replaced since this was asked last, with the time of the first of their replacements. */
    Map<String, Instant> take() {
        Map<String, Instant> taken = new LinkedHashMap<>(complete);
        complete.clear();
        return taken;
    }

    private Operation operation(long id) {
        Operation operation = open.computeIfAbsent(id, ignored -> new Operation());
        if (open.size() > KEPT) {
            open.remove(open.keySet().iterator().next());
        }
        return operation;
    }

    private void settle(long id, Operation operation) {
        Instant since = operation.since;
        if (since != null && operation.types.size() >= operation.classes) {
            open.remove(id);
            operation.types.forEach(type -> complete.putIfAbsent(type, since));
        }
    }

    private static final class Operation {

        private final List<String> types = new ArrayList<>();
        private int classes;
        private @Nullable Instant since;
    }
}
