package io.memo.hash.registry;

import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which hasher serves a class: of those that come first the closest, else of the others the closest. A hasher of a type
 * is closer than one of its supertype; of types that are not related that which takes fewer steps up the hierarchy; at
 * the same distance a class is closer than an interface. Two interfaces at the same distance are refused.
 */
public final class HasherRegistry {

    /** A hasher and the type that it serves. */
    public record Entry(Class<?> type, Hasher<?> hasher) {}

    private final Map<Class<?>, Entry> first;
    private final Map<Class<?>, Entry> others;

    public HasherRegistry(List<Entry> first, List<Entry> others) {
        this.first = byType(first);
        this.others = byType(others);
    }

    private static Map<Class<?>, Entry> byType(List<Entry> entries) {
        Map<Class<?>, Entry> byType = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Entry other = byType.putIfAbsent(entry.type(), entry);
            if (other != null && other.hasher() != entry.hasher()) {
                throw new InvalidMemoizeException(
                        "Two hashers serve " + entry.type().getName() + ": " + HasherTypes.describe(other.hasher())
                                + " and " + HasherTypes.describe(entry.hasher()) + ".",
                        "Keep one of them, or let one serve a narrower type.");
            }
        }
        return byType;
    }

    /** Returns whether any hasher serves the class. */
    public boolean serves(Class<?> type) {
        return of(type) != null;
    }

    /**
     * Returns the hasher of the class, or null if none serves it.
     *
     * @throws InvalidMemoizeException if two are equally close
     */
    public @Nullable Entry of(Class<?> type) {
        Entry found = closest(first, type);
        return found != null ? found : closest(others, type);
    }

    private static @Nullable Entry closest(Map<Class<?>, Entry> entries, Class<?> type) {
        if (entries.isEmpty()) {
            return null;
        }
        Entry exact = entries.get(type);
        if (exact != null) {
            return exact;
        }
        List<Entry> candidates = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.type().isAssignableFrom(type)) {
                candidates.add(entry);
            }
        }
        List<Entry> nearest = nearest(narrowest(candidates), type);
        if (nearest.size() > 1) {
            throw new InvalidMemoizeException(
                    "Two hashers are equally close to " + type.getName() + ": " + described(nearest.get(0)) + " and "
                            + described(nearest.get(1)) + ".",
                    "Register a hasher for " + type.getName() + " itself.");
        }
        return nearest.isEmpty() ? null : nearest.get(0);
    }

    private static String described(Entry entry) {
        return HasherTypes.describe(entry.hasher()) + " for " + entry.type().getName();
    }

    private static List<Entry> narrowest(List<Entry> candidates) {
        List<Entry> narrowest = new ArrayList<>(candidates);
        narrowest.removeIf(wide -> candidates.stream()
                .anyMatch(other -> other != wide && wide.type().isAssignableFrom(other.type())));
        return narrowest;
    }

    private static List<Entry> nearest(List<Entry> candidates, Class<?> type) {
        if (candidates.size() < 2) {
            return candidates;
        }
        Map<Class<?>, Integer> distances = distances(type);
        int least = candidates.stream()
                .mapToInt(entry -> distances.getOrDefault(entry.type(), Integer.MAX_VALUE))
                .min()
                .orElseThrow();
        List<Entry> nearest = candidates.stream()
                .filter(entry -> distances.getOrDefault(entry.type(), Integer.MAX_VALUE) == least)
                .toList();
        List<Entry> classes =
                nearest.stream().filter(entry -> !entry.type().isInterface()).toList();
        return classes.isEmpty() ? nearest : classes;
    }

    /** Returns the least number of steps up to each supertype. */
    private static Map<Class<?>, Integer> distances(Class<?> type) {
        Map<Class<?>, Integer> distances = new LinkedHashMap<>();
        Deque<Class<?>> queue = new ArrayDeque<>();
        distances.put(type, 0);
        queue.add(type);
        while (!queue.isEmpty()) {
            Class<?> current = queue.remove();
            List<Class<?>> above = new ArrayList<>();
            if (current.getSuperclass() != null) {
                above.add(current.getSuperclass());
            }
            Collections.addAll(above, current.getInterfaces());
            for (Class<?> next : above) {
                if (distances.putIfAbsent(next, distances.getOrDefault(current, 0) + 1) == null) {
                    queue.add(next);
                }
            }
        }
        return distances;
    }
}
